"""The demo's subscribers, as they came and went."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import override

from newsletter.consenting import consent_words
from newsletter.models import Consent, ConsentText, Subscriber

from ..content import newsletter
from .builder import Builder

TOOK_TO_CONFIRM = datetime.timedelta(minutes=6)


def bring_readers_up_to(moment: datetime.datetime, builder: Builder) -> None:
    """Load who had signed up by a moment, in the state that they were in then."""
    for row in newsletter.SUBSCRIBERS:
        signed_up = builder.now - datetime.timedelta(days=row.signed_up)
        changed = builder.now - datetime.timedelta(days=row.changed)
        if signed_up > moment:
            continue
        subscriber = Subscriber.objects.filter(email=row.email).first() or _sign_up(row, signed_up, builder)
        if row.state not in ("pending", "active") and changed <= moment:
            subscriber.state = row.state
            subscriber.unsubscribed_at = changed if row.state == "unsubscribed" else None
            subscriber.save()


def _sign_up(row: newsletter.Subscriber, signed_up: datetime.datetime, builder: Builder) -> Subscriber:
    is_pending = row.state == "pending"
    asked = signed_up - TOOK_TO_CONFIRM
    subscriber = Subscriber.objects.create(
        email=row.email,
        language=row.language,
        rhythm=row.rhythm,
        state="pending" if is_pending else "active",
        created_at=asked,
        confirmed_at=None if is_pending else signed_up,
    )
    topics = [builder.focus_areas[key] for key in row.topics]
    subscriber.topics.set(topics)
    consent = _ask(subscriber, [topic.pk for topic in topics], asked)
    if not is_pending:
        consent.confirmed(at=signed_up)
    return subscriber


def _ask(subscriber: Subscriber, topics: list[int], at: datetime.datetime) -> Consent:
    """What the form on the site would have kept."""
    with override(subscriber.language):
        words, page = consent_words(), reverse("newsletter:subscribe")
    text, _is_new = ConsentText.objects.get_or_create(
        language=subscriber.language, words=words, defaults={"version": 1, "first_used_at": at}
    )
    return Consent.objects.create(
        subscriber_number=subscriber.number,
        text=text,
        language=subscriber.language,
        topics=topics,
        rhythm=subscriber.rhythm,
        page=page,
        at=at,
    )
