"""What waits for a connection, and what goes next. Plain values in, plain values out; the time is given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

# Seconds. A domain for which the mail server takes longer than this to answer may not use all connections.
SLOW_AFTER = 1.0


class Addressed(Protocol):
    """What is to be sent, as far as the choice of what goes next depends on it."""

    @property
    def domain(self) -> str: ...


Item = TypeVar("Item", bound=Addressed)


class Waiting(Generic[Item]):
    """A queue in which slow domains leave a quarter of the connections to the rest."""

    def __init__(self, connections: int, slow_after: float = SLOW_AFTER) -> None:
        self._slow_after = slow_after
        self.most_slow = max(1, connections * 3 // 4)
        self._queue: deque[Item] = deque()
        self._begun: dict[str, list[float]] = {}
        self._slow: set[str] = set()

    def __len__(self) -> int:
        return len(self._queue)

    def add(self, items: Iterable[Item]) -> None:
        """Puts items last."""
        self._queue.extend(items)

    def next(self, now: float, is_wanted: Callable[[Item], bool] = lambda item: True) -> Item | None:
        """What to begin with now: the first wanted that waits, but nothing slow when enough of that is going on."""
        slow = self.slow(now)
        slow_ones = sum(len(self._begun.get(domain, ())) for domain in slow)
        for place, item in enumerate(self._queue):
            if is_wanted(item) and (item.domain not in slow or slow_ones < self.most_slow):
                del self._queue[place]
                self._begun.setdefault(item.domain, []).append(now)
                return item
        return None

    def done(self, domain: str, begun: float, now: float) -> None:
        """What was begun at a moment has been answered; how long that took tells whether its domain is slow."""
        times = self._begun[domain]
        times.remove(begun)
        if not times:
            del self._begun[domain]
        (self._slow.add if now - begun > self._slow_after else self._slow.discard)(domain)

    def restart(self, domain: str, begun: float, now: float) -> None:
        """What was begun had to wait behind something else until now, which says nothing about its own domain."""
        self._begun[domain].remove(begun)
        self._begun[domain].append(now)

    def slow(self, now: float) -> set[str]:
        """The domains that were slow to answer last, or are taking long just now."""
        return self._slow | {domain for domain, times in self._begun.items() if now - times[0] > self._slow_after}

    def full(self, now: float) -> set[str]:
        """The slow domains, when what is here of them is enough: no more need be added."""
        slow = self.slow(now)
        is_busy = sum(len(self._begun.get(domain, ())) for domain in slow) >= self.most_slow
        return slow if is_busy or any(item.domain in slow for item in self._queue) else set()

    def take_surplus(self, now: float) -> list[Item]:
        """Takes out what waits for slow domains beyond what they may use, so that it is in nobody's way."""
        slow, room = self.slow(now), self.most_slow
        kept: deque[Item] = deque()
        taken: list[Item] = []
        for item in self._queue:
            if item.domain in slow:
                room -= 1
            (taken if item.domain in slow and room < 0 else kept).append(item)
        self._queue = kept
        return taken

    def take_all(self) -> list[Item]:
        """Takes out all that waits."""
        taken, self._queue = list(self._queue), deque()
        return taken
