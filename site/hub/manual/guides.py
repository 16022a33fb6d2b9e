"""The guides: which there are and where they are of use, and their texts in the reader's language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
LAST_RESORT = "en"
"""A language that nobody has translated the manual into gets it in this one."""

PLACES = {
    "write-an-article": ("articles:index", "articles:choose_parent", "news.articlepage"),
    "translate": ("translation_report", "wagtail_localize:submit_page_translation", "translation"),
    "prepare-a-gathering": ("gatherings:index", "gatherings:choose_parent", "academy.gatheringpage"),
    "record-outcomes": ("academy.gatheringpage", "academy.pitchpage", "academy.seriespage"),
    "make-an-issue": (
        "newsletter_issue:index",
        "newsletter_issue:detail",
        "newsletter_planning:index",
        "newsletter_trial:reader",
        "newsletter.issuepage",
    ),
    "read-a-dispatch": ("newsletter_dispatch:detail",),
    "help-a-subscriber": (
        "newsletter_subscriber:index",
        "newsletter_subscriber:edit",
        "newsletter_subscriber:inspect",
        "newsletter_growth:index",
    ),
    "change-the-look": ("network.networksettings",),
    "give-a-colleague-an-account": (
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailusers_users:edit",
    ),
}
"""Every guide, in the order of the manual, and what in the admin it is about: names of views and of models."""

WORD = re.compile(r"[\w-]+")
LONG_ENOUGH_TO_SAY_SOMETHING = 4
NAME_ON_SCREEN = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True)
class Step:
    """One thing to do; names that stand on the screen are between asterisks."""

    do: str
    note: str = ""
    picture: str = ""
    alt: str = ""

    @property
    def names_on_screen(self) -> list[str]:
        return NAME_ON_SCREEN.findall(f"{self.do} {self.note}")


@dataclass(frozen=True)
class Guide:
    """One task from its beginning to its end, in one language."""

    name: str
    language: str
    title: str
    summary: str
    also_called: str
    steps: tuple[Step, ...]
    ends: str

    def picture_of(self, step: Step) -> str:
        """Where the picture of a step stands among the static files; empty if it has none."""
        return f"manual/{self.language}/{self.name}/{step.picture}.webp" if step.picture else ""

    @property
    def words(self) -> str:
        """Everything that it says, for a search."""
        texts = [self.title, self.summary, self.also_called, self.ends]
        return _plain(" ".join([*texts, *(f"{step.do} {step.note}" for step in self.steps)]))


def guides(language: str) -> list[Guide]:
    """The whole manual in a language."""
    return [guide(name, language) for name in PLACES]


@cache
def guide(name: str, language: str) -> Guide:
    """One guide in a language, or else in the last resort."""
    known = language if (TEXTS / language / f"{name}.toml").exists() else LAST_RESORT
    text = tomllib.loads((TEXTS / known / f"{name}.toml").read_text())
    steps = tuple(Step(**step) for step in text.pop("steps"))
    return Guide(name=name, language=known, steps=steps, **text)


def found(query: str, among: Iterable[Guide]) -> list[Guide]:
    """Those in which every word of a search stands somewhere, wholly or in part; titles with all of them first."""
    sought = WORD.findall(_plain(query))
    hits = [one for one in among if sought and all(word in one.words for word in sought)]
    return sorted(hits, key=lambda one: not all(word in _plain(one.title) for word in sought))


def nearest(query: str, among: Iterable[Guide]) -> list[Guide]:
    """Those with the most words of a search that none has all of, in the title twice; short words say nothing."""
    sought = [word for word in WORD.findall(_plain(query)) if len(word) >= LONG_ENOUGH_TO_SAY_SOMETHING]
    counts = [(sum((word in one.words) + (word in _plain(one.title)) for word in sought), one) for one in among]
    most = max((count for count, _one in counts), default=0)
    return [one for count, one in counts if count == most > 0]


def about(place: str, among: Iterable[Guide]) -> list[Guide]:
    """Those that are of use at a place in the admin."""
    return [one for one in among if place in PLACES[one.name]]


def _plain(text: str) -> str:
    """A text without accents, capitals and asterisks."""
    decomposed = unicodedata.normalize("NFKD", text.replace("*", "")).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
