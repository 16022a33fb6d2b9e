"""What is written down of a dispatch's deliveries while they are sent. All of it runs in the caller's transaction."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from ..addresses import envelope_address
from ..models import Delivery, Dispatch
from ..transport import Answer, Outcome, may_receive, may_write_to_anyone
from ..unsubscribing import suppress_all
from . import limits
from .answers import Settlement, settlement_of

State, Exclusion = Delivery.State, Delivery.Exclusion
# How long a run that says nothing is believed to live.
LEASE = timedelta(seconds=30)
# How often a claim may look again for rows of other domains, when those that it found may not go now.
LOOKS = 3
LOOK_AGAIN = timedelta(seconds=0.5)
HAND_OVER = """
WITH due AS (
    SELECT delivery.id, subscriber.email, subscriber.number, subscriber.state
    FROM newsletter_delivery delivery
    LEFT JOIN newsletter_subscriber subscriber ON subscriber.id = delivery.subscriber_id
    WHERE delivery.dispatch_id = %(dispatch)s AND delivery.state IN ('pending', 'retrying')
        AND (delivery.retry_at IS NULL OR delivery.retry_at <= %(now)s::timestamptz)
        AND substring(delivery.email_key from '[^@]*$') <> ALL (%(passed_by)s::text[])
    -- By variant, for a provider may take many messages of one in one call.
    ORDER BY delivery.variant_id, delivery.id
    LIMIT %(most)s
    FOR UPDATE OF delivery SKIP LOCKED
), there AS (
    SELECT id, email, number, state IS NOT DISTINCT FROM 'active' AS is_there, coalesce(state, 'erased') AS state
    FROM due
)
UPDATE newsletter_delivery delivery
SET state = CASE WHEN is_there THEN 'handed_over' ELSE 'excluded' END,
    exclusion = CASE WHEN is_there THEN '' ELSE there.state END,
    attempts = attempts + is_there::int,
    handed_over_at = CASE WHEN is_there THEN %(now)s::timestamptz ELSE handed_over_at END,
    settled_at = CASE WHEN is_there THEN settled_at ELSE %(now)s::timestamptz END,
    lease = CASE WHEN is_there THEN %(lease)s::uuid END,
    leased_until = CASE WHEN is_there THEN %(leased_until)s::timestamptz END,
    retry_at = NULL
FROM there
WHERE delivery.id = there.id
RETURNING delivery.id, delivery.number, variant_id, attempts, email_key, subscriber_id,
    there.email, there.number, delivery.state
"""
SETTLE = """
UPDATE newsletter_delivery delivery
SET state = answered.state, answer = answered.answer, retry_at = answered.retry_at,
    settled_at = CASE WHEN answered.retry_at IS NULL AND answered.state <> 'pending' THEN %(now)s::timestamptz END,
    attempts = delivery.attempts - answered.untried, lease = NULL, leased_until = NULL,
    decided_at = NULL, message_id = coalesce(nullif(answered.message_id, ''), delivery.message_id)
FROM json_to_recordset(%(answered)s::json)
     AS answered (id bigint, state text, answer text, retry_at timestamptz, untried int, message_id text)
