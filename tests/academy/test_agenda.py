"""The agenda: what is coming, then what has been, by the day in Amsterdam."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from academy.models import AgendaPage, GatheringPage
from network.models import PageFocusArea, Tie
from tests import factories
from tests.conftest import Tree

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def agenda(tree: Tree) -> AgendaPage:
    page: AgendaPage = factories.AgendaPageFactory(parent=tree.home, slug="agenda")
    return page


def read(client: Client, now: datetime = NOW, page: int = 1) -> str:
    with time_machine.travel(now, tick=False):
        return client.get(f"/nl/agenda/?page={page}").content.decode()


def listed(client: Client, now: datetime = NOW, query: str = "") -> tuple[list[str], list[str]]:
    """The titles of what is coming and of what has been."""
    with time_machine.travel(now, tick=False):
        context = client.get(f"/nl/agenda/{query}").context
    return [page.title for page in context["coming"]], [page.title for page in context["past"]]


def test_an_empty_agenda_says_so_and_previews(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    assert 'class="empty"' in read(client)
    assert AgendaPage(title="Alleen een titel", locale=tree.dutch).make_preview_request().status_code == 200


def test_what_is_coming_stands_first_and_the_nearest_first(agenda: AgendaPage, client: Client) -> None:
    for title, days in (("Verleden", -30), ("Gisteren", -1), ("Volgende maand", 30), ("Morgen", 1)):
        factories.GatheringPageFactory(parent=agenda, title=title, start=NOW + timedelta(days=days))
    page = read(client)
    assert [page.index(title) for title in ("Morgen", "Volgende maand", "Gisteren", "Verleden")] == sorted(
        page.index(title) for title in ("Morgen", "Volgende maand", "Gisteren", "Verleden")
    )


def test_a_gathering_of_today_is_marked_until_midnight_in_amsterdam(agenda: AgendaPage, client: Client) -> None:
    factories.GatheringPageFactory(parent=agenda, title="Vanmorgen", start=NOW - timedelta(hours=1))
    assert "route__stop--now" in read(client, datetime(2026, 3, 2, 22, 59, tzinfo=UTC))
    assert "route__stop--past" in read(client, datetime(2026, 3, 2, 23, 0, tzinfo=UTC))


def test_it_lists_gatherings_wherever_they_stand_and_in_its_own_language(
    agenda: AgendaPage, tree: Tree, client: Client
) -> None:
    series = factories.SeriesPageFactory(parent=agenda, title="De reeks")
    session = factories.GatheringPageFactory(parent=series, title="Sessie 1", start=NOW + timedelta(days=3))
    english = session.copy_for_translation(tree.english, copy_parents=True)
    english.title = "First session"
    english.save_revision().publish()
    page = read(client)
    assert "Sessie 1" in page
    assert "De reeks" in page
    assert "First session" not in page


def test_a_cancelled_gathering_says_so(agenda: AgendaPage, client: Client) -> None:
    factories.GatheringPageFactory(parent=agenda, start=NOW + timedelta(days=3), plan="cancelled", plan_note="Staking.")
    page = read(client)
    assert "route__stop--cancelled" in page
    assert "Staking." in page


def test_years_of_the_past_are_those_of_amsterdam(agenda: AgendaPage, client: Client) -> None:
    factories.GatheringPageFactory(parent=agenda, title="Oudjaar", start=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    page = read(client)
    assert '<p class="agenda__year-number">2026</p>' in page
    assert '<p class="agenda__year-number">2025</p>' not in page


@pytest.mark.parametrize(
    ("now", "coming", "past"),
    [
        # In the night of 28 to 29 March 2026 the clock goes forward, in that of 24 to 25 October back.
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), ["Lang", "Kort"], []),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), ["Lang", "Kort"], []),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), ["Lang"], ["Kort"]),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), ["Lang"], ["Kort"]),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), [], ["Kort", "Lang"]),
    ],
)
def test_what_ends_today_stands_with_what_is_coming_and_nowhere_else(
    agenda: AgendaPage, client: Client, now: datetime, coming: list[str], past: list[str]
) -> None:
    first = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    factories.GatheringPageFactory(parent=agenda, title="Kort", start=first + timedelta(minutes=1))
    factories.GatheringPageFactory(parent=agenda, title="Lang", start=first, end=datetime(2026, 10, 25, 12, tzinfo=UTC))
    assert listed(client, now) == (coming, past)


def test_a_visitor_narrows_it_down(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    area = factories.FocusAreaFactory(name="Wonen")
    phase = factories.PhasePageFactory(
        parent=factories.VisionPageFactory(parent=tree.home), number=3, title="Oogsten", start_year=2027, end_year=2028
    )
    made = {
        title: factories.GatheringPageFactory(parent=agenda, title=title, start=start)
        for title, start in {
            "Toen": NOW - timedelta(days=400),
            "Oudjaar": datetime(2026, 12, 31, 23, 30, tzinfo=UTC),  # the first of January in Amsterdam
            "Straks": NOW + timedelta(days=9),
            "Zonder datum": NOW,
        }.items()
    }
    GatheringPage.objects.filter(title="Zonder datum").update(start=None)
    PageFocusArea.objects.create(page=made["Straks"], focus_area=area)
    PageFocusArea.objects.create(page=made["Toen"], focus_area=area)
    Tie.objects.create(page=made["Straks"], target=phase)
    assert listed(client) == (["Straks", "Oudjaar"], ["Toen"])
    assert listed(client, query=f"?focus={area.pk}") == (["Straks"], ["Toen"])
    assert listed(client, query="?phase=3") == (["Straks", "Oudjaar"], [])
    assert listed(client, query="?year=2027") == (["Oudjaar"], [])
    for query in ("year=abc", "year=99999999", "focus=%00", "page=-1", f"phase={'9' * 10_000}", "phase=3&phase=x"):
        assert listed(client, query=f"?{query}")[1] in ([], ["Toen"])
    said = client.get("/nl/agenda/?year=abc").content.decode()
    assert 'class="empty"' in said
    assert '<a class="nl-link" href="/nl/agenda/">' in said
    assert "noindex" in said


def test_gatherings_in_another_language_only_are_named_at_the_end(
    agenda: AgendaPage, tree: Tree, client: Client
) -> None:
    english = agenda.copy_for_translation(tree.english)
    english.slug = "agenda"
    english.save_revision().publish()
    factories.GatheringPageFactory(parent=agenda, title="Alleen in het Nederlands", slug="hier")
    page = client.get("/en/agenda/").content.decode()
    offered = page.split('class="elsewhere grid')[1].split("</section>")[0]
    assert 'href="/nl/agenda/hier/"' in offered
    assert 'lang="nl"' in offered


@pytest.mark.parametrize("count", [1, 21])
def test_it_costs_as_much_for_one_gathering_as_for_many(
    agenda: AgendaPage, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    series = factories.SeriesPageFactory(parent=agenda)
    for number in range(count):
        for days in (-number - 1, number):
            factories.GatheringPageFactory(
                parent=series, venue=factories.VenueFactory(), start=NOW + timedelta(days=days)
            )
    read(client)
    for query in ("", "?year=2026"):
        with django_assert_max_num_queries(15):
            listed(client, query=query)
    if count > 20:
        assert "route__stop--coming" not in read(client, page=2)
