"""What is written down of a dispatch's deliveries while they are sent. All of it runs in the caller's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, Func, Q, QuerySet, Value

from ..addresses import envelope_address
from ..models import Delivery, Dispatch, Subscriber
from ..transport import Answer, Outcome, may_receive
from ..unsubscribing import suppress_all
from . import limits
from .answers import Settlement, settlement_of

State, Exclusion = Delivery.State, Delivery.Exclusion
# How long a run that says nothing is believed to live.
LEASE = timedelta(seconds=30)
# How often a claim may look again for rows of other domains, when those that it found may not go now.
LOOKS = 3
LOOK_AGAIN = timedelta(seconds=0.5)
SETTLE = """
UPDATE newsletter_delivery delivery
SET state = answered.state, answer = answered.answer, retry_at = answered.retry_at,
    settled_at = CASE WHEN answered.retry_at IS NULL AND answered.state <> 'pending' THEN %(now)s::timestamptz END,
    attempts = delivery.attempts - answered.untried, lease = NULL, leased_until = NULL,
    decided_at = NULL, message_id = coalesce(nullif(answered.message_id, ''), delivery.message_id)
FROM unnest(%(ids)s::bigint[], %(states)s::text[], %(answers)s::text[], %(retries)s::timestamptz[], %(untried)s::int[],
            %(message_ids)s::text[])
     AS answered (id, state, answer, retry_at, untried, message_id)
WHERE delivery.id = answered.id AND delivery.lease = %(lease)s AND delivery.state IN ('handed_over', 'in_doubt')
"""


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
        rows = _locked(dispatch, room, now, passed_by) if room > 0 else []
        if not rows:
            break
        there = _exclude_who_left(rows, now)
        granted = limits.take_for_domains(Counter(one.domain for one in there), now)
        going = []
        for one in there:
            if granted[one.domain] > 0:
                granted[one.domain] -= 1
                going.append(one)
            else:
                passed_by.add(one.domain)
        _hand_over(going, lease, now)
        claim.handed.extend(going)
    limits.take(len(claim.handed), now)
    if not claim.handed and passed_by and not claim.again_at:
        claim.again_at = now + LOOK_AGAIN
    return claim


def _hand_over(going: list[Handed], lease: UUID, now: datetime) -> None:
    Delivery.objects.filter(pk__in=[one.pk for one in going]).update(
        state=State.HANDED_OVER,
        handed_over_at=now,
        attempts=F("attempts") + 1,
        lease=lease,
        leased_until=now + LEASE,
        retry_at=None,
    )


def _locked(dispatch: Dispatch, most: int, now: datetime, passed_by: set[str]) -> list[tuple[Handed, str | None]]:
    """The next rows, locked, each with the state of its subscriber."""
    rows = due(dispatch, now)
    if passed_by:
        domain = Func(F("email_key"), Value("[^@]*$"), function="substring")
        rows = rows.alias(domain=domain).exclude(domain__in=passed_by)
    fields = ("pk", "number", "variant_id", "attempts", "email_key", "subscriber_id")
    of_subscriber = ("subscriber__email", "subscriber__number", "subscriber__state")
    # By variant, for a provider may take many messages of one in one call.
    rows = rows.order_by("variant_id", "pk").select_for_update(skip_locked=True, of=("self",))
    found = rows.values_list(*fields, *of_subscriber)
    return [
        (
            Handed(
                pk=pk,
                number=number,
                variant_id=variant,
                attempts=attempts + 1,
                email=envelope_address(email or ""),
                subscriber_id=subscriber,
                subscriber_number=subscriber_number,
                domain=key.rpartition("@")[2],
            ),
            state,
        )
        for pk, number, variant, attempts, key, subscriber, email, subscriber_number, state in found[:most]
    ]


def _exclude_who_left(rows: list[tuple[Handed, str | None]], now: datetime) -> list[Handed]:
    """Those who may still get mail; the others are excluded with the reason."""
    reasons: dict[str, list[int]] = {}
    there = []
    for one, state in rows:
        reason = _exclusion(one.email, state)
        if reason:
            reasons.setdefault(reason, []).append(one.pk)
        else:
            there.append(one)
    for reason, pks in reasons.items():
        Delivery.objects.filter(pk__in=pks).update(
            state=State.EXCLUDED, exclusion=reason, settled_at=now, retry_at=None, lease=None, leased_until=None
        )
    return there


def _exclusion(email: str, state: str | None) -> str:
    if state is None:
        return Exclusion.ERASED
    if state != Subscriber.State.ACTIVE:
        return state
    return "" if may_receive(email) else Exclusion.NOT_ALLOWED


def settle(lease: UUID, answers: list[tuple[Handed, Answer]], fixed_at: datetime, now: datetime) -> None:
    """Writes down what answers say of deliveries that this run handed over; once more does no harm.

    One that was put in doubt meanwhile, because the run seemed dead, is settled all the same: now it is known.
    """
    settlements = [(one, answer, settlement_of(answer, one.attempts, fixed_at, now)) for one, answer in answers]
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, {"now": now, "lease": lease, **_columns(settlements)})
    suppress_all([one.subscriber_id for one, _, settlement in settlements if settlement.suppresses], now)


def _columns(settlements: list[tuple[Handed, Answer, Settlement]]) -> dict[str, list[object]]:
    return {
        "ids": [one.pk for one, _, _ in settlements],
        "states": [settlement.state.value for _, _, settlement in settlements],
        "answers": [answer.text for _, answer, _ in settlements],
        "retries": [settlement.retry_at for _, _, settlement in settlements],
        "message_ids": [answer.message_id for _, answer, _ in settlements],
        "untried": [int(answer.outcome == Outcome.NOT_TRIED) for _, answer, _ in settlements],
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
