"""Where a page stands among pages that follow one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True)
class Neighbours:
    """A page's number among others, and the pages right before and after it."""

    number: int
    total: int
    previous: Page | None
    following: Page | None


def neighbours(page: Page, pages: Iterable[Page]) -> Neighbours | None:
    """Where `page` stands among `pages`; None where it isn't one of them."""
    row = list(pages)
    numbers = [number for number, each in enumerate(row) if each.pk == page.pk]
    if not numbers:
        return None
    here = numbers[0]
    before, after = row[here - 1 : here], row[here + 1 : here + 2]
    return Neighbours(here + 1, len(row), before[0] if before else None, after[0] if after else None)
