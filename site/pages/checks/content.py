"""A page as the checks see it: plain values, whatever type of page or block they came from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A text that belongs together, as its lines without markup."""

    lines: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Heading:
    """A heading below the page's title, which is level 1."""

    text: str
    level: int
    where: str


@dataclass(frozen=True)
class Picture:
    """A picture as it is used here. `title` is its name in the library."""

    title: str
    alt: str
    is_decorative: bool
    where: str


@dataclass(frozen=True)
class Link:
    """A link, and whether a reader would find something behind it."""

    text: str
    where: str
    leads_somewhere: bool = True


@dataclass(frozen=True)
class Deadline:
    """A day before which something was to be done that isn't yet."""

    day: datetime.date
    where: str


@dataclass(frozen=True)
class Content:
    """All that is checked of a page. `date` is the one that readers see, if any; `today` is the day of checking."""

    language: str
    today: datetime.date
    title: str = ""
    lead: str = ""
    description: str = ""
    date: datetime.date | None = None
    headings: tuple[Heading, ...] = ()
    pictures: tuple[Picture, ...] = ()
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
