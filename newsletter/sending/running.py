"""A run: one worker's share in handing over a dispatch. Any number may share one; the protocol is in README.md.

A row says "handed over" in the database before the first byte leaves, and the server's answer settles it. One
transaction settles what was answered and hands over as many again, so that no more than a window is ever unsettled.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Dispatch
from ..transport import Answer, LaterError, Outcome, TransportError
from . import ledger, limits
from .lanes import Lanes
from .ledger import Claim, Handed
from .recovering import doubt_lapsed, finish_if_done
from .smtp_lane import OpenLine
from .ways import Way, way_of

Clock = Callable[[], datetime]
Answers = list[tuple[Handed, Answer]]
# Seconds: how soon a pause is noticed.
PATIENCE = 0.5
# Seconds: who has to wait longer than this for a limit, or a server, leaves it to a later run.
WORTH_WAITING = 5.0
RENEW_EVERY = 10.0
# For how long a lost database is waited for; less than a lease, so that nobody else has taken over by then.
WAIT_FOR_DATABASE = 20.0
BEGIN = """
SELECT set_config('synchronous_commit', 'on', true), set_config('random_page_cost', '1.1', true),
    paused_at IS NULL AND cancelled_at IS NULL
FROM newsletter_dispatch WHERE id = %s
"""


def send_deliveries(
    dispatch_id: int,
    open_line: OpenLine | None = None,
    clock: Clock = timezone.now,
    until: datetime | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> bool:
    """Hands over what can be handed over now, up to a moment; says whether more can be done at once.

    Other runs may send the same dispatch at the same time. Must not be called inside a transaction.
    """
    dispatch = Dispatch.objects.select_related("issue").get(pk=dispatch_id)
    doubt_lapsed(clock())
    run = Run(dispatch, clock, lambda: is_stopping() or (until is not None and clock() >= until))
    if dispatch.is_going and ledger.due(dispatch, clock()).exists():
        run.go(way_of(dispatch, open_line))
    Dispatch.objects.filter(pk=dispatch_id).exclude(problem=run.problem).update(problem=run.problem)
    finish_if_done(dispatch_id, clock())
    return run.has_more


def enough_answers(window: int, connections: int) -> int:
    """How many answers are worth a transaction: as many as leave the connections something to do meanwhile."""
    return max(1, window // 4, min(window // 2, window - 2 * connections))


class Run:
    """One worker's share in a dispatch, under a lease of its own."""

    def __init__(self, dispatch: Dispatch, clock: Clock, is_over: Callable[[], bool]) -> None:
        self.has_more, self.problem = False, ""
        self._dispatch, self._clock, self._is_over = dispatch, clock, is_over
        self._fixed_at = dispatch.frozen_at or dispatch.created_at
        self._lease = uuid4()
        self._renewed = time.monotonic()
        self._is_sure = True
        self._is_stopping = self._was_held = False
        self._error: Exception | None = None

    def go(self, way: Way) -> None:
        """Sends until nothing more may be sent or the time is up; whatever was begun with gets its answer first.

        Raises what composing raised.
        """
        composer, lanes, connections = way.composer, way.lanes, way.connections
        answers: Answers = []
        try:
            with lanes:
                while True:
                    claim, settled = self._write(lanes, answers), answers
                    answers = []
                    composer.load(one.variant_id for one in claim.handed)
                    lanes.put(claim.handed)
                    if not lanes.outstanding and not self._is_worth_waiting(claim, settled):
                        return
                    answers = lanes.collect(enough_answers(settings.SEND_WINDOW, connections), PATIENCE)
        finally:
            answers += lanes.collect(0, 0)
            self._is_sure = False
            self._write(lanes, answers, may_claim=False)
            if self._error:
                raise self._error

    def _is_worth_waiting(self, claim: Claim, settled: Answers) -> bool:
        """With nothing on its way: whether this run goes on, when a limit lets it or because rows came back."""
        if self._is_stopping:
            return False
        if claim.again_at is None:
            return any(answer.outcome == Outcome.NOT_TRIED for _, answer in settled)
        seconds = (claim.again_at - self._clock()).total_seconds()
        if seconds > WORTH_WAITING:
            return False
        time.sleep(max(0.0, min(seconds, PATIENCE)))
        return True

    def _write(self, lanes: Lanes[Any], answers: Answers, *, may_claim: bool = True) -> Claim:
        """One transaction: settles what was answered, and hands over as many again. Waits for a lost database."""
        failure = lanes.take_failure()
        self._heed(failure)
        if self._is_over():
            self.has_more = self.has_more or not self._is_stopping
            self._is_stopping = True
        give_up = time.monotonic() + WAIT_FOR_DATABASE
        while True:
            try:
                claim = self._transact(lanes, answers, failure, may_claim=may_claim and not self._is_stopping)
            except (InterfaceError, OperationalError):
                if connection.in_atomic_block or time.monotonic() > give_up:
                    raise
                # Whether the transaction was committed isn't known.
                self._is_sure = False
                connection.close()
                time.sleep(PATIENCE)
            else:
                break
        if self._is_stopping or claim.is_held:
            lanes.recall()
        return claim

    def _heed(self, failure: Exception | None) -> None:
        if failure is None:
            return
        self._is_stopping = True
        if isinstance(failure, TransportError):
            self.problem = _("Mail server: %(answer)s") % {"answer": failure}
        else:
            self._error = failure

    def _transact(self, lanes: Lanes[Any], answers: Answers, failure: Exception | None, *, may_claim: bool) -> Claim:
        now, moment = self._clock(), time.monotonic()
        out = lanes.outstanding
        with transaction.atomic(durable=True):
            self._is_stopping = not self._begin() or self._is_stopping
            if not self._is_sure:
                ledger.give_back_unknown(self._lease, [*out, *(one.pk for one, _ in answers)])
            if answers:
                ledger.settle(self._lease, answers, self._fixed_at, now)
            self._keep_limits(answers, failure, now)
            if moment - self._renewed > RENEW_EVERY:
                ledger.renew(self._lease, now)
            claim = Claim()
            if may_claim and not self._is_stopping:
                room = settings.SEND_WINDOW - len(out)
                claim = ledger.claim(self._dispatch, self._lease, room, now, lanes.full_domains())
        self._is_sure = True
        self._was_held = self._was_held or claim.was_held
        if moment - self._renewed > RENEW_EVERY or not out:
            self._renewed = moment
            lanes.lease_ends = moment + ledger.LEASE.total_seconds()
        return claim

    def _begin(self) -> bool:
        """Whether the dispatch goes on; and whatever the server's default, that this transaction lasts.

        What isn't on disk can be lost, and then somebody gets it twice. And PostgreSQL, which reckons with a disk that
        turns, would sooner read ten thousand rows for every claim than look up fifty.
        """
        with connection.cursor() as cursor:
            cursor.execute(BEGIN, [self._dispatch.pk])
            return bool(cursor.fetchone()[-1])

    def _keep_limits(self, answers: Answers, failure: Exception | None, now: datetime) -> None:
        """Tells the other workers when the mail server asks for rest, and when it takes messages again."""
        asking = [answer.text for _, answer in answers if answer.asks_for_rest]
        if isinstance(failure, LaterError) or asking:
            limits.hold(str(failure or asking[0]), now, getattr(failure, "wait", None))
        elif self._was_held and any(answer.outcome == Outcome.ACCEPTED for _, answer in answers):
            limits.let_go()
            self._was_held = False
