"""What the academy's pages say to programs (see `pages.structured_data`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from network.models import Venue
from pages.addresses import full_address
from pages.structured_data import Shown, Thing, thing

if TYPE_CHECKING:
    from .models import EditionPage, GatheringPage, ProgrammePage, SeriesPage

SCHEMA = "https://schema.org/"
STATUS = {"on": "EventScheduled", "moved": "EventRescheduled", "cancelled": "EventCancelled"}


def course(programme: ProgrammePage, editions: Iterable[EditionPage], shown: Shown) -> Thing:
    """A programme, with its editions that have a date."""
    instances = [course_instance(edition, full_address(edition)) for edition in editions]
    return thing(
        "Course",
        name=programme.title,
        url=shown.url,
        description=programme.lead or programme.methods or programme.title,
        image=shown.image,
        inLanguage=programme.locale.language_code,
        provider=shown.network,
        hasCourseInstance=[each for each in instances if each],
    )


def course_instance(edition: EditionPage, url: str) -> Thing | None:
    """An edition; nothing as long as it has no date."""
    if not edition.start:
        return None
    return thing(
        "CourseInstance",
        name=edition.title,
        url=url,
        description=edition.lead,
        startDate=edition.start,
        endDate=edition.end,
    )


def event(gathering: GatheringPage, shown: Shown, url: str = "") -> Thing | None:
    """A gathering; nothing as long as it has no date or no place, which no event is without. `url`: not the page's."""
    address = url or shown.url
    places = _places([gathering], address)
    if not gathering.start or not places:
        return None
    return thing(
        "Event",
        name=gathering.title,
        url=address,
        description=gathering.lead,
        image="" if url else shown.image,
        startDate=timezone.localtime(gathering.start).isoformat(),
        endDate=timezone.localtime(gathering.end).isoformat() if gathering.end else "",
        eventStatus=f"{SCHEMA}{STATUS[gathering.plan]}",
        eventAttendanceMode=f"{SCHEMA}{_mode([gathering])}",
        location=places,
        organizer=shown.network,
    )


def series_event(series: SeriesPage, sessions: list[GatheringPage], shown: Shown) -> Thing | None:
    """A series with its sessions; nothing as long as none of them has both a date and a place."""
    parts = [part for session in sessions if (part := event(session, shown, full_address(session)))]
    if not parts:
        return None
    held = [session for session in sessions if session.plan != "cancelled"]
    return thing(
        "Event",
        name=series.title,
        url=shown.url,
        description=series.lead,
        image=shown.image,
        startDate=series.start or parts[0]["startDate"],
        endDate=series.end or parts[-1].get("endDate", ""),
        eventStatus=f"{SCHEMA}{STATUS['on' if held else 'cancelled']}",
        eventAttendanceMode=f"{SCHEMA}{_mode(sessions)}",
        location=_places(sessions, shown.url),
        organizer=shown.network,
        subEvent=parts,
    )


def _mode(gatherings: list[GatheringPage]) -> str:
    """Whether people meet at a place, online or both."""
    if not any(gathering.is_online for gathering in gatherings):
        return "OfflineEventAttendanceMode"
    has_places = any(gathering.venue_id for gathering in gatherings)
    return "MixedEventAttendanceMode" if has_places else "OnlineEventAttendanceMode"


def _places(gatherings: list[GatheringPage], url: str) -> list[Thing]:
    venues = {gathering.venue.pk: gathering.venue for gathering in gatherings if gathering.venue}
    online = any(gathering.is_online for gathering in gatherings)
    return [*map(_place, venues.values()), *([thing("VirtualLocation", url=url)] if online else [])]


def _place(venue: Venue) -> Thing:
    address = thing("PostalAddress", streetAddress=venue.address, addressLocality=venue.town)
    return thing("Place", name=venue.name, url=venue.website, address=address)
