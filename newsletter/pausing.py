"""Not getting the newsletter for a while."""

from __future__ import annotations

from datetime import date

from .models import Subscriber

State = Subscriber.State


def pause(subscriber: Subscriber, until: date | None) -> bool:
    """Has no issue come until that day, or until they say so; False if they aren't subscribed any more."""
    return bool(
        Subscriber.objects.filter(pk=subscriber.pk, state__in=[State.ACTIVE, State.PAUSED]).update(
            state=State.PAUSED, paused_until=until
        )
    )


def resume(subscriber: Subscriber) -> bool:
    """Has the newsletter come again from its next issue on; False if they weren't pausing."""
    return bool(
        Subscriber.objects.filter(pk=subscriber.pk, state=State.PAUSED).update(state=State.ACTIVE, paused_until=None)
    )


def end_pauses(today: date) -> int:
    """Ends the pauses that lasted until today; how many."""
    return Subscriber.objects.filter(state=State.PAUSED, paused_until__lte=today).update(
        state=State.ACTIVE, paused_until=None
    )
