"""Gatherings as calendar files (RFC 5545), for the calendar that somebody keeps already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import STATUS, Calendar, Event, vDuration
from wagtail.models import Page

from pages.addresses import full_address
from pages.control_characters import without_control_characters
from pages.models import FocusAreaPage
from pages.visibility import public

from .models import AgendaPage, GatheringPage

REFRESHED_EVERY = timedelta(hours=6)


def gatherings_of(page: Page) -> Any:
    """The public gatherings with a date that a page's calendar holds, the earliest first.

    For a gathering it is that one, for the agenda all in its language, for a focus area those about it, and for any
    other page those that stand below it.
    """
    dated = public(GatheringPage.objects.filter(start__isnull=False)).select_related("venue").order_by("start", "pk")
    match page:
        case GatheringPage():
            return dated.filter(pk=page.pk)
        case AgendaPage():
            return dated.filter(locale=page.locale_id)
        case FocusAreaPage():
            return dated.filter(locale=page.locale_id, focus_area_links__focus_area=page.focus_area_id)
        case _:
            return dated.descendant_of(page)


def calendar_of(page: Page, gatherings: Iterable[GatheringPage], network: str) -> Calendar:
    """A page's calendar with these gatherings, in the language that is active. `network`: whose calendar it is."""
    calendar = Calendar.new(
        prodid=f"-//Health Hub//{get_language()}",
        name=without_control_characters(f"{page.title} – {network}"),
        uid=str(page.translation_key),
        refresh_interval=REFRESHED_EVERY,
        subcomponents=[event_of(gathering) for gathering in gatherings],
    )
    # What the older programs read that know no RFC 7986.
    calendar.add("X-WR-TIMEZONE", settings.TIME_ZONE)
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESHED_EVERY))
    if years := [moment.year for event in calendar.events for moment in (event.DTSTART, event.DTEND) if moment]:
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    return calendar


def event_of(gathering: GatheringPage) -> Event:
    """A gathering with a date as an event. It keeps its UID whatever is changed about it, and in every language."""
    changed = gathering.last_published_at or gathering.first_published_at or gathering.start
    event = Event.new(
        uid=str(gathering.translation_key),
        stamp=changed,
        last_modified=changed,
        sequence=gathering.calendar_sequence,
        summary=without_control_characters(_title(gathering)),
        description=without_control_characters(_description(gathering)),
        location=without_control_characters(_location(gathering)) or None,
        status=STATUS.CANCELLED if gathering.plan == GatheringPage.Plan.CANCELLED else STATUS.CONFIRMED,
        url=full_address(gathering),
    )
    event.add("DTSTART", timezone.localtime(gathering.start))
    if gathering.end:
        event.add("DTEND", timezone.localtime(gathering.end))
    return event


def _title(gathering: GatheringPage) -> str:
    """The title; many calendars show nothing else, so whether it goes ahead stands in it."""
    match gathering.plan:
        case GatheringPage.Plan.CANCELLED:
            return _("Cancelled: %(title)s") % {"title": gathering.title}
        case GatheringPage.Plan.MOVED:
            return _("Moved: %(title)s") % {"title": gathering.title}
        case _:
            return gathering.title


def _description(gathering: GatheringPage) -> str:
    registration = ""
    if gathering.registration_url and gathering.plan != GatheringPage.Plan.CANCELLED:
        registration = _("Register: %(address)s") % {"address": gathering.registration_url}
    # Not every calendar shows an event's URL.
    parts = [gathering.plan_note, gathering.lead, registration, full_address(gathering)]
    return "\n\n".join(part for part in parts if part)


def _location(gathering: GatheringPage) -> str:
    venue = gathering.venue
    place = [venue.name, venue.address, venue.town] if venue else []
    return ", ".join(part for part in [*place, _("online") if gathering.is_online else ""] if part)
