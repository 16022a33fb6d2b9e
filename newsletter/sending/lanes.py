"""The connections of one run, each with a thread of its own that only talks to the mail server, or provider.

The database is not theirs: what they are to send is put here and what became of it collected here, by the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Condition, Lock, Thread
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from ..messages import UnwritableAddressError
from ..transport import Answer, Outcome
from .ledger import Handed
from .waiting import SLOW_AFTER, Waiting

NOT_TRIED = Answer(Outcome.NOT_TRIED, "")
Made = TypeVar("Made")


class Lane(Protocol):
    """One connection's work."""

    def run(self) -> None:
        """Sends what `Lanes.next` gives and reports each, until there is no more."""


@dataclass(frozen=True)
class Begun(Generic[Made]):
    """A delivery that a connection is busy with, its message, and since when."""

    handed: Handed
    letter: Made
    since: float


class Lanes(Generic[Made]):
    """Several connections that share what is to be sent; opened as they are needed, and kept."""

    def __init__(
        self,
        lane: Callable[[Lanes[Made]], Lane],
        compose: Callable[[Handed], Made],
        connections: int,
        slow_after: float = SLOW_AFTER,
    ) -> None:
        self._lane = lane
        self.lease_ends = float("inf")
        self._compose, self._connections = compose, connections
        # One lock, and two things to wait for: something to send, and enough answers.
        self._lock = Lock()
        self._ready, self._answered_enough = Condition(self._lock), Condition(self._lock)
        self._enough = 1
        self._waiting: Waiting[Handed] = Waiting(connections, slow_after)
        self._answers: list[tuple[Handed, Answer]] = []
        self._out: dict[int, Handed] = {}
        self._busy: set[int] = set()
        self._threads: list[Thread] = []
        self._idle = self._open_lines = 0
        self._is_closed = False
        self._failure: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Waits until every connection has an answer to what it is busy with."""
        self.recall()
        with self._lock:
            self._is_closed = True
            self._ready.notify_all()
        for thread in self._threads:
            thread.join()

    @property
    def outstanding(self) -> list[int]:
        """Which deliveries are here: waiting, on their way, or answered and not collected."""
        with self._lock:
            return list(self._out)

    def put(self, handed: Iterable[Handed]) -> None:
        """Has deliveries sent, which the database says are handed over."""
        with self._lock:
            new = {one.pk: one for one in handed}
            self._out.update(new)
            self._waiting.add(new.values())
            wanted = min(len(self._waiting) - self._idle, self._connections - len(self._threads))
            for _ in range(wanted):
                self._threads.append(Thread(target=self._lane(self).run, daemon=True, name="newsletter-lane"))
                self._threads[-1].start()
            self._ready.notify(len(new))

    def collect(self, enough: int, patience: float) -> list[tuple[Handed, Answer]]:
        """What was answered: once it is enough or all there is, at the latest after some seconds."""
        with self._lock:
            self._enough = min(enough, len(self._out))
            self._answered_enough.wait_for(lambda: self._failure or len(self._answers) >= self._enough, patience)
            self._give_back(self._waiting.take_surplus(time.monotonic()))
            answers, self._answers = self._answers, []
            for handed, _ in answers:
                del self._out[handed.pk]
            return answers

    def full_domains(self) -> set[str]:
        """The domains of which no more need be handed over now, since the mail server is slow with them."""
        with self._lock:
            return self._waiting.full(time.monotonic())

    def recall(self) -> None:
        """Takes back what no connection has begun with; its answer is that it wasn't tried."""
        with self._lock:
            self._give_back(self._waiting.take_all())

    def take_failure(self) -> Exception | None:
        """Why the mail server takes nothing, if that is so; asked once."""
        with self._lock:
            failure, self._failure = self._failure, None
            return failure

    # What the lanes' own threads use.

    def next(self, *, wait: bool) -> Begun[Made] | None:
        """What to begin with; None when there is nothing, after waiting when all is over."""
        batch = self.next_batch(1, wait=wait)
        return batch[0] if batch else None

    def next_batch(self, most: int, *, wait: bool) -> list[Begun[Made]]:
        """As many of one variant as there are to begin with, up to a number; waits, and is empty, as `next`."""
        while True:
            taken, now = self._take(most, wait=wait)
            batch = [begun for handed in taken if (begun := self._begin(handed, now))]
            if batch or not taken:
                return batch

    def _take(self, most: int, *, wait: bool) -> tuple[list[Handed], float]:
        with self._lock:
            while True:
                if not self.holds_lease():
                    self._give_back(self._waiting.take_all())
                first = self._waiting.next(now := time.monotonic())
                if first:
                    return self._with_others(first, most, now), now
                if not wait or self._is_closed:
                    return [], now
                self._idle += 1
                # Every second, for what was too slow may not be any more.
                self._ready.wait(1)
                self._idle -= 1

    def _with_others(self, first: Handed, most: int, now: float) -> list[Handed]:
        taken = [first]
        while len(taken) < most and (more := self._waiting.next(now, lambda one: one.variant_id == first.variant_id)):
            taken.append(more)
        self._busy.update(one.pk for one in taken)
        return taken

    def _begin(self, handed: Handed, now: float) -> Begun[Made] | None:
        try:
            return Begun(handed, self._compose(handed), now)
        except UnwritableAddressError as error:
            self._answered(handed, now, Answer(Outcome.REFUSED, f"Not an address that mail can be sent to: {error}"))
        except Exception as error:
            self._answered(handed, now, NOT_TRIED)
            self.fail(error)
        return None

    def holds_lease(self) -> bool:
        """Whether nobody else can believe by now that this run is dead."""
        return time.monotonic() < self.lease_ends

    def report(self, begun: Begun[Made], answer: Answer) -> None:
        """Says what became of a delivery; what was said first counts."""
        self._answered(begun.handed, begun.since, answer)

    def restart(self, begun: Begun[Made]) -> Begun[Made]:
        """The delivery as begun with only now: until now it waited behind another."""
        now = time.monotonic()
        with self._lock:
            self._waiting.restart(begun.handed.domain, begun.since, now)
        return Begun(begun.handed, begun.letter, now)

    def fail(self, error: Exception) -> None:
        """Says that the mail server takes nothing, and why; nothing that waits is begun with."""
        with self._lock:
            self._failure = self._failure or error
            self._give_back(self._waiting.take_all())

    def opened(self, lines: int) -> int:
        """Counts the connections that are open: this many more."""
        with self._lock:
            self._open_lines += lines
            return self._open_lines

    def _answered(self, handed: Handed, since: float, answer: Answer) -> None:
        with self._lock:
            if handed.pk not in self._busy:
                return
            self._busy.remove(handed.pk)
            self._waiting.done(handed.domain, since, time.monotonic())
            self._answers.append((handed, answer))
            if len(self._answers) >= self._enough:
                self._answered_enough.notify()

    def _give_back(self, handed: list[Handed]) -> None:
        self._answers.extend((one, NOT_TRIED) for one in handed)
        self._answered_enough.notify()
