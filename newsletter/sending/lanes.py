"""The connections of one run, each with a thread of its own that only talks to the mail server.

The database is not theirs: what they are to send is put here and what became of it collected here, by the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from threading import Condition, Lock, Thread
from types import TracebackType
from typing import Self

from ..messages import UnwritableAddressError
from ..transport import Answer, Outcome, TransportError
from .ledger import Handed
from .smtp import Letter, Line, LineBrokenError
from .waiting import Waiting

NOT_TRIED = Answer(Outcome.NOT_TRIED, "")
TRIES = 2
Compose = Callable[[Handed], Letter]
OpenLine = Callable[[], Line]


@dataclass(frozen=True)
class Begun:
    """A delivery that a connection is busy with, its message, and since when."""

    handed: Handed
    letter: Letter
    since: float


class Lanes:
    """Several connections that share what is to be sent; opened as they are needed, and kept."""

    def __init__(self, open_line: OpenLine, compose: Compose, connections: int) -> None:
        self.open_line = open_line
        self.lease_ends = float("inf")
        self._compose, self._connections = compose, connections
        # One lock, and two things to wait for: something to send, and enough answers.
        self._lock = Lock()
        self._ready, self._answered_enough = Condition(self._lock), Condition(self._lock)
        self._enough = 1
        self._waiting: Waiting[Handed] = Waiting(connections)
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
                self._threads.append(Thread(target=_Lane(self).run, daemon=True, name="newsletter-lane"))
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

    def next(self, *, wait: bool) -> Begun | None:
        """What to begin with; None when there is nothing, after waiting when all is over."""
        while True:
            with self._lock:
                if not self.holds_lease():
                    self._give_back(self._waiting.take_all())
                handed = self._waiting.next(now := time.monotonic())
                if handed is None:
                    if not wait or self._is_closed:
                        return None
                    self._idle += 1
                    # Every second, for what was too slow may not be any more.
                    self._ready.wait(1)
                    self._idle -= 1
                    continue
                self._busy.add(handed.pk)
            try:
                return Begun(handed, self._compose(handed), now)
            except UnwritableAddressError as error:
                self._answered(
                    handed, now, Answer(Outcome.REFUSED, f"Not an address that mail can be sent to: {error}")
                )
            except Exception as error:
                self._answered(handed, now, NOT_TRIED)
                self.fail(error)

    def holds_lease(self) -> bool:
        """Whether nobody else can believe by now that this run is dead."""
        return time.monotonic() < self.lease_ends

    def report(self, begun: Begun, answer: Answer) -> None:
        """Says what became of a delivery; what was said first counts."""
        self._answered(begun.handed, begun.since, answer)

    def restart(self, begun: Begun) -> Begun:
        """The delivery as begun with only now: until now it waited behind another."""
        now = time.monotonic()
        with self._lock:
            self._waiting.restart(begun.handed.domain, begun.since, now)
        return replace(begun, since=now)

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


class _Lane:
    """One connection's work: letter after letter, the next one's envelope right behind the last one's bytes."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._line: Line | None = None
        self._following: Begun | None = None

    def run(self) -> None:
        following: Begun | None = None
        is_asked = False
        while begun := following or self._lanes.next(wait=True):
            following, was_asked, is_asked = None, is_asked, False
            try:
                if was_asked or self._ask(begun):
                    following, is_asked = self._send(begun)
            except Exception as error:  # whatever it is, nobody may be sent a second copy because of it
                self._drop()
                self._lanes.report(begun, Answer(Outcome.IN_DOUBT, f"{type(error).__name__}: {error}"))
                if self._following:
                    self._lanes.report(self._following, NOT_TRIED)
        self._drop()

    def _ask(self, begun: Begun) -> bool:
        """Whether the server waits for the message; if not, what became of it is reported."""
        answer = NOT_TRIED
        for _ in range(TRIES):
            try:
                refusal = self._open().refuses(begun.letter) or self._open().ask(begun.letter)
            except LineBrokenError as error:
                # It may have been closed while it was idle, or have carried as many as the server wants.
                self._drop()
                answer = Answer(Outcome.TEMPORARY, str(error))
            except TransportError as error:
                self._drop()
                self._lanes.report(begun, NOT_TRIED)
                # With other connections at work, there were too many; this one is done.
                if self._lanes.opened(0) == 0:
                    self._lanes.fail(error)
                return False
            else:
                if refusal:
                    self._lanes.report(begun, refusal)
                return refusal is None
        self._lanes.report(begun, answer)
        return False

    def _send(self, begun: Begun) -> tuple[Begun | None, bool]:
        """Sends the message that the server waits for; what comes next, and whether the server waits for that."""
        line = self._open()
        if not self._lanes.holds_lease():
            self._drop()
            self._lanes.report(begun, NOT_TRIED)
            return None, False
        self._following = following = self._lanes.next(wait=False) if line.pipelines else None
        if following and line.refuses(following.letter):
            answer = line.send(begun.letter)
        else:
            answer = line.send(begun.letter, following.letter if following else None)
        self._lanes.report(begun, answer)
        if following is None:
            if not line.is_open:
                self._drop()
            return None, False
        self._following = following = self._lanes.restart(following)
        if not line.is_open:
            self._drop()
            return following, False
        return self._followed(line, following)

    def _followed(self, line: Line, following: Begun) -> tuple[Begun | None, bool]:
        refusal = line.refuses(following.letter)
        try:
            refusal = refusal or line.follow()
        except LineBrokenError:
            self._drop()
            return following, False
        except TransportError as error:
            self._drop()
            self._lanes.report(following, NOT_TRIED)
            self._lanes.fail(error)
            return None, False
        if refusal:
            self._lanes.report(following, refusal)
            return None, False
        return following, True

    def _open(self) -> Line:
        if self._line is None:
            self._line = self._lanes.open_line()
            self._lanes.opened(1)
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
            self._lanes.opened(-1)
