"""Handing over a dispatch's messages, one durable step at a time; the protocol is in README.md.

A row says "handed over" in the database before the first byte leaves, and the server's answer settles it. Whoever
finds a row still handed over, with nobody sending, knows only that it may have left: it is in doubt, and not resent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .freezing import open_deliveries
from .identity import Identity, identity_in
from .links import preferences_url, unsubscribe_url
from .messages import Envelope, build_message
from .models import Delivery, Dispatch, Issue, Subscriber, Variant
from .rendering import RenderedMail
from .transport import Answer, Outcome, SmtpTransport, TransportError, may_receive

State, Exclusion = Delivery.State, Delivery.Exclusion
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
LOCK_NAMESPACE = 0x4D41494C
Clock = Callable[[], datetime]
Letter = tuple[str, str, bytes]
Compose = Callable[[Delivery], Letter]


def send_deliveries(
    dispatch_id: int,
    transport_factory: Callable[[], SmtpTransport] = SmtpTransport,
    clock: Clock = timezone.now,
    until: datetime | None = None,
) -> bool:
    """Hands over what can be handed over now, up to a moment; says whether more can be done at once.

    Does nothing while another run is sending the same dispatch. Must not be called inside a transaction.
    """
    dispatch = Dispatch.objects.select_related("issue").get(pk=dispatch_id)
    with _sole_sender(dispatch) as alone:
        if not alone:
            return False
        _doubt_what_a_dead_run_left(dispatch, clock())
        try:
            with transport_factory() as transport:
                is_ready = _send_until(dispatch, transport, clock, until)
        except TransportError as error:
            Dispatch.objects.filter(pk=dispatch.pk).update(problem=_("Mail server: %(answer)s") % {"answer": error})
            return False
        Dispatch.objects.filter(pk=dispatch.pk).exclude(problem="").update(problem="")
        _finish_if_done(dispatch, clock())
        return not is_ready


def _send_until(dispatch: Dispatch, transport: SmtpTransport, clock: Clock, until: datetime | None) -> bool:
    """Sends one after another; True when nothing is left to do now, False when the time was up."""
    compose = _Composer(dispatch)
    while until is None or clock() < until:
        if not _due(dispatch, clock()).exists():
            return True
        transport.ensure_open()
        claimed = claim(dispatch, compose, clock())
        if claimed:
            delivery, letter = claimed
            try:
                answer = transport.hand_over(*letter)
            except TransportError:
                _give_back(delivery)
                raise
            settle(delivery, answer, clock())
    return False


def claim(dispatch: Dispatch, compose: Compose, now: datetime) -> tuple[Delivery, Letter] | None:
    """Takes the next row with its message and marks it handed over, committed.

    None if there is no row, or if its reader left meanwhile: then it is excluded. A message that can't be composed
    raises what composing raised, and leaves its row as it was.
    """
    with transaction.atomic(durable=True):
        row = _due(dispatch, now).select_for_update(skip_locked=True).order_by("pk").first()
        if row is None:
            return None
        exclusion = _exclusion_now(row)
        if exclusion:
            row.state, row.exclusion, row.settled_at = State.EXCLUDED, exclusion, now
            row.save(update_fields=["state", "exclusion", "settled_at"])
            return None
        letter = compose(row)
        row.state, row.handed_over_at, row.attempts = State.HANDED_OVER, now, row.attempts + 1
        row.save(update_fields=["state", "handed_over_at", "attempts"])
    return row, letter


def _give_back(delivery: Delivery) -> None:
    """Undoes a claim of which the mail server heard nothing, or nothing but the sender."""
    Delivery.objects.filter(pk=delivery.pk, state=State.HANDED_OVER).update(
        state=State.PENDING, attempts=F("attempts") - 1, handed_over_at=None
    )


def settle(delivery: Delivery, answer: Answer, now: datetime) -> None:
    """Writes what the answer says of a delivery that was handed over."""
    state, retry_at = State(_STATE_AFTER[answer.outcome]), None
    if state == State.RETRYING:
        if delivery.attempts > len(RETRY_AFTER):
            state = State.REFUSED
        else:
            retry_at = now + RETRY_AFTER[delivery.attempts - 1]
    Delivery.objects.filter(pk=delivery.pk, state=State.HANDED_OVER).update(
        state=state, answer=answer.text, retry_at=retry_at, settled_at=None if retry_at else now
    )


_STATE_AFTER = {
    Outcome.ACCEPTED: State.ACCEPTED,
    Outcome.REFUSED: State.REFUSED,
    Outcome.TEMPORARY: State.RETRYING,
    Outcome.IN_DOUBT: State.IN_DOUBT,
}


class _Composer:
    """Makes the messages of one dispatch; what its readers have in common is fetched once."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._date = dispatch.frozen_at or dispatch.created_at
        self._variants: dict[int, Variant] = {}
        self._identities: dict[str, Identity] = {}

    def __call__(self, delivery: Delivery) -> Letter:
        """Sender, recipient and bytes for a delivery."""
        variant = self._variant(delivery)
        subscriber = delivery.subscriber
        assert subscriber is not None  # noqa: S101 - the claim excludes rows without a subscriber
        identity = self._identity(variant.language)
        envelope = Envelope(
            number=delivery.number,
            to=subscriber.email,
            language=variant.language,
            unsubscribe_url=unsubscribe_url(subscriber.number, subscriber.language),
            preferences_url=preferences_url(subscriber.number, subscriber.language),
            date=self._date,
        )
        mail = RenderedMail(variant.subject, variant.text, variant.html)
        return identity.sender_address, subscriber.email, build_message(mail, envelope, identity)

    def _identity(self, language: str) -> Identity:
        if language not in self._identities:
            self._identities[language] = identity_in(language)
        return self._identities[language]

    def _variant(self, delivery: Delivery) -> Variant:
        assert delivery.variant_id is not None  # noqa: S101 - a constraint: only excluded rows have none
        if delivery.variant_id not in self._variants:
            self._variants[delivery.variant_id] = Variant.objects.get(pk=delivery.variant_id)
        return self._variants[delivery.variant_id]


