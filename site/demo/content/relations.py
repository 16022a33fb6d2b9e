"""Who did what for a page, with which organisations, and what the page belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from .text import T


@dataclass(frozen=True)
class By:
    """What one of the invented people did, for which organisation and in which function."""

    person: str
    role: str
    organisation: str | None = None
    capacity: T | None = None


@dataclass(frozen=True)
class With:
    """What an organisation has to do with a page."""

    organisation: str
    role: str


@dataclass(frozen=True)
class Relations:
    """All that a page is related to; `ties` names pages by the keys that they were loaded under."""

    people: tuple[By, ...] = ()
    organisations: tuple[With, ...] = ()
    ties: tuple[str, ...] = ()
    focus_areas: tuple[str, ...] = ()


NOTHING = Relations()
