"""How far a dispatch is, derived from the counts of its deliveries by state. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count

from .models import Delivery, Dispatch

State = Delivery.State


class Progress(StrEnum):
    """How far a dispatch is. Nothing pauses or cancels one yet; the words are reserved for that."""

    PREPARING = "preparing"
    SENDING = "sending"
    PAUSED = "paused"
    NEEDS_DECISION = "needs_decision"
    FINISHED = "finished"
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


def account(counts: Mapping[str, int], candidates: int | None) -> Accounting:
    """The accounting for these counts; `candidates` is the number when the readers were fixed, None before that."""
    number = {state.value: counts.get(state, 0) for state in State}
    return Accounting(state=_progress(number, candidates is not None), candidates=candidates or 0, **number)


def _progress(number: Mapping[str, int], is_frozen: bool) -> Progress:
    if not is_frozen:
        return Progress.PREPARING
    if number[State.PENDING] or number[State.HANDED_OVER] or number[State.RETRYING]:
        return Progress.SENDING
    return Progress.NEEDS_DECISION if number[State.IN_DOUBT] else Progress.FINISHED


def accounting_of(dispatch: Dispatch) -> Accounting:
    """The accounting of a dispatch as of now; one query."""
    rows = dispatch.deliveries.values("state").annotate(number=Count("pk")).values_list("state", "number")
    return account(dict(rows), dispatch.candidates)
