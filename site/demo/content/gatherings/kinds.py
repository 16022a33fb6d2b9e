"""What a gathering of the demo consists of, and what it can be a part of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ..relations import NOTHING, Relations
from ..text import Body, T

EMPTY = T("", "")


@dataclass(frozen=True)
class Organisation:
    """A real organisation that isn't a partner."""

    name: str
    kind: Literal["hospital", "university", "municipality", "welfare", "other"]


@dataclass(frozen=True)
class Person:
    """Somebody invented, with what they do and where."""

    name: str
    role: T
    organisation: str
    alternate_names: str = ""


@dataclass(frozen=True)
class Place:
    """A venue, named by its key."""

    key: str
    name: str
    address: str
    town: str
    accessibility: T


@dataclass(frozen=True)
class Item:
    """A part of the programme; `people` are names."""

    time: datetime.time
    kind: Literal["talk", "table", "break", "other"]
    title: T
    text: T = EMPTY
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """What was agreed to do next; `result` is the key of the page that shows it."""

    text: T
    owner: T
    status: Literal["planned", "under_way", "done"] = "planned"
    due: datetime.date | None = None
    kind: Literal["next_step", "action"] = "next_step"
    result: str | None = None


@dataclass(frozen=True)
class Pitch:
    """A challenge that was put before the people of a gathering."""

    number: int
    title: T
    lead: T
    body: Body
    outcome_question: T
    outcome: Body
    relations: Relations
    questions: tuple[T, ...] = ()
    research_themes: tuple[T, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Gathering:
    """People who meet, on a set day or so many days after the day of loading."""

    key: str
    title: T
    lead: T
    day: datetime.date | int
    starts: datetime.time
    ends: datetime.time
    place: str | None = None
    is_online: bool = False
    plan: Literal["on", "moved", "cancelled"] = "on"
    plan_note: T = EMPTY
    audience: T = EMPTY
    admission: Literal["public", "registration", "invitation"] = "public"
    registration_url: str = ""
    register_until: int | None = None
    previous: str | None = None
    participants_from: T = EMPTY
    body: Body = ()
    agenda: tuple[Item, ...] = ()
    conclusion: T = EMPTY
    outcome: Body = ()
    steps: tuple[Step, ...] = ()
    pitches: tuple[Pitch, ...] = ()
    relations: Relations = NOTHING
    picture: str | None = None


@dataclass(frozen=True)
class Question:
    """A learning question of a theme."""

    text: T
    status: Literal["open", "explored", "answered"]


@dataclass(frozen=True)
class Theme:
    """Something that a series learns about."""

    title: T
    lead: T
    questions: tuple[Question, ...]
    relations: Relations = NOTHING


@dataclass(frozen=True)
class Challenge:
    """A challenge of the region, which pitches are tied to by its key."""

    key: str
    title: T
    lead: T
    body: Body
    focus_areas: tuple[str, ...]


@dataclass(frozen=True)
class Coalition:
    """Organisations that take on a theme together."""

    theme: T
    lead: T
    partners: T
