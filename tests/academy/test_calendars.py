"""Gatherings in somebody's own calendar: read back with a parser, as calendar programs do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar, Event
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction

from academy.models import AgendaPage, GatheringPage
from network.models import PageFocusArea
from tests import factories
from tests.conftest import Tree


@pytest.fixture
def agenda(tree: Tree) -> AgendaPage:
    page: AgendaPage = factories.AgendaPageFactory(parent=tree.home, slug="agenda")
    return page


@pytest.fixture(autouse=True)
def public_url(settings: Any) -> None:
    settings.PUBLIC_URL = "https://network.example"


def gather(parent: Page, /, **fields: Any) -> GatheringPage:
    page: GatheringPage = factories.GatheringPageFactory(parent=parent, **fields)
    return page


def calendar(client: Client, page: Page, language: str = "nl") -> Calendar:
    address = {"nl": "/nl/agenda/", "en": "/en/calendars/"}[language] + f"{page.pk}.ics"
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    assert found["VERSION"] == "2.0"
    assert found.get_missing_tzids() == set()
    assert [fault for part in found.walk() for fault in part.errors] == []
    return found


def event(client: Client, page: Page, language: str = "nl") -> Event:
    (found,) = calendar(client, page, language).events
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "URL"):
        assert name in found
    return found


def test_a_gathering_is_there_with_all_that_one_needs_to_come(agenda: AgendaPage, client: Client) -> None:
    venue = factories.VenueFactory(name="De Werf", address="Kade 1", town="Utrecht")
    page = gather(
        agenda,
        title="Samen aan tafel; eten, praten",
        slug="tafel",
        lead="Waar het over gaat.",
        start=datetime(2026, 3, 2, 13, tzinfo=UTC),
        end=datetime(2026, 3, 2, 15, 30, tzinfo=UTC),
        venue=venue,
        is_online=True,
        registration_url="https://example.org/aanmelden",
    )
    found = event(client, page)
    assert found["SUMMARY"] == "Samen aan tafel; eten, praten"
    assert found.start.isoformat() == "2026-03-02T14:00:00+01:00"
    assert found.end - found.start == timedelta(hours=2.5)
    assert found["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert found["LOCATION"] == "De Werf, Kade 1, Utrecht, online"
    assert found["URL"] == "https://network.example/nl/agenda/tafel/"
    assert "Waar het over gaat." in found["DESCRIPTION"]
    assert "https://example.org/aanmelden" in found["DESCRIPTION"]
    assert found["STATUS"] == "CONFIRMED"
    assert found["UID"] == str(page.translation_key)


@pytest.mark.parametrize(
    ("start", "hour", "offset"),
    [
        # The clock goes forward in the night of 28 to 29 March, and back in that of 24 to 25 October.
        (datetime(2026, 3, 28, 13, tzinfo=UTC), 14, 1),
        (datetime(2026, 3, 29, 12, tzinfo=UTC), 14, 2),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), 14, 2),
        (datetime(2026, 10, 25, 13, tzinfo=UTC), 14, 1),
    ],
)
def test_its_hour_is_that_of_amsterdam_by_the_time_zone_that_the_file_brings(
    agenda: AgendaPage, client: Client, start: datetime, hour: int, offset: int
) -> None:
    page = gather(agenda, start=start)
    assert event(client, page).start.hour == hour
    (zone,) = calendar(client, page).timezones
    # By the rules in the file alone, as a program reads them that knows no time zones itself.
    local = start.astimezone(zone.to_tz(lookup_tzid=False))
    assert (local.hour, local.utcoffset()) == (hour, timedelta(hours=offset))


def test_it_may_last_for_days_over_the_night_that_the_clock_changes(agenda: AgendaPage, client: Client) -> None:
    page = gather(
        agenda, start=datetime(2026, 3, 28, 8, tzinfo=UTC), end=datetime(2026, 3, 29, 15, tzinfo=UTC), slug="lang"
    )
    found = event(client, page)
    assert (found.start.isoformat(), found.end.isoformat()) == (
        "2026-03-28T09:00:00+01:00",
        "2026-03-29T17:00:00+02:00",
    )


def test_without_an_end_it_has_none(agenda: AgendaPage, client: Client) -> None:
    found = event(client, gather(agenda))
    assert "DTEND" not in found
    assert "LOCATION" not in found


@pytest.mark.parametrize(
    ("plan", "language", "title", "status"),
    [
        ("cancelled", "nl", "Afgelast: Aan tafel", "CANCELLED"),
        ("moved", "nl", "Verplaatst: Aan tafel", "CONFIRMED"),
        ("cancelled", "en", "Cancelled: Aan tafel", "CANCELLED"),
        ("moved", "en", "Moved: Aan tafel", "CONFIRMED"),
    ],
)
def test_called_off_or_moved_its_title_says_so(
    tree: Tree, client: Client, plan: str, language: str, title: str, status: str
) -> None:
    home, locale = (tree.home, tree.dutch) if language == "nl" else (tree.english_home, tree.english)
    agenda = factories.AgendaPageFactory(parent=home, slug="agenda", locale=locale)
    page = gather(agenda, title="Aan tafel", plan=plan, plan_note="Vanwege lekkage.", locale=locale)
    found = event(client, page, language)
    assert (found["SUMMARY"], found["STATUS"]) == (title, status)
    assert "Vanwege lekkage." in found["DESCRIPTION"]


def test_its_number_grows_when_time_place_or_plan_change_and_only_then(agenda: AgendaPage, client: Client) -> None:
    page = gather(agenda)
    key = event(client, page)["UID"]

    def number_after(**changes: Any) -> int:
        # As in the editor: a draft of a page that was fetched anew, and then its publication.
        edited = GatheringPage.objects.get(pk=page.pk)
        for name, value in changes.items():
            setattr(edited, name, value)
        edited.save_revision()
        before = event(client, page)["SEQUENCE"]
        edited.latest_revision.publish()
        found = event(client, page)
        assert found["UID"] == key
        assert before == number_after.last  # type: ignore[attr-defined]
        number_after.last = found["SEQUENCE"]  # type: ignore[attr-defined]
        return int(found["SEQUENCE"])

    number_after.last = 0  # type: ignore[attr-defined]
    assert number_after(lead="Andere woorden.") == 0
    assert number_after(start=datetime(2026, 3, 3, 13, tzinfo=UTC)) == 1
    assert number_after(venue=factories.VenueFactory()) == 2
    assert number_after(plan="cancelled") == 3
    assert number_after(title="Een andere titel", slug="anders") == 3
    GatheringPage.objects.get(pk=page.pk).save(update_fields=["title"])
    assert event(client, page)["SEQUENCE"] == 3
    edited = GatheringPage.objects.get(pk=page.pk)
    edited.is_online = True
    edited.save(update_fields=["is_online"])
    assert event(client, page)["SEQUENCE"] == 4


def test_its_stamp_is_when_it_was_published_and_the_file_is_the_same_until_then(
    agenda: AgendaPage, client: Client
) -> None:
    page = gather(agenda)
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=UTC), tick=False):
        page.save_revision().publish()
    first = client.get(f"/nl/agenda/{page.pk}.ics")
    assert event(client, page)["DTSTAMP"].dt == datetime(2026, 2, 1, 12, tzinfo=UTC)
    again = client.get(f"/nl/agenda/{page.pk}.ics", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    page.plan = "cancelled"
    page.save()
    changed = client.get(f"/nl/agenda/{page.pk}.ics", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def titles(found: Calendar) -> list[str]:
    return [each["SUMMARY"] for each in found.events]


def test_the_agenda_a_circle_and_a_focus_area_each_have_their_own(
    agenda: AgendaPage, tree: Tree, client: Client
) -> None:
    platform = factories.KnowledgePlatformPageFactory(parent=tree.academy)
    circle = factories.KnowledgeCirclePageFactory(parent=platform)
    series = factories.SeriesPageFactory(parent=circle)
    area = factories.FocusAreaFactory()
    index = factories.FocusAreaIndexPageFactory(parent=tree.home)
    theme = factories.FocusAreaPageFactory(parent=index, focus_area=area, title="Preventie")
    first = gather(agenda, title="Eerste", start=datetime(2026, 1, 2, 13, tzinfo=UTC))
    gather(series, title="Tweede", start=datetime(2026, 2, 2, 13, tzinfo=UTC))
    undated = gather(circle, title="Zonder datum")
    GatheringPage.objects.filter(pk=undated.pk).update(start=None)
    gather(agenda, title="Concept", live=False)
    PageFocusArea.objects.create(page=first, focus_area=area)
    assert titles(calendar(client, agenda)) == ["Eerste", "Tweede"]
    assert titles(calendar(client, circle)) == titles(calendar(client, series)) == ["Tweede"]
    assert titles(calendar(client, theme)) == ["Eerste"]
    assert calendar(client, theme)["X-WR-CALNAME"].startswith("Preventie – ")


def test_in_another_language_it_has_the_other_words_and_the_same_key(
    agenda: AgendaPage, tree: Tree, client: Client
) -> None:
    page = gather(agenda, title="Samen aan tafel")
    english_agenda = agenda.copy_for_translation(tree.english)
    english_agenda.save_revision().publish()
    english = page.copy_for_translation(tree.english)
    english.title = "Round the table"
    english.save_revision().publish()
    found = event(client, english_agenda, "en")
    assert found["SUMMARY"] == "Round the table"
    assert found["URL"].startswith("https://network.example/en/")
    assert found["UID"] == event(client, agenda)["UID"]


def test_a_calendar_without_gatherings_can_be_followed_already(agenda: AgendaPage, client: Client) -> None:
    assert calendar(client, agenda).events == []


def test_what_nobody_may_see_has_no_calendar(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    page = gather(agenda)
    assert client.get(f"/en/calendars/{page.pk}.ics").status_code == 404
    assert client.get("/nl/agenda/0.ics").status_code == 404
    PageViewRestriction.objects.create(page=agenda, restriction_type="login")
    assert client.get(f"/nl/agenda/{page.pk}.ics").status_code == 404
    assert client.post(f"/nl/agenda/{page.pk}.ics").status_code == 405


def test_a_reader_finds_it_on_the_pages(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    page = gather(agenda, start=datetime(2026, 3, 2, 13, tzinfo=UTC))
    circle = factories.KnowledgeCirclePageFactory(parent=factories.KnowledgePlatformPageFactory(parent=tree.academy))
    series = factories.SeriesPageFactory(parent=agenda)
    for parent in (circle, series):
        gather(parent, start=datetime(2026, 3, 2, 13, tzinfo=UTC))
    for shown in (page, agenda, circle, series):
        with time_machine.travel(datetime(2026, 3, 2, 20, tzinfo=UTC), tick=False):
            html = client.get(shown.url).content.decode()
        assert f'href="webcal://network.example/nl/agenda/{shown.pk}.ics"' in html
        assert f'href="/nl/agenda/{shown.pk}.ics"' in html
        assert 'type="text/calendar"' in html
    with time_machine.travel(datetime(2026, 3, 3, 0, tzinfo=UTC), tick=False):
        assert "webcal:" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_it_takes_as_many_queries_for_one_gathering_as_for_twenty(
    agenda: AgendaPage, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        gather(agenda, venue=factories.VenueFactory())
    client.get(f"/nl/agenda/{agenda.pk}.ics")
    with django_assert_max_num_queries(5):
        client.get(f"/nl/agenda/{agenda.pk}.ics")


def test_what_a_word_processor_left_in_the_words_is_in_no_calendar(agenda: AgendaPage, client: Client) -> None:
    page = gather(agenda, title="Eerste\x0bronde", lead="Samen\x0cbeginnen.")
    assert event(client, page)["SUMMARY"] == "Eerste ronde"
    assert "Samen beginnen." in event(client, page)["DESCRIPTION"]
