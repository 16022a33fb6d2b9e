"""Lists that a reader narrows down: what there is to choose, how much there is of each, and what is left.

What is chosen stands in the address, in values that mean the same in every language. Nothing of it reaches the
database: a value that nobody offers is simply one that no row has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise


@dataclass(frozen=True)
class Facet:
    """Something that the rows of a list differ in."""

    name: str
    """What it is called in the address, in no reader's language."""
    label: Label
    labels: Mapping[str, Label]
    """Its values and what a reader calls them, in the order in which they are offered."""
    having: Mapping[Any, Collection[str]]
    """The values of each row; a row without any needn't be there."""


@dataclass(frozen=True)
class Choice:
    """A value to choose, and how many rows there would be with it."""

    value: str
    label: Label
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A facet as a reader is offered it, next to what they chose of the others."""

    name: str
    label: Label
    choices: list[Choice]
    is_used: bool
    """Whether the reader chose a value of it, be it one that it doesn't have."""
    without: str
    """What to put behind the page's address to take the choice away, and leave the others."""

    @property
    def chosen(self) -> Label:
        """What the reader chose, in words."""
        return next((each.label for each in self.choices if each.is_chosen), _("a choice that isn't there"))


@dataclass(frozen=True)
class Narrowed:
    """What is left of a list, and what there is to choose."""

    left: list[Any]
    total: int
    filters: list[Filter]
    """Those that make a difference, and those that are in use."""
    query: str
    """What was chosen, as it stands in an address."""

    @property
    def used(self) -> list[Filter]:
        """The filters that the reader chose a value of."""
        return [each for each in self.filters if each.is_used]

    @property
    def words(self) -> str:
        """What was chosen, in words: for a heading."""
        return ", ".join(str(each.chosen) for each in self.used)

    @property
    def suffix(self) -> str:
        """What to put behind an address to keep what was chosen."""
        return f"?{self.query}" if self.query else ""


def narrow(rows: Iterable[Hashable], facets: Iterable[Facet], asked: Mapping[str, str]) -> Narrowed:
    """The rows that have every value that was asked for, and what a reader can choose next; no query."""
    rows, facets = list(rows), list(facets)
    wanted = {facet.name: value for facet in facets if (value := asked.get(facet.name))}
    fitting = {facet.name: _fitting(rows, facet, wanted.get(facet.name)) for facet in facets}
    left = [row for row in rows if all(row in fits for fits in fitting.values())]
    known = {facet.name: value for facet in facets if (value := wanted.get(facet.name)) in facet.labels}
    filters = []
    for facet in facets:
        others = [row for row in rows if all(row in fits for name, fits in fitting.items() if name != facet.name)]
        choices = _choices(others, facet, wanted.get(facet.name))
        is_used = facet.name in wanted
        if is_used or any(choice.count < len(others) for choice in choices):
            rest = urlencode({name: value for name, value in known.items() if name != facet.name})
            filters.append(Filter(facet.name, facet.label, choices, is_used, f"?{rest}" if rest else ""))
    return Narrowed(left, len(rows), filters, urlencode(known))


def _fitting(rows: list[Hashable], facet: Facet, value: str | None) -> set[Hashable]:
    return {row for row in rows if not value or value in facet.having.get(row, ())}


def _choices(rows: list[Hashable], facet: Facet, wanted: str | None) -> list[Choice]:
    """The values that some row has, and the one that was chosen."""
    counts = Counter(value for row in rows for value in facet.having.get(row, ()))
    return [
        Choice(value, label, counts[value], value == wanted)
        for value, label in facet.labels.items()
        if counts[value] or value == wanted
    ]
