"""A pitch: who presented it, what the table made of it, what comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from academy.models import GatheringPage, PitchPage
from network.models import Contribution, Person, Tie
from network.words import Words
from tests import factories
from tests.conftest import Tree

ADDRESS = "/nl/agenda/dag/pitch/"


@pytest.fixture
def gathering(tree: Tree) -> GatheringPage:
    agenda = factories.AgendaPageFactory(parent=tree.home, slug="agenda")
    page: GatheringPage = factories.GatheringPageFactory(parent=agenda, slug="dag", title="De dag")
    return page


@pytest.fixture
def pitch(gathering: GatheringPage, tree: Tree) -> PitchPage:
    page: PitchPage = factories.PitchPageFactory(
        parent=gathering,
        slug="pitch",
        title="Bouwen van onderop",
        number=2,
        body=[("text", "<p>Dit werd verteld.</p>")],
        outcome_question="Waar beginnen we?",
        outcome=[("text", "<p>Bij de bewoners.</p>")],
        questions=[("question", "Wie doet er nog niet mee?")],
        research_themes=[("theme", "Meedoen in het dorp")],
        follow_up=[
            (
                "action",
                {"text": "De buren bellen", "owner": "De wijk", "due": date(2026, 5, 1), "status": "planned"},
            )
        ],
    )
    person = factories.PersonFactory(name="Amina Brugwachter")
    Contribution.objects.create(
        page=page,
        person=person,
        role="presenter",
        organisation=factories.OrganisationFactory(name="HAN"),
        capacity=Words(nl="lector", en="professor"),
    )
    challenge = factories.ChallengePageFactory(
        parent=factories.ChallengeIndexPageFactory(parent=tree.home), title="Wonen in het dorp"
    )
    Tie.objects.create(page=page, target=challenge)
    return page


def test_it_says_who_presented_what_the_table_said_and_what_comes_next(pitch: PitchPage, client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    for said in (
        "Amina Brugwachter",
        "lector",
        "HAN",
        "Dit werd verteld.",
        "Waar beginnen we?",
        "Bij de bewoners.",
        "Wie doet er nog niet mee?",
        "Meedoen in het dorp",
        "De buren bellen",
        "Wonen in het dorp",
        "De dag",
    ):
        assert said in page


def test_it_is_read_in_english(pitch: PitchPage, gathering: GatheringPage, tree: Tree, client: Client) -> None:
    for page in (gathering.get_parent().specific, gathering, pitch):
        english: Any = page.copy_for_translation(tree.english)
        english.title = f"English {page.slug}"
        english.save_revision().publish()
    said = client.get(pitch.get_translation(tree.english).url).content.decode()
    assert "English pitch" in said
    assert "professor" in said
    assert "lector" not in said


def test_half_filled_in_it_still_previews(tree: Tree) -> None:
    answer = PitchPage(title="Alleen een titel", locale=tree.dutch).make_preview_request()
    assert answer.status_code == 200
    assert "Alleen een titel" in answer.content.decode()


def test_pitches_follow_one_another_by_number(pitch: PitchPage, gathering: GatheringPage, client: Client) -> None:
    factories.PitchPageFactory(parent=gathering, number=3, title="De derde")
    factories.PitchPageFactory(parent=gathering, number=1, title="De eerste")
    factories.PitchPageFactory(parent=gathering, number=4, title="De vierde")
    page = client.get(ADDRESS).content.decode()
    assert page.index("De eerste") < page.index("De derde")
    assert "De vierde" not in page
    listed = client.get("/nl/agenda/dag/").content.decode()
    assert listed.index("De eerste") < listed.index("Bouwen van onderop") < listed.index("De derde")


def test_a_presenter_who_takes_their_consent_back_leaves_at_once(pitch: PitchPage, client: Client) -> None:
    addresses = (ADDRESS, "/nl/agenda/dag/")
    assert all("Amina Brugwachter" in client.get(address).content.decode() for address in addresses)
    Person.objects.update(may_be_shown=False)
    assert not any("Amina Brugwachter" in client.get(address).content.decode() for address in addresses)


@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_as_much_for_one_presenter_as_for_twenty(
    pitch: PitchPage, tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    article = factories.ArticlePageFactory(parent=tree.news)
    for _ in range(count):
        organisation = factories.OrganisationFactory()
        Contribution.objects.create(page=pitch, person=factories.PersonFactory(), organisation=organisation)
        factories.PitchPageFactory(parent=pitch.get_parent())
    pitch.follow_up = [("next_step", {"text": "Bellen", "status": "done", "result_page": article})] * count
    pitch.save()
    client.get(ADDRESS)
    with django_assert_max_num_queries(12):
        assert client.get(ADDRESS).status_code == 200
