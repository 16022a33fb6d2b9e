"""Getting the newsletter at another address: confirmed at the new one, told at the old one.

The page that asks looks nobody up, so it says nothing of who has the new address; its owner's click decides.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from .addresses import email_key
from .erasing import hash_the_ledger, is_barred, naming
from .models import AddressChange, Delivery, Subscriber
from .transport import may_receive

State = Subscriber.State
ONE_DAY = timedelta(days=1)
# For one subscriber, and to one address: nobody's mailbox is filled by this.
MOST_A_DAY = 3


def may_ask(subscriber: Subscriber, now: datetime) -> bool:
    """Whether a subscriber may name one more address today."""
    return subscriber.address_changes.filter(at__gt=now - ONE_DAY).count() < MOST_A_DAY


def is_to_be_confirmed(change: AddressChange, now: datetime) -> bool:
    """Whether the new address gets a mail that asks to confirm; for the worker, who alone may look."""
    to_this_address = naming(AddressChange.objects.filter(at__gt=now - ONE_DAY), change.email)
    return (
        is_open(change, now)
        and may_receive(change.email)
        and to_this_address.count() <= MOST_A_DAY
        and not _is_barred(change.email)
    )


def is_open(change: AddressChange, now: datetime) -> bool:
    """Whether the link in that mail still does something."""
    is_late = change.at + timedelta(days=settings.DAYS_TO_CONFIRM) <= now
    return change.done_at is None and not is_late and change.subscriber.gets_mail


def change_with(reference: UUID) -> AddressChange | None:
    """The change of address with this reference, unless it has been purged."""
    return AddressChange.objects.select_related("subscriber").filter(reference=reference).first()


@transaction.atomic
def move(reference: UUID, now: datetime) -> AddressChange | None:
    """Gives the subscriber the new address; None if that can't be done any more.

    Whoever confirms can read the new mailbox, so a subscription that it had already becomes one with this.
    """
    change = (
        AddressChange.objects.select_related("subscriber")
        .select_for_update(of=("self", "subscriber"))
        .filter(reference=reference)
        .first()
    )
    if change is None or not is_open(change, now) or _is_barred(change.email):
        return None
    subscriber = change.subscriber
    other = Subscriber.objects.select_for_update().filter(email_key=email_key(change.email)).first()
    if other and other != subscriber:
        _take_over(subscriber, other, now)
    change.old_email, change.done_at = subscriber.email, now
    change.save(update_fields=["old_email", "done_at"])
    subscriber.email = change.email
    subscriber.save(update_fields=["email", "email_key"])
    return change


def _take_over(subscriber: Subscriber, other: Subscriber, now: datetime) -> None:
    """Ends the subscription that the new address had; an issue that went there doesn't go there again.

    Of what went there the ledger keeps a hash: nobody would find the address when this subscriber is erased.
    """
    going_there = Delivery.objects.filter(subscriber=other).exclude(state=Delivery.State.EXCLUDED)
    Delivery.objects.filter(
        subscriber=subscriber,
        state__in=[Delivery.State.PENDING, Delivery.State.RETRYING],
        dispatch__in=going_there.exclude(state__in=[Delivery.State.PENDING, Delivery.State.RETRYING]).values(
            "dispatch"
        ),
    ).update(state=Delivery.State.EXCLUDED, exclusion=Delivery.Exclusion.ERASED, settled_at=now)
    hash_the_ledger(other)
    other.delete()


def _is_barred(address: str) -> bool:
    suppressed = Subscriber.objects.filter(email_key=email_key(address), state=State.SUPPRESSED)
    return suppressed.exists() or is_barred(address)
