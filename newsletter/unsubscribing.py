"""Leaving the newsletter, and coming back right away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from .models import Consent, ConsentText, Subscriber

State = Subscriber.State
SUBSCRIBED = [State.PENDING, State.ACTIVE, State.PAUSED]
TIME_TO_COME_BACK = timedelta(hours=1)


def unsubscribe(subscriber: Subscriber, now: datetime | None = None) -> None:
    """Ends a subscription at once, for a dispatch that is running too; one that has ended stays as it is."""
    Subscriber.objects.filter(pk=subscriber.pk, state__in=SUBSCRIBED).update(
        state=State.UNSUBSCRIBED, paused_until=None, unsubscribed_at=now or timezone.now(), left_because=""
    )


def may_come_back(subscriber: Subscriber, now: datetime) -> bool:
    """Whether somebody left just now: later on, coming back takes a new confirmation."""
    left_at = subscriber.unsubscribed_at
    return (
        subscriber.state == State.UNSUBSCRIBED
        and subscriber.confirmed_at is not None
        and left_at is not None
        and left_at + TIME_TO_COME_BACK > now
    )


@transaction.atomic
def come_back(subscriber: Subscriber, words: str, page: str, now: datetime) -> bool:
    """Makes somebody who left just now a subscriber again, with what they had chosen, and keeps what they agreed to."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if not may_come_back(subscriber, now):
        return False
    asked = Consent.objects.create(
        subscriber_number=subscriber.number,
        text=ConsentText.of(subscriber.language, words),
        language=subscriber.language,
        topics=list(subscriber.topics.values_list("pk", flat=True)),
        kinds=subscriber.kinds,
        rhythm=subscriber.rhythm,
        page=page,
        at=now,
    )
    asked.confirmed(at=now)
    subscriber.state, subscriber.unsubscribed_at, subscriber.left_because = State.ACTIVE, None, ""
    subscriber.save(update_fields=["state", "unsubscribed_at", "left_because"])
    return True


def say_why(subscriber: Subscriber, reason: str) -> None:
    """Keeps why somebody left."""
    Subscriber.objects.filter(pk=subscriber.pk, state=State.UNSUBSCRIBED).update(left_because=reason)


def suppress(subscriber: Subscriber, now: datetime | None = None) -> bool:
    """Has no mail ever go to this subscriber's address again, whoever asks; False if that was so already."""
    return bool(suppress_all([subscriber.pk], now or timezone.now()))


def suppress_all(subscriber_ids: Collection[int], now: datetime) -> int:
    """The same for all with these ids; how many weren't suppressed before."""
    if not subscriber_ids:
        return 0
    open_to_mail = Subscriber.objects.filter(pk__in=subscriber_ids).exclude(state=State.SUPPRESSED)
    return open_to_mail.update(state=State.SUPPRESSED, paused_until=None, suppressed_at=now)
