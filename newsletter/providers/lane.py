"""One connection's work with a provider: as many of one variant as wait and fit, in one call."""

from __future__ import annotations

from collections.abc import Callable

from ..sending.lanes import NOT_TRIED, Begun, Lanes
from ..transport import Answer, Outcome, TransportError
from .calling import Caller
from .composing import Filling

OpenCaller = Callable[[], Caller]


class ProviderLane:
    """Calls for one batch after another, over a connection that is kept."""

    def __init__(self, lanes: Lanes[Filling], open_caller: OpenCaller, most: int) -> None:
        self._lanes, self._open_caller, self._most = lanes, open_caller, most
        self._caller: Caller | None = None

    def run(self) -> None:
        while batch := self._lanes.next_batch(self._most, wait=True):
            self._report(batch, self._answers(batch))
        if self._caller:
            self._caller.close()

    def _answers(self, batch: list[Begun[Filling]]) -> list[Answer]:
        nothing = [NOT_TRIED] * len(batch)
        try:
            if self._caller is None:
                self._caller = self._open_caller()
            if not self._lanes.holds_lease():
                return nothing
            return self._caller.send([begun.letter for begun in batch])
        except TransportError as error:
            self._lanes.fail(error)
            return nothing
        except Exception as error:  # whatever it is, nobody may be sent a second copy because of it
            return [Answer(Outcome.IN_DOUBT, f"{type(error).__name__}: {error}")] * len(batch)

    def _report(self, batch: list[Begun[Filling]], answers: list[Answer]) -> None:
        for begun, answer in zip(batch, answers, strict=True):
            self._lanes.report(begun, answer)
        if self._caller and self._caller.trouble:
            self._lanes.fail(self._caller.trouble)
            self._caller.trouble = None
