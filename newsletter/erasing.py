"""Forgetting a subscriber: what stays names nobody, and keeps an import from bringing them back."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Coalesce, Left
from wagtail.models import ModelLogEntry

from .addresses import email_key
from .models import (
    AddressChange,
    Delivery,
    ForgottenAddress,
    ImportLine,
    LinkRequest,
    NewsletterSettings,
    SignUp,
    Subscriber,
)

Reason = ForgottenAddress.Reason
Request = TypeVar("Request", bound=Model)
# An SMTP server's answer begins with three digits; what follows may name the address.
CODE_LENGTH = 3
AT_ONCE = 500


def address_hash(address: str) -> str:
    """What is kept of an address that is forgotten; it takes the installation's SUPPRESSION_KEY to compare it."""
    key = settings.SUPPRESSION_KEY.encode()
    return hmac.new(key, email_key(address).encode(), sha256).hexdigest()


def is_barred(address: str) -> bool:
    """Whether mail to this address was suppressed before it was forgotten, so that nobody can sign it up."""
    return ForgottenAddress.objects.filter(address_hash=address_hash(address), reason=Reason.SUPPRESSED).exists()


@transaction.atomic
def erase(subscriber: Subscriber, now: datetime, reason: str = Reason.ERASED) -> None:
    """Deletes a subscriber and their address wherever it stands; the ledger keeps its hash, and so its count.

    Whoever is suppressed stays so. What a running dispatch still had for them is excluded.
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.state == Subscriber.State.SUPPRESSED:
        reason = Reason.SUPPRESSED
    _remember(subscriber.email, reason, now)
    hash_the_ledger(subscriber)
    for requests in (SignUp, LinkRequest, AddressChange):
        naming(requests.objects.all(), subscriber.email).delete()
    _forget_lines(subscriber.email_key)
    log = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Subscriber), object_id=str(subscriber.pk)
    )
    log.update(label=str(subscriber.number))
    subscriber.delete()


def naming(requests: QuerySet[Request], address: str) -> QuerySet[Request]:
    """Those of these requests that are about an address, however its domain is spelled."""
    name, _, _domain = address.rpartition("@")
    spelled = requests.filter(email__istartswith=f"{name}@").values_list("email", flat=True)
    return requests.filter(email__in=[email for email in spelled if email_key(email) == email_key(address)])


def _forget_lines(key: str) -> None:
    """Empties the lines of imports that still name this address; one that waited can't add them any more."""
    lines = ImportLine.objects.filter(email_key=key)
    lines.filter(outcome=ImportLine.Outcome.WAITING).update(outcome=ImportLine.Outcome.ERASED)
    lines.update(fields={}, email_key="")


def _remember(address: str, reason: str, now: datetime) -> None:
    kept, is_new = ForgottenAddress.objects.get_or_create(
        address_hash=address_hash(address), defaults={"reason": reason, "at": now}
    )
    if not is_new and kept.reason != Reason.SUPPRESSED:
        kept.reason, kept.at = reason, now
        kept.save(update_fields=["reason", "at"])


def hash_the_ledger(subscriber: Subscriber) -> None:
    """Keeps of a subscriber's deliveries no address, also of those that they had before, but its hash."""
    theirs = Delivery.objects.filter(Q(subscriber=subscriber) | Q(email_key=subscriber.email_key))
    for key in list(theirs.order_by().values_list("email_key", flat=True).distinct()):
        if "@" in key:
            theirs.filter(email_key=key).update(email_key=address_hash(key), answer=Left("answer", CODE_LENGTH))


def forget_ended(now: datetime) -> int:
    """Erases who unsubscribed, or was suppressed, so long ago that keeping their address serves nobody; how many."""
    before = now - timedelta(days=NewsletterSettings.load().days_to_keep_ended)
    ended = (
        Subscriber.objects.filter(state__in=[Subscriber.State.UNSUBSCRIBED, Subscriber.State.SUPPRESSED])
        .alias(ended_at=Coalesce("suppressed_at", "unsubscribed_at", "created_at"))
        .filter(ended_at__lte=before)
    )
    count = 0
    for subscriber in ended[:AT_ONCE]:
        erase(subscriber, now, Reason.LEFT)
        count += 1
    AddressChange.objects.filter(at__lte=now - timedelta(days=settings.DAYS_TO_CONFIRM)).delete()
    LinkRequest.objects.filter(at__lte=now - timedelta(days=settings.DAYS_TO_CONFIRM)).delete()
    return count
