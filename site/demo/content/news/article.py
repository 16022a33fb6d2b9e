"""What an article of the demo consists of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from ..text import Body, T


@dataclass(frozen=True)
class Article:
    """A piece of news; it has a date of its own, or was published so many days before the day of loading."""

    key: str
    title: T
    lead: T
    picture: str
    focus_areas: tuple[str, ...]
    body: Body
    date: datetime.date | None = None
    published_days_ago: int | None = None
    about: tuple[str, ...] = ()
    """The keys of the pages that it looks back at or announces."""
    kind: Literal["news", "retrospective"] = "news"

    @property
    def is_dutch_only(self) -> bool:
        """Whether the article stays untranslated on purpose."""
        return self.title.en is None