def _due(dispatch: Dispatch, now: datetime) -> QuerySet[Delivery]:
    return dispatch.deliveries.filter(Q(state=State.PENDING) | Q(state=State.RETRYING, retry_at__lte=now))


def _exclusion_now(delivery: Delivery) -> str:
    """Why a row must not be handed over after all; empty when it may."""
    subscriber = delivery.subscriber
    if subscriber is None:
        return Exclusion.ERASED
    if subscriber.state != Subscriber.State.ACTIVE:
        return subscriber.state
    return "" if may_receive(subscriber.email) else Exclusion.NOT_ALLOWED


def _doubt_what_a_dead_run_left(dispatch: Dispatch, now: datetime) -> None:
    dispatch.deliveries.filter(state=State.HANDED_OVER).update(
        state=State.IN_DOUBT, answer="The sender stopped before an answer came.", settled_at=now
    )


def _finish_if_done(dispatch: Dispatch, now: datetime) -> None:
    if not open_deliveries(dispatch).exists():
        with transaction.atomic():
            Dispatch.objects.filter(pk=dispatch.pk, finished_at=None).update(finished_at=now)
            Issue.objects.filter(pk=dispatch.issue_id).update(state=Issue.State.SENT)


@contextmanager
def _sole_sender(dispatch: Dispatch) -> Iterator[bool]:
    """Whether this run is the only one that sends the dispatch.

    The lock belongs to the database session, so it is gone as soon as the process is, however it died.
    """
    call = partial(_advisory, dispatch.pk)
    if not call("pg_try_advisory_lock"):
        yield False
        return
    try:
        yield True
    finally:
        call("pg_advisory_unlock")


def _advisory(dispatch_id: int, function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [LOCK_NAMESPACE, dispatch_id])
        return bool(cursor.fetchone()[0])
