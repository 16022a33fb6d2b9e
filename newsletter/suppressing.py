"""Sending no more mail to addresses that don't take it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .models import Subscriber

State = Subscriber.State


def suppress(subscriber_ids: Sequence[int], now: datetime) -> None:
    """Has nothing more sent to these subscribers; the answer that led to it stands with the delivery."""
    if subscriber_ids:
        Subscriber.objects.filter(pk__in=subscriber_ids).exclude(state=State.SUPPRESSED).update(
            state=State.SUPPRESSED, paused_until=None
        )
