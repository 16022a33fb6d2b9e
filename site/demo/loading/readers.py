"""The demo's subscribers, as they came and went."""

from __future__ import annotations

import datetime

from newsletter.models import Subscriber

from ..content import newsletter
from .builder import Builder


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
    subscriber = Subscriber.objects.create(
        email=row.email,
        language=row.language,
        rhythm=row.rhythm,
        state="pending" if is_pending else "active",
        created_at=signed_up,
        confirmed_at=None if is_pending else signed_up,
    )
    subscriber.topics.set(builder.focus_areas[key] for key in row.topics)
    return subscriber
