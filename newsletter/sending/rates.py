"""How many messages may go out now. Plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_HOLD = timedelta(minutes=10)


@dataclass(frozen=True)
class Bucket:
    """What may still be sent, as counted at a moment; it fills at a rate, and holds a second's worth."""

    tokens: float
    counted_at: datetime

    def at(self, now: datetime, rate: float) -> Bucket:
        """The bucket as it has filled until now; a clock that runs behind empties nothing."""
        if now <= self.counted_at:
            return self
        tokens = self.tokens + (now - self.counted_at).total_seconds() * rate
        return Bucket(min(tokens, max(rate, 1.0)), now)

    def take(self, wanted: int, now: datetime, rate: float) -> tuple[int, Bucket]:
        """How many of the wanted messages may go now, and what is left then."""
        filled = self.at(now, rate)
        granted = max(0, min(wanted, int(filled.tokens)))
        return granted, Bucket(filled.tokens - granted, filled.counted_at)

    def next_at(self, rate: float) -> datetime:
        """When one message may go."""
        return self.counted_at + timedelta(seconds=max(0.0, 1.0 - self.tokens) / rate)


def hold_after(holds: int) -> timedelta:
    """How long to leave a server alone that asked for it this many times in a row."""
    return min(timedelta(seconds=5) * 2 ** min(holds, 10), LONGEST_HOLD)
