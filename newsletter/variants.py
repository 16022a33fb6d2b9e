"""What one subscriber gets of an issue. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Collection

from .content import IssueContent, ItemContent


def language_for(wanted: str, available: Collection[str], fallback: str) -> str:
    """The language in which a subscriber gets an issue: theirs, or `fallback` where the issue isn't in it."""
    return wanted if wanted in available else fallback


def places_for(content: IssueContent, topics: Collection[int], kinds: Collection[str]) -> tuple[int, ...]:
    """The places of the items that somebody gets who chose these topics and kinds; none chosen means all.

    An item that is pinned is for everyone; one without a topic is for every choice of topics.
    """
    return tuple(place for place, item in enumerate(content.items) if item.pinned or _is_wanted(item, topics, kinds))


def _is_wanted(item: ItemContent, topics: Collection[int], kinds: Collection[str]) -> bool:
    of_kind = not kinds or item.kind in kinds
    of_topic = not topics or not item.topics or not set(item.topics).isdisjoint(topics)
    return of_kind and of_topic
