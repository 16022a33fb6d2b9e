"""Two people, or two organisations, who are probably one."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from network.likeness import is_probably_one_organisation, is_probably_one_person
from network.models import Organisation, Person
from tests import factories


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Wendy Kemper", "Wendy Kemper-Koebrugge"),
        ("Wendy Koebrugge", "Wendy Kemper-Koebrugge"),
        ("wendy KEMPER", "Wendy Kemper"),
        ("Zoë Haïk", "Zoe Haik"),
        ("Jetse van Oosten", "J. van Oosten"),
        ("Oosten, Jetse van", "Jetse van Oosten"),
        ("Prof. dr. Jetse van Oosten", "Jetse van Oosten"),
        ("Jan de Vries", "Jan de Fries"),
    ],
)
def test_names_of_one_person(name: str, other: str) -> None:
    assert is_probably_one_person([name], [other])
    assert is_probably_one_person([other], [name])


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Wendy Kemper", "Wendy Lans"),
        ("Wendy Kemper", "Thomas Kemper"),
        ("Persoon 1", "Persoon 2"),
        ("Anna Berg", "Anna Bergsma"),
        ("Wendy", "Kemper"),
        ("", "Wendy"),
        ("Dr.", "Drs."),
    ],
)
def test_names_of_two_people(name: str, other: str) -> None:
    assert not is_probably_one_person([name], [other])
    assert not is_probably_one_person([other], [name])


def test_an_earlier_name_gives_a_person_away() -> None:
    assert is_probably_one_person(["Wendy Lans", " Wendy Kemper "], ["Wendy Kemper-Koebrugge"])


@pytest.mark.parametrize(
    ("name", "other", "is_one"),
    [
        ("UMC Utrecht", "umc utrecht", True),
        ("Stichting Lister", "Lister", True),
        ("Diakonessenhuis", "Diaconessenhuis", True),
        ("Zorg B.V.", "Zorg BV", True),
        ("Gemeente Utrecht", "Gemeente Houten", False),
        ("UMC Utrecht", "Hogeschool Utrecht", False),
        ("GGD 1", "GGD 2", False),
    ],
)
def test_names_of_organisations(name: str, other: str, is_one: bool) -> None:
    assert is_probably_one_organisation(name, other) is is_one


FORM = {
    "affiliations-TOTAL_FORMS": 0,
    "affiliations-INITIAL_FORMS": 0,
    "partnerships-TOTAL_FORMS": 0,
    "partnerships-INITIAL_FORMS": 0,
    "kind": "other",
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Person, Organisation])
def test_an_editor_who_adds_a_double_is_told_and_loses_nothing(
    kind: type[Person] | type[Organisation], client: Client
) -> None:
    Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    client.force_login(factories.UserFactory(is_superuser=True))
    known = kind.objects.create(name="Wendy Kemper & Co")
    prefix = f"wagtailsnippets_network_{kind._meta.model_name}"

    answer = client.post(reverse(f"{prefix}:add"), {"name": "Wendy Kémper & Co", **FORM}, follow=True)

    saved = kind.objects.get(name="Wendy Kémper & Co")
    page = answer.content.decode()
    assert "Wendy Kemper &amp; Co" in page
    assert f'href="{reverse(f"{prefix}:edit", args=[known.pk])}"' in page

    def warnings(name: str) -> int:
        answer = client.post(reverse(f"{prefix}:edit", args=[saved.pk]), {"name": name, **FORM}, follow=True)
        return sum(message.level_tag == "warning" for message in answer.context["messages"])

    assert warnings("Heel iemand anders") == 0
    assert warnings("KEMPER & co, Wendy") == 1
