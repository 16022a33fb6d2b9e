"""Which pages an issue holds, and in which order. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pages.newsletter_item import NewsletterKind

SECTION_ORDER = {kind.value: place for place, kind in enumerate(NewsletterKind)}


@dataclass(frozen=True)
class Candidate:
    """A public page, whatever languages it is in; `page_id` is the page in its source language."""

    key: str
    page_id: int
    kind: str
    date: date
    published_at: datetime
    has_picture: bool = False


@dataclass(frozen=True)
class Choice:
    """What an issue holds, the lead first, and whether that is too little to send."""

    items: tuple[Candidate, ...]
    is_held: bool


def oldest_publication(closes_at: datetime, last_sent_closes_at: datetime | None, oldest_age: timedelta) -> datetime:
    """How far back an issue reaches: the age is counted from the last sent issue, so that a hold drops nothing."""
    return (last_sent_closes_at or closes_at) - oldest_age


def choose_items(
    candidates: Iterable[Candidate],
    *,
    closes_at: datetime,
    not_before: datetime,
    sent_keys: Collection[str],
    minimum: int,
) -> Choice:
    """The items of the issue that closes at `closes_at`: never one that was sent, none published later or too early."""
    eligible = [
        candidate
        for candidate in candidates
        if candidate.key not in sent_keys and not_before <= candidate.published_at < closes_at
    ]
    return Choice(tuple(_in_order(eligible)), is_held=len(eligible) < minimum)


def _in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """By section, then the newest first; ahead of all of them the first one with a picture, to lead."""
    ordered = sorted(
        candidates,
        key=lambda item: (SECTION_ORDER[item.kind], -item.date.toordinal(), -item.published_at.timestamp(), item.key),
    )
    lead = next((item for item in ordered if item.has_picture), None)
    return [lead, *(item for item in ordered if item is not lead)] if lead else ordered
