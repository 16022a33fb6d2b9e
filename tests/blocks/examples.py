"""Every block of a body: the least that it takes, and all that it can say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from network.models import Affiliation
from tests import factories
from tests.conftest import Tree

FILM = "https://vimeo.com/76979871"


def document(name: str, title: str = "Het plan") -> Document:
    made: Document = Document.objects.create(title=title, file=ContentFile(b"x" * 2048, name=name))
    return made


def anna() -> Any:
    person = factories.PersonFactory(name="Anna Berg", email="anna@example.org", phone="+31 (0)30 123 45 67")
    foundation = factories.OrganisationFactory(name="Stichting Buurt")
    Affiliation.objects.create(
        person=person, organisation=foundation, role={"nl": "wijkverpleegkundige"}, start=date(2020, 1, 1)
    )
    return person


def minimal(tree: Tree) -> dict[str, Any]:
    """The least of every block, as a StreamField takes it."""
    picture = factories.PictureFactory()
    return {
        "heading": {"text": "Een kop"},
        "text": "<p>Een alinea</p>",
        "steps": {"steps": [{"title": "Eerst dit"}, {"title": "Dan dat"}]},
        "accordion": {"parts": [{"title": "Wie mag?", "text": "<p>Iedereen</p>"}]},
        "table": {"caption": "Wanneer", "columns": ["Tafel", "Dag"], "rows": [{"first": "Thuis", "second": "maandag"}]},
        "call_out": {"title": "Neem mee", "text": "<p>Een collega</p>"},
        "quote": {"text": "Niemand vroeg het mij"},
        "statement": {"text": "Gezond word je samen"},
        "key_figures": {"figures": [{"value": "6", "label": "tafels"}]},
        "picture": {"picture": picture, "decorative": True},
        "gallery": {"pictures": [{"picture": picture, "decorative": True}, {"picture": picture, "alt": "Twee buren"}]},
        "video": {"title": "Een wandeling", "url": FILM, "alternative": "<p>Buren wijzen de weg</p>"},
        "people": {"people": [factories.PersonFactory(name="Jan de Wit")]},
        "organisations": {"organisations": [factories.OrganisationFactory(name="Gemeente Zuid")]},
        "contact": {"label": "Het secretariaat", "email": "post@example.org"},
        "download": {"document": document("plan.pdf")},
        "related_pages": {"pages": [tree.news]},
        "button": {"page": tree.news},
        "sign_up": {},
    }


def full(tree: Tree) -> dict[str, Any]:
    """All that every block can say."""
    picture = factories.PictureFactory(credit="Fotograaf")
    person = anna()
    film = {"file": document("film.mp4"), "captions": document("film.vtt"), "duration": "4:05", "poster": picture}
    shot = {"picture": picture, "alt": "Drie buren", "caption": "In de tuin"}
    return {
        "heading": {"text": "Een kop", "level": "3"},
        "text": "<p>Een <b>alinea</b></p><ul><li>en een punt</li></ul>",
        "steps": {"title": "Zo gaat het", "steps": [{"title": f"Stap {n}", "text": "<p>Uitleg</p>"} for n in range(3)]},
        "accordion": {"title": "Vragen", "parts": [{"title": f"Vraag {n}", "text": "<p>Ja</p>"} for n in range(2)]},
        "table": {
            "caption": "Wanneer",
            "columns": ["Tafel", "Dag", "Plaats", "Tijd"],
            "rows": [{"first": "Thuis", "second": "maandag", "third": "bibliotheek", "fourth": "10 uur"}],
        },
        "call_out": {"title": "Neem mee", "text": "<p>Een <b>collega</b></p>"},
        "quote": {"text": "Niemand vroeg het mij", "person": person, "attribution": "docent, de hogeschool"},
        "statement": {"text": "Gezond word je samen"},
        "key_figures": {"figures": [{"value": str(n), "label": f"soort {n}"} for n in range(4)]},
        "picture": shot,
        "gallery": {"title": "De middag", "pictures": [shot, shot]},
        "video": {"title": "Een wandeling", "alternative": "<p>Buren wijzen de weg</p>", **film},
        "people": {"title": "Wie u ontmoet", "people": [person]},
        "organisations": {
            "title": "Wie meedoen",
            "organisations": [factories.OrganisationFactory(name="Gemeente Noord", description={"nl": "een gemeente"})],
        },
        "contact": {"title": "Vragen?", "person": person},
        "download": {"document": document("plan.pdf"), "title": "Het plan in het kort", "language": "en"},
        "related_pages": {"title": "Meer hierover", "pages": [tree.news, tree.academy]},
        "button": {"url": "https://example.org/meedoen", "label": "Doe mee"},
        "sign_up": {"title": "Blijf op de hoogte", "text": "Elke twee weken."},
    }