WHERE delivery.id = answered.id AND delivery.lease = %(lease)s AND delivery.state IN ('handed_over', 'in_doubt')
"""
UNKEEPABLE = re.compile(r"[\0\ud800-\udfff]")
NOT_NOW = Answer(Outcome.NOT_TRIED, "")


@dataclass(frozen=True, slots=True)
class Handed:
    """A delivery that is written down as handed over: what its message is made of."""

    pk: int
    number: UUID
    variant_id: int
    attempts: int
    email: str
    subscriber_id: int
    subscriber_number: UUID
    domain: str


@dataclass
class Claim:
    """What was claimed; when to look again if a limit keeps the rest; is, or was, rest asked for?"""

    handed: list[Handed] = field(default_factory=list)
    again_at: datetime | None = None
    is_held: bool = False
    was_held: bool = False


def due(dispatch: Dispatch, now: datetime) -> QuerySet[Delivery]:
    """The deliveries that may be handed over now."""
    is_time = Q(retry_at__isnull=True) | Q(retry_at__lte=now)
    return dispatch.deliveries.filter(is_time, state__in=[State.PENDING, State.RETRYING])


def claim(dispatch: Dispatch, lease: UUID, most: int, now: datetime, not_to: Iterable[str] = ()) -> Claim:
    """Writes down that the next deliveries are handed over, as many as may go now.

    Whoever left meanwhile is excluded. What another run claims at this moment is passed by.
    """
    allowance = limits.allowance(now)
    claim = Claim(again_at=allowance.again_at, is_held=allowance.is_held, was_held=allowance.was_held)
    passed_by = set(not_to) | allowance.full_domains
    for _ in range(LOOKS):
        room = min(most, allowance.messages) - len(claim.handed)
        rows = _hand_over(dispatch, lease, room, now, passed_by) if room > 0 else []
        if not rows:
            break
        going, kept = _within_limits(_allowed([one for one, is_there in rows if is_there], now), now)
        if kept:
            settle(lease, [(one, NOT_NOW) for one in kept], now, now)
            passed_by.update(one.domain for one in kept)
        claim.handed.extend(going)
    limits.take(len(claim.handed), now)
    if not claim.handed and passed_by and not claim.again_at:
        claim.again_at = now + LOOK_AGAIN
    return claim


def _hand_over(
    dispatch: Dispatch, lease: UUID, most: int, now: datetime, passed_by: set[str]
) -> list[tuple[Handed, bool]]:
    """The next rows: whether each was handed over, or else excluded because its subscriber left."""
    values: dict[str, Any] = {
        "dispatch": dispatch.pk,
        "lease": lease,
        "most": most,
        "now": now,
        "leased_until": now + LEASE,
        "passed_by": list(passed_by),
    }
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, values)
        return [
            (
                Handed(
                    pk=pk,
                    number=number,
                    variant_id=variant,
                    attempts=attempts,
                    email=envelope_address(email or ""),
                    subscriber_id=subscriber,
                    subscriber_number=subscriber_number,
                    domain=key.rpartition("@")[2],
                ),
                state == State.HANDED_OVER,
            )
            for pk, number, variant, attempts, key, subscriber, email, subscriber_number, state in cursor.fetchall()
        ]


def _allowed(handed: list[Handed], now: datetime) -> list[Handed]:
    """Those whom this installation may send to; the others are excluded after all."""
    if may_write_to_anyone():
        return handed
    there = [one for one in handed if may_receive(one.email)]
    if len(there) < len(handed):
        barred = {one.pk for one in handed} - {one.pk for one in there}
        Delivery.objects.filter(pk__in=barred).update(
            state=State.EXCLUDED, exclusion=Exclusion.NOT_ALLOWED, settled_at=now, lease=None, leased_until=None
        )
    return there


def _within_limits(handed: list[Handed], now: datetime) -> tuple[list[Handed], list[Handed]]:
    """Those that their domains' rates let go now, and those that they keep."""
    granted = limits.take_for_domains(Counter(one.domain for one in handed), now)
    going: list[Handed] = []
    kept: list[Handed] = []
    for one in handed:
        granted[one.domain] -= 1
        (going if granted[one.domain] >= 0 else kept).append(one)
    return going, kept


def settle(lease: UUID, answers: list[tuple[Handed, Answer]], fixed_at: datetime, now: datetime) -> None:
    """Writes down what answers say of deliveries that this run handed over; once more does no harm.

    One that was put in doubt meanwhile, because the run seemed dead, is settled all the same: now it is known.
    """
    settlements = [(one, answer, settlement_of(answer, one.attempts, fixed_at, now)) for one, answer in answers]
    with connection.cursor() as cursor:
        answered = json.dumps([_as_row(*settled) for settled in settlements])
        cursor.execute(SETTLE, {"now": now, "lease": lease, "answered": answered})
    suppress_all([one.subscriber_id for one, _, settlement in settlements if settlement.suppresses], now)


def _as_row(one: Handed, answer: Answer, settlement: Settlement) -> dict[str, object]:
    return {
        "id": one.pk,
        "state": settlement.state.value,
        # What a server may say, and PostgreSQL can't keep.
        "answer": UNKEEPABLE.sub("\ufffd", answer.text),
        "retry_at": settlement.retry_at and settlement.retry_at.isoformat(),
        "untried": int(answer.outcome == Outcome.NOT_TRIED),
        "message_id": answer.message_id,
    }


def renew(lease: UUID, now: datetime) -> None:
    """Says that this run lives."""
    Delivery.objects.filter(lease=lease, state=State.HANDED_OVER).update(leased_until=now + LEASE)


def give_back_unknown(lease: UUID, known: list[int]) -> int:
    """Undoes a claim of which this run doesn't know: its transaction was committed, but the answer got lost.

    The mail server has heard nothing of these, for they were never put on their way.
    """
    return (
        Delivery.objects.filter(lease=lease, state=State.HANDED_OVER)
        .exclude(pk__in=known)
        .update(state=State.PENDING, attempts=F("attempts") - 1, lease=None, leased_until=None)
    )
