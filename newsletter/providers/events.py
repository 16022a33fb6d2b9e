"""What becomes of a delivery by what its provider tells afterwards.

Events come in any order, more than once, before the answer to the call that they follow from, and about things that
aren't ours. Each can only take a delivery further on one scale, so whatever their order, they come to the same.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from ..erasing import CODE_LENGTH
from ..models import Consent, Delivery, Subscriber
from ..unsubscribing import suppress, unsubscribe
from .reports import Kind, Report

State, Arrival = Delivery.State, Delivery.Arrival
ARRIVALS = {
    Kind.SOFT_BOUNCED: Arrival.SOFT_BOUNCED,
    Kind.DELIVERED: Arrival.DELIVERED,
    Kind.BOUNCED: Arrival.BOUNCED,
    Kind.COMPLAINED: Arrival.COMPLAINED,
}
# What came back for now may arrive later; what arrived may come back; nobody takes a complaint back.
SCALE = ["", Arrival.SOFT_BOUNCED, Arrival.DELIVERED, Arrival.BOUNCED, Arrival.COMPLAINED]
ON_ITS_WAY = (State.HANDED_OVER, State.IN_DOUBT)
WAITS = (State.PENDING, State.RETRYING)


@transaction.atomic
def take(report: Report, now: datetime) -> bool:
    """Writes down what a report says of one of our deliveries; whether it said anything new."""
    delivery = _delivery_of(report)
    if delivery is None or delivery.handed_over_at is None or delivery.state == State.EXCLUDED:
        return False
    if not _moved_on(delivery, report):
        return False
    delivery.settled_at = delivery.settled_at or now
    delivery.message_id = delivery.message_id or report.message_id
    delivery.retry_at = delivery.lease = delivery.leased_until = delivery.decided_at = None
    delivery.save(
        update_fields=[
            *("state", "arrival", "answer", "settled_at", "message_id"),
            *("retry_at", "lease", "leased_until", "decided_at"),
        ]
    )
    _heed(delivery, report, now)
    return True


def _delivery_of(report: Report) -> Delivery | None:
    """The delivery, locked: by our own number, else by the provider's, which several of one call may share."""
    which = Q(number=report.number) if report.number else Q(message_id=report.message_id, email_key=report.recipient)
    if not report.number and not (report.message_id and report.recipient):
        return None
    return Delivery.objects.select_for_update(of=("self",)).filter(which).order_by("-pk").first()


def _moved_on(delivery: Delivery, report: Report) -> bool:
    """Takes a delivery on by a report, if it says more than is known."""
    arrival = ARRIVALS.get(report.kind)
    if arrival:
        if SCALE.index(arrival) <= SCALE.index(delivery.arrival):
            return False
        # Whatever was believed: who has had it isn't sent another.
        delivery.state, delivery.arrival = State.ACCEPTED, arrival
    elif report.kind == Kind.REJECTED:
        if delivery.arrival or not _is_of_this_attempt(delivery, report):
            return False
        delivery.state = State.REFUSED
    elif delivery.state in (*ON_ITS_WAY, *WAITS):
        delivery.state = State.ACCEPTED
    elif not report.unsubscribes:
        return False
    if report.text:
        # Of who was erased, nothing is kept that may name their address.
        delivery.answer = report.text if delivery.subscriber_id else report.text[:CODE_LENGTH]
    return True


def _is_of_this_attempt(delivery: Delivery, report: Report) -> bool:
    """Whether a report that a message wasn't sent is about the last time that it was handed over."""
    if delivery.state in WAITS:
        return False
    if not delivery.message_id or not report.message_id:
        return True
    # While there is no answer, the provider's number is that of the time before.
    return (delivery.message_id == report.message_id) != (delivery.state == State.HANDED_OVER)


def _heed(delivery: Delivery, report: Report, now: datetime) -> None:
    """Has no more mail go to an address that it came back from, or whose owner doesn't want it."""
    subscriber = delivery.subscriber
    # Who has another address by now isn't meant.
    if subscriber is None or subscriber.email_key != delivery.email_key:
        return
    if report.unsubscribes and not _asked_again(subscriber, report.at):
        unsubscribe(subscriber, now)
    if report.ends_mail or (report.kind == Kind.SOFT_BOUNCED and _came_back_too_often(subscriber)):
        suppress(subscriber, now)


def _asked_again(subscriber: Subscriber, since: datetime | None) -> bool:
    """Whether somebody asked for the newsletter after a moment; if that isn't known, it is believed."""
    return since is None or Consent.objects.filter(subscriber_number=subscriber.number, at__gt=since).exists()


def _came_back_too_often(subscriber: Subscriber) -> bool:
    """Whether the last so many issues that were heard of came back from this address, one after another."""
    told = subscriber.deliveries.exclude(arrival="").filter(email_key=subscriber.email_key)
    last = list(told.order_by("-dispatch__created_at").values_list("arrival", flat=True)[: settings.SOFT_BOUNCES])
    return len(last) == settings.SOFT_BOUNCES and set(last) == {Arrival.SOFT_BOUNCED}
