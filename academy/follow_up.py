"""Next steps and actions as plain values: read from the pages that agreed on them, with what they led to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blocks.outcomes import FollowUpBlock, FollowUpStatus
from pages.chosen import for_the_reader

FOLLOW_UP = [
    ("next_step", FollowUpBlock(label=_("Next step"), icon="arrow-right")),
    ("action", FollowUpBlock(label=_("Action"), icon="tick-inverse")),
]
"""The rows of a page's next steps and actions."""


@dataclass(frozen=True)
class FollowUp:
    """What somebody said would be done, and how far it is."""

    text: str
    owner: str
    due: datetime.date | None
    status: FollowUpStatus
    is_action: bool
    """An action that somebody took on; else a step that was announced."""
    result: Page | None
    """The page with the result, if anybody may see it."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done by some day."""
        return bool(self.due and self.status != FollowUpStatus.DONE)

    @property
    def is_late(self) -> bool:
        """Whether it should have been done before today, in the network's time zone."""
        return self.is_open and self.due is not None and self.due < timezone.localdate()


def results_named(pages: Iterable[Any]) -> set[int]:
    """The ids of the pages that are named as results of what follows from some pages."""
    return {number for page in pages for row in page.follow_up.raw_data if (number := row["value"].get("result_page"))}


def follow_up_of(pages: Iterable[Any], readable: dict[int, Page] | None = None) -> dict[int | None, list[FollowUp]]:
    """What follows from each page, by the page's id.

    `readable` is what `for_the_reader` made of `results_named`, and maybe of others; without it, one query is made if
    there are results. Reads the rows as they are stored: as blocks, each kind on each page would ask for its results.
    """
    pages = list(pages)
    rows = [(page.pk, row) for page in pages for row in page.follow_up.raw_data]
    results = for_the_reader(results_named(pages)) if readable is None else readable
    found: dict[int | None, list[FollowUp]] = {}
    for page, row in rows:
        found.setdefault(page, []).append(_follow_up(row["type"], row["value"], results))
    return found


def done(steps: Iterable[FollowUp]) -> int:
    """How many of some steps have been done."""
    return sum(step.status == FollowUpStatus.DONE for step in steps)


def _follow_up(kind: str, value: dict[str, Any], results: dict[int, Page]) -> FollowUp:
    due = value.get("due")
    return FollowUp(
        value["text"],
        value.get("owner") or "",
        parse_date(due) if isinstance(due, str) else due,
        FollowUpStatus(value.get("status", FollowUpStatus.PLANNED)),
        kind == "action",
        results.get(value.get("result_page") or 0),
    )
