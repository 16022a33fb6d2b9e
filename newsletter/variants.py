"""What one subscriber gets of an issue. Plain values in, plain values out.

What there is to get is the issue, and behind it what monthly readers have missed; so a place means the same to all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from .content import IssueContent, ItemContent

EVERY_ISSUE, MONTHLY = "every_issue", "monthly"


def language_for(wanted: str, available: Collection[str], fallback: str) -> str:
    """The language in which a subscriber gets an issue: theirs, or `fallback` where the issue isn't in it."""
    return wanted if wanted in available else fallback


@dataclass(frozen=True)
class Offer:
    """What there is to get in one language: an issue, and below it what only monthly readers haven't had.

    `own` is how many of the items are the issue's own. Monthly readers get it only with the first issue of a month.
    """

    content: IssueContent
    own: int
    is_first_of_month: bool

    def is_for(self, rhythm: str) -> bool:
        """Whether readers of this rhythm get anything with this issue."""
        return self.is_first_of_month or rhythm != MONTHLY


def offer(content: IssueContent, missed: Iterable[IssueContent], is_first_of_month: bool) -> Offer:
    """An issue with what monthly readers missed: the issues since the previous first one of a month, the latest first.

    A page is once in it, as the latest of these issues has it.
    """
    own = {item.key for item in content.items}
    added: dict[str, ItemContent] = {}
    for item in (item for earlier in missed for item in earlier.items if item.key not in own):
        added.setdefault(item.key, item)
    whole = replace(content, items=(*content.items, *added.values()))
    return Offer(whole, len(content.items), is_first_of_month)


def merged_for_monthly_readers(months: Sequence[date]) -> int | None:
    """How many issues before one its monthly readers get along with it; None when they don't get that one.

    `months` are those in which the issues went out, that of the issue itself first and then back in time.
    """
    month, *earlier = months
    if earlier[:1] == [month]:
        return None
    return next((n for n, pair in enumerate(pairwise(earlier)) if pair[0] != pair[1]), max(len(earlier) - 1, 0))


def places_for(
    offer: Offer, topics: Collection[int], kinds: Collection[str], rhythm: str = EVERY_ISSUE
) -> tuple[int, ...]:
    """The places of the items that somebody gets who chose these topics, kinds and rhythm; none chosen means all.

    An item that is pinned is for everyone; one without a topic is for every choice of topics.
    """
    if not offer.is_for(rhythm):
        return ()
    items = offer.content.items if rhythm == MONTHLY else offer.content.items[: offer.own]
    return tuple(place for place, item in enumerate(items) if item.pinned or _is_wanted(item, topics, kinds))


def _is_wanted(item: ItemContent, topics: Collection[int], kinds: Collection[str]) -> bool:
    of_kind = not kinds or item.kind in kinds
    of_topic = not topics or not item.topics or not set(item.topics).isdisjoint(topics)
    return of_kind and of_topic
