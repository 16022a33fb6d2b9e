"""How fast a dispatch goes and how long it still takes. Plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ..accounting import Accounting

# What counts as now.
RECENT = timedelta(minutes=1)


@dataclass(frozen=True)
class Pace:
    """How many messages have an end, of how many, at which rate, and how long the rest takes at that rate."""

    done: int
    of: int
    per_second: float
    left: timedelta | None

    @property
    def percent(self) -> int:
        """How far it is, rounded down: all is all."""
        return self.done * 100 // self.of if self.of else 100


def pace_of(accounting: Accounting, recently: int, since: timedelta) -> Pace:
    """The pace when this many were settled in the last moments, which began that long ago."""
    done = accounting.accepted + accounting.refused + accounting.in_doubt
    of = accounting.candidates - accounting.excluded
    seconds = min(since, RECENT).total_seconds()
    rate = recently / seconds if seconds > 0 else 0.0
    left = timedelta(seconds=round((of - done) / rate)) if rate and of > done else None
    return Pace(done, of, rate, left)
