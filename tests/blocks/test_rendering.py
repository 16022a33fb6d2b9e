"""What a reader sees of each block."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from wagtail.blocks import ChoiceBlock, ListBlock, RichTextBlock, StreamValue, StructBlock

from blocks.body import BodyBlock
from newsletter.consenting import consent_words
from newsletter.forms import fingerprint
from tests import factories
from tests.conftest import Tree

from . import examples

NAMES = list(BodyBlock.base_blocks)
HOSTILE = "\"'><script>alert(1)</script>"

# What must be read, of the least and of all that a block can say.
READ = {
    "heading": (["<h2", "Een kop"], ["<h3", "Een kop"]),
    "text": (["<p>Een alinea</p>"], ["<li>en een punt</li>"]),
    "steps": (["Eerst dit", "Dan dat"], ["Zo gaat het", "Stap 2", "Uitleg"]),
    "accordion": (["<summary", "Wie mag?", "Iedereen"], ["Vragen", "Vraag 1"]),
    "table": (["<caption", 'scope="col"', 'scope="row"', "maandag"], ["Plaats", 'data-heading="Tijd"', "10 uur"]),
    "call_out": (["Neem mee", "Een collega"], ["<b>collega</b>"]),
    "quote": (["<blockquote", "Niemand vroeg het mij"], ["Anna Berg", "docent, de hogeschool"]),
    "statement": (["Gezond word je samen"], ["Gezond word je samen"]),
    "key_figures": (["6", "tafels"], ["soort 3"]),
    "picture": (["<picture", 'alt=""'], ['alt="Drie buren"', "In de tuin", "Fotograaf"]),
    "gallery": (['alt="Twee buren"'], ["De middag", 'alt="Drie buren"', "In de tuin"]),
    "video": (["Vimeo", examples.FILM, "Buren wijzen de weg"], ['preload="none"', 'kind="captions"', "4:05"]),
    "people": (["Jan de Wit"], ["Wie u ontmoet", "Anna Berg", "wijkverpleegkundige", "Stichting Buurt"]),
    "organisations": (["Gemeente Zuid"], ["Wie meedoen", "Gemeente Noord", "een gemeente"]),
    "contact": (
        ["Het secretariaat", "mailto:post@example.org"],
        ["Vragen?", "Anna Berg", "mailto:anna@example.org", "tel:+31301234567"],
    ),
    "download": (["Het plan", "PDF", "2,0"], ["Het plan in het kort", 'hreflang="en"']),
    "related_pages": (["Nieuws", "/nl/nieuws/"], ["Meer hierover", "Academie"]),
    "button": (["Nieuws", "/nl/nieuws/"], ["Doe mee", "https://example.org/meedoen"]),
    "sign_up": (['name="email"', 'action="/nl/nieuwsbrief/aanmelden/"'], ["Blijf op de hoogte", "Elke twee weken."]),
}


def body_of(*children: tuple[str, Any]) -> StreamValue:
    block = BodyBlock()
    return StreamValue(block, [(name, block.child_blocks[name].normalize(value)) for name, value in children])


def rendered(body: StreamValue) -> str:
    return Template('{% include "blocks/body.html" %}').render(Context({"body": body}))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_block_says_what_was_filled_in(tree: Tree, language: str) -> None:
    assert set(READ) == set(NAMES)
    for values, which in ((examples.minimal(tree), 0), (examples.full(tree), 1)):
        for name, value in values.items():
            with translation.override(language):
                html = rendered(body_of((name, value)))
            assert "None" not in html, name
            if language == "nl":
                missing = [words for words in READ[name][which] if words not in html]
                assert not missing, (name, html)
            else:
                assert html.strip(), name


def test_no_text_of_an_editor_becomes_markup(tree: Tree) -> None:
    def hostile(block: Any, value: Any) -> Any:
        if isinstance(block, StructBlock):
            return {name: hostile(child, value.get(name)) for name, child in block.child_blocks.items()}
        if isinstance(block, ListBlock):
            return [hostile(block.child_block, item) for item in value or []]
        if isinstance(value, str) and not isinstance(block, RichTextBlock | ChoiceBlock):
            return HOSTILE
        return value

    for name, value in examples.full(tree).items():
        block = BodyBlock().child_blocks[name]
        html = rendered(body_of((name, hostile(block, value))))
        assert "<script" not in html, (name, html)
        assert "\"'>" not in html, (name, html)


@pytest.mark.parametrize(
    ("above", "tag"), [(None, "<h2"), ({"text": "Kop", "level": "2"}, "<h3"), ({"text": "Kop", "level": "3"}, "<h4")]
)
def test_a_title_in_a_block_stands_below_the_heading_above_it(
    tree: Tree, above: dict[str, str] | None, tag: str
) -> None:
    call_out = ("call_out", {"title": "Neem mee", "text": "<p>Iets</p>"})
    html = rendered(body_of(*([("heading", above)] if above else []), call_out))
    assert f'{tag} class="nl-heading' in html.split("call-out")[1]


def test_somebody_who_no_longer_agrees_leaves_every_block(tree: Tree) -> None:
    person = examples.anna()
    names = ("quote", "people", "contact")
    values: dict[str, Any] = {
        "quote": {"text": "Zo is het", "person": person, "attribution": "docent"},
        "people": {"title": "Wie u ontmoet", "people": [person]},
        "contact": {"title": "Vragen?", "person": person},
    }
    assert all("Anna Berg" in rendered(body_of((name, values[name]))) for name in names)
    person.may_be_shown = False
    quote, people, contact = (rendered(body_of((name, values[name]))) for name in names)
    assert "Anna Berg" not in quote + people + contact
    assert "docent" in quote
    assert "Wie u ontmoet" not in people
    assert "Vragen?" not in contact
    assert "anna@example.org" not in contact


def test_related_pages_are_those_that_a_reader_may_see_in_their_language(tree: Tree) -> None:
    hidden = factories.ArticlePageFactory(parent=tree.news, title="Nog niet af", live=False)
    only_dutch = factories.ArticlePageFactory(parent=tree.news, title="Alleen in het Nederlands")
    body = body_of(("related_pages", {"pages": [hidden, only_dutch, tree.news]}), ("button", {"page": hidden}))
    with translation.override("en"):
        html = rendered(body)
    assert "Nog niet af" not in html
    assert "/en/news/" in html
    assert 'lang="nl"' in html
    assert html.index("Alleen in het Nederlands") < html.index("News")
    assert "nl-button" not in html
    assert "<section" not in rendered(body_of(("related_pages", {"pages": [hidden]})))


def test_a_file_without_its_file_says_nothing_of_its_size(tree: Tree) -> None:
    lost = examples.document("weg.pdf")
    lost.file.delete(save=False)
    type(lost).objects.filter(pk=lost.pk).update(file_size=None, file="weg.pdf")
    lost.refresh_from_db()
    html = rendered(body_of(("download", {"document": lost})))
    assert "PDF" in html
    assert "bytes" not in html


def test_a_reader_signs_up_in_a_page_and_has_read_what_they_agree_to(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, slug="oproep", body=[("sign_up", {})])
    with translation.override("nl"):
        words = consent_words()
    response = client.get("/nl/nieuws/oproep/")
    page = response.content.decode().replace("&#x27;", "'")
    assert words in page
    assert f'name="wording" value="{fingerprint(words)}"' in page
    assert page.count('name="website"') == 1
    assert not response.cookies
    answer = client.post(
        "/nl/nieuwsbrief/aanmelden/", {"email": "lezer@example.org"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 200
    assert not answer.cookies
