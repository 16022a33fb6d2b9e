"""Whether there is a worker to do what is asked of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateWorker

SILENT_AFTER = timedelta(minutes=5)


def silent_since(now: datetime) -> datetime | None:
    """Since when no worker has given a sign of life, if that is too long; the beginning of time if none ever did.

    A worker that was stopped has taken its heartbeat along; what the last one began with tells of it.
    """
    heartbeats = ProcrastinateWorker.objects.order_by("-last_heartbeat").values_list("last_heartbeat", flat=True)
    begun = ProcrastinateEvent.objects.filter(type="started").order_by("-id").values_list("at", flat=True)
    signs = [sign for sign in (heartbeats.first(), begun.first()) if sign is not None]
    last = max(signs, default=datetime.min.replace(tzinfo=now.tzinfo))
    return last if now - last > SILENT_AFTER else None
