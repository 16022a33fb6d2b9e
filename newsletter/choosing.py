"""Which pages an issue holds, as what, and in which order. Plain values in, plain values out."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pages.newsletter_item import NewsletterKind

NEWS, ANNOUNCEMENT, REMINDER = "news", "announcement", "reminder"
FIRST_PURPOSES = (NEWS, ANNOUNCEMENT)
Identity = tuple[str, str]
"""What makes an item itself: the key that a page's translations share, and what it is in an issue for."""


@dataclass(frozen=True)
class Candidate:
    """A public page, whatever languages it is in; `page_id` is the page in its source language.

    `published_at` is the moment since when it has been public; `coming_on` a day to know of beforehand.
    """

    key: str
    page_id: int
    kind: str
    date: datetime.date
    published_at: datetime.datetime
    has_picture: bool = False
    coming_on: datetime.date | None = None
    weight: int = 0


@dataclass(frozen=True)
class Chosen:
    """A page's place in an issue, and its purpose there."""

    page: Candidate
    purpose: str

    @property
    def identity(self) -> Identity:
        """What is sent at most once."""
        return self.page.key, self.purpose


@dataclass(frozen=True)
class Window:
    """The time that an issue covers: published from `not_before` until just before `closes_at`; it comes on `day`."""

    not_before: datetime.datetime
    closes_at: datetime.datetime
    day: datetime.date


@dataclass(frozen=True)
class Past:
    """What became of items before: sent; compiled but not sent, so they still wait; and never wanted again."""

    sent: Collection[Identity] = ()
    waiting: Collection[Identity] = ()
    never: Collection[Identity] = ()

    def has_had(self, key: str, purposes: Iterable[str]) -> bool:
        """Whether a page was sent, or ruled out, for one of these purposes."""
        return any((key, purpose) in done for purpose in purposes for done in (self.sent, self.never))

    def is_waiting(self, key: str) -> bool:
        """Whether a page that was once compiled still has to have its issue."""
        return any((key, purpose) in self.waiting for purpose in FIRST_PURPOSES)


@dataclass(frozen=True)
class Rules:
    """What a network sets: how many new items an issue takes, how long ahead to remind, the order of the sections."""

    minimum: int
    reminder_days: int = 0
    section_order: Sequence[str] = field(default=tuple(kind.value for kind in NewsletterKind))


@dataclass(frozen=True)
class Choice:
    """What an issue holds, the lead first, how much of it is new, and whether that is too little to send."""

    items: tuple[Chosen, ...]
    new: int
    is_held: bool


def as_good_as(purpose: str) -> tuple[str, ...]:
    """The purposes that say the same of a page as this one: a page is new once, whether as news or announced."""
    return FIRST_PURPOSES if purpose in FIRST_PURPOSES else (purpose,)


def not_yet_in(issue: Iterable[Identity], items: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """Those of the items whose page isn't in an issue yet, for whatever purpose: a page is once in it."""
    present = {key for key, _purpose in issue}
    return tuple(item for item in items if item.page.key not in present)


def oldest_publication(
    closes_at: datetime.datetime, looked_at_until: datetime.datetime | None, oldest_age: datetime.timedelta
) -> datetime.datetime:
    """How far back an issue reaches: the age is counted from the last sent issue, so that a hold drops nothing.

    It is counted from when that was compiled, so that what came after that is still in time however late it was sent.
    """
    return (looked_at_until or closes_at) - oldest_age


def choose_items(candidates: Iterable[Candidate], window: Window, past: Past, rules: Rules) -> Choice:
    """The items of an issue: no page for a purpose that it had, none published later, none published too early."""
    purposes = ((page, purpose_of(page, window, past, rules.reminder_days)) for page in candidates)
    items = [Chosen(page, purpose) for page, purpose in purposes if purpose]
    new = sum(item.purpose in FIRST_PURPOSES for item in items)
    return Choice(tuple(_in_order(items, window.day, rules.section_order)), new, is_held=new < rules.minimum)


def purpose_of(page: Candidate, window: Window, past: Past, reminder_days: int) -> str:
    """What a page is in an issue for; empty when it isn't.

    The first time it is an announcement while its day is still to come, else news. A reminder follows in an issue
    that comes within so many days of that day, whether or not it was announced.
    """
    if page.published_at >= window.closes_at:
        return ""
    is_in_time = page.published_at >= window.not_before or past.is_waiting(page.key)
    if is_in_time and not past.has_had(page.key, FIRST_PURPOSES):
        return ANNOUNCEMENT if page.coming_on and page.coming_on >= window.day else NEWS
    is_near = page.coming_on and window.day < page.coming_on <= window.day + datetime.timedelta(days=reminder_days)
    is_unwanted = any((page.key, purpose) in past.never for purpose in FIRST_PURPOSES)
    return REMINDER if is_near and not is_unwanted and not past.has_had(page.key, [REMINDER]) else ""


def _in_order(items: Iterable[Chosen], day: datetime.date, section_order: Sequence[str]) -> list[Chosen]:
    """By section and weight; what comes by its day, then the newest first. Ahead of all a new one with a picture."""

    def place(item: Chosen) -> tuple[Any, ...]:
        page = item.page
        ahead = page.coming_on if page.coming_on and page.coming_on >= day else datetime.date.max
        newest_first = (-page.date.toordinal(), -page.published_at.timestamp(), page.key)
        return (section_order.index(page.kind), -page.weight, ahead, *newest_first)

    ordered = sorted(items, key=place)
    lead = next((item for item in ordered if item.page.has_picture and item.purpose in FIRST_PURPOSES), None)
    return [lead, *(item for item in ordered if item is not lead)] if lead else ordered
