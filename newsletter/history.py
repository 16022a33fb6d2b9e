"""What happened to one subscription: what was agreed to, what was sent, what was changed."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import ModelLogEntry

from .models import Consent, Delivery, Subscriber


def consents_of(subscriber: Subscriber) -> QuerySet[Consent]:
    """What was asked and confirmed, the oldest first."""
    consents = Consent.objects.filter(subscriber_number=subscriber.number)
    return consents.select_related("text", "confirms").order_by("at", "pk")


def deliveries_of(subscriber: Subscriber) -> QuerySet[Delivery]:
    """The issues that were to go to them, the newest first, without what those said: years of mails fill the memory."""
    deliveries = Delivery.objects.filter(subscriber=subscriber).select_related("dispatch__issue", "variant")
    whole_mails = ("dispatch__issue__snapshot", "variant__text", "variant__html", "variant__message")
    return deliveries.defer(*whole_mails).order_by("-dispatch__created_at")


def changes_of(subscriber: Subscriber) -> QuerySet[ModelLogEntry]:
    """What they or staff changed, the newest first."""
    changes: QuerySet[ModelLogEntry] = ModelLogEntry.objects.for_instance(subscriber)
    return changes.select_related("user").order_by("-timestamp")
