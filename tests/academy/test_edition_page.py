"""An edition of a programme, and what belongs to it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from academy.models import EditionPage
from academy.models.programmes import EditionStatus
from network.models import Contribution, Organisation, Person, Tie
from network.words import Words
from tests import factories
from tests.conftest import Tree


@pytest.fixture
def edition(tree: Tree) -> EditionPage:
    programme = factories.ProgrammePageFactory(parent=tree.academy, slug="leergang")
    page: EditionPage = factories.EditionPageFactory(
        parent=programme,
        slug="voorjaar",
        title="Het voorjaar",
        end=date(2026, 6, 30),
        application_deadline=date(2026, 2, 1),
        application_url="https://example.org/aanmelden",
    )
    return page


@pytest.mark.parametrize(
    ("moment", "is_full", "status"),
    [
        (datetime(2026, 1, 10, tzinfo=UTC), False, EditionStatus.OPEN),
        (datetime(2026, 1, 10, tzinfo=UTC), True, EditionStatus.FULL),
        (datetime(2026, 2, 10, tzinfo=UTC), False, EditionStatus.ANNOUNCED),
        (datetime(2026, 4, 10, tzinfo=UTC), True, EditionStatus.RUNNING),
    ],
)
def test_its_status_follows_from_its_dates(moment: datetime, is_full: bool, status: EditionStatus) -> None:
    page = EditionPage(
        start=date(2026, 3, 2), end=date(2026, 6, 30), application_deadline=date(2026, 2, 1), is_full=is_full
    )
    with time_machine.travel(moment, tick=False):
        assert page.status is status
        assert page.is_open is (status is EditionStatus.OPEN)


def test_a_link_to_apply_is_there_only_while_one_can(edition: EditionPage, client: Client) -> None:
    with time_machine.travel(datetime(2026, 1, 10, 12, tzinfo=UTC), tick=False):
        assert "https://example.org/aanmelden" in client.get("/nl/academie/leergang/voorjaar/").content.decode()
    with time_machine.travel(datetime(2026, 2, 2, 12, tzinfo=UTC), tick=False):
        assert "https://example.org/aanmelden" not in client.get("/nl/academie/leergang/voorjaar/").content.decode()


def test_a_speaker_keeps_the_function_and_the_employer_of_that_time(edition: EditionPage, client: Client) -> None:
    then: Organisation = factories.OrganisationFactory(name="De oude werkgever")
    person: Person = factories.PersonFactory(name="Noor Zonnewerf")
    person.affiliations.create(organisation=factories.OrganisationFactory(name="De nieuwe werkgever"))
    capacity = Words(nl="hoofddocent", en="lead lecturer")
    Contribution.objects.create(page=edition, person=person, role="lecturer", organisation=then, capacity=capacity)
    page = client.get("/nl/academie/leergang/voorjaar/").content.decode()
    assert "hoofddocent" in page
    assert "De oude werkgever" in page
    assert "De nieuwe werkgever" not in page


def test_an_article_about_it_and_the_edition_name_one_another(edition: EditionPage, tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="terugblik", title="Hoe het was")
    Tie.objects.create(page=article, target=edition)
    assert "Hoe het was" in client.get("/nl/academie/leergang/voorjaar/").content.decode()
    assert "Het voorjaar" in client.get("/nl/nieuws/terugblik/").content.decode()
    article.unpublish()
    assert "Hoe het was" not in client.get("/nl/academie/leergang/voorjaar/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_as_much_for_one_session_as_for_twenty(
    edition: EditionPage, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.GatheringPageFactory(parent=edition, venue=factories.VenueFactory())
        Contribution.objects.create(
            page=edition, person=factories.PersonFactory(), organisation=factories.OrganisationFactory()
        )
    client.get("/nl/academie/leergang/voorjaar/")
    with django_assert_max_num_queries(12):
        assert client.get("/nl/academie/leergang/voorjaar/").status_code == 200
