"""How far a dispatch is, derived from the counts of its deliveries by state. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q

from .models import Delivery, Dispatch

State = Delivery.State


class Progress(StrEnum):
    """How far a dispatch is."""

    PREPARING = "preparing"
    SENDING = "sending"
    PAUSED = "paused"
    NEEDS_DECISION = "needs_decision"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Stop(StrEnum):
    """What a manager said about going on."""

    NONE = "none"
    PAUSED = "paused"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Accounting:
    """Every candidate of a dispatch, each counted in exactly one of the other numbers."""

    state: Progress
    candidates: int
    excluded: int
    pending: int
    handed_over: int
    accepted: int
    refused: int
    retrying: int
    in_doubt: int

    @property
    def adds_up(self) -> bool:
        """Whether nobody is missing or counted twice."""
        counted = self.excluded + self.pending + self.handed_over + self.accepted
        return self.candidates == counted + self.refused + self.retrying + self.in_doubt


def account(counts: Mapping[str, int], candidates: int | None, stop: Stop = Stop.NONE, left: int = 0) -> Accounting:
    """The accounting for these counts; `candidates` is the number when the readers were fixed, None before that.

    `stop` is what a manager said last, and `left` for how many in doubt they decided to leave it so.
    """
    number = {state.value: counts.get(state, 0) for state in State}
    progress = _progress(number, candidates is not None, stop, left)
    return Accounting(state=progress, candidates=candidates or 0, **number)


def _progress(number: Mapping[str, int], is_frozen: bool, stop: Stop, left: int) -> Progress:
    is_open = number[State.PENDING] or number[State.HANDED_OVER] or number[State.RETRYING]
    if stop == Stop.CANCELLED:
        # What had been handed over gets its answer still.
        return Progress.SENDING if is_frozen and is_open else Progress.CANCELLED
    if stop == Stop.PAUSED and (is_open or not is_frozen):
        return Progress.PAUSED
    if not is_frozen:
        return Progress.PREPARING
    if is_open:
        return Progress.SENDING
    return Progress.NEEDS_DECISION if number[State.IN_DOUBT] > left else Progress.FINISHED


def accounting_of(dispatch: Dispatch) -> Accounting:
    """The accounting of a dispatch as of now; one query."""
    decided = Count("pk", filter=Q(decided_at__isnull=False))
    counted = dispatch.deliveries.values("state").annotate(number=Count("pk"), decided=decided)
    rows = list(counted.values_list("state", "number", "decided"))
    counts = {state: number for state, number, _ in rows}
    return account(counts, dispatch.candidates, _stop(dispatch), sum(left for _, _, left in rows))


def _stop(dispatch: Dispatch) -> Stop:
    if dispatch.cancelled_at:
        return Stop.CANCELLED
    return Stop.PAUSED if dispatch.paused_at else Stop.NONE
