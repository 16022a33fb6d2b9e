"""What a check says: each thing by itself, in words that need no other document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "ok"
    ADVICE = "advice"
    WRONG = "FIX"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `record` is a line to copy, into DNS mostly."""

    level: Level
    subject: str
    text: str
    record: str = ""

    def lines(self) -> list[str]:
        """As it is printed."""
        lines = [f"{self.level.value:<8} {self.subject}: {self.text}"]
        return [*lines, *(f"             {line}" for line in self.record.splitlines())]


def good(subject: str, text: str) -> Finding:
    """Something that is as it should be."""
    return Finding(Level.GOOD, subject, text)


def advice(subject: str, text: str, record: str = "") -> Finding:
    """Something that could be better, and keeps no mail from arriving."""
    return Finding(Level.ADVICE, subject, text, record)


def wrong(subject: str, text: str, record: str = "") -> Finding:
    """Something that isn't there or isn't right, for which mail is refused or taken for spam."""
    return Finding(Level.WRONG, subject, text, record)
