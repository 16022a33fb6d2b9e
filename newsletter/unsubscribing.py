"""Leaving the newsletter."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from .models import Subscriber

State = Subscriber.State


def unsubscribe(subscriber: Subscriber, now: datetime | None = None) -> None:
    """Ends a subscription at once, for a dispatch that is running too; one that has ended stays as it is."""
    Subscriber.objects.filter(pk=subscriber.pk, state__in=[State.PENDING, State.ACTIVE, State.PAUSED]).update(
        state=State.UNSUBSCRIBED, paused_until=None, unsubscribed_at=now or timezone.now()
    )
