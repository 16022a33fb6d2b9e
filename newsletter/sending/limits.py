"""Limits that all workers on all machines keep together: rates, and a server that asked for rest.

The arithmetic is in `rates`; here it is read and written, in the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from sys import maxsize

from django.conf import settings
from django.db import connection

from ..models import SendingLimit
from .rates import Bucket, hold_after

ALL = ""
# Asked in every transaction, where the ORM would take longer to write it than PostgreSQL to answer.
OF_ALL = "SELECT tokens, counted_at, not_before, holds FROM newsletter_sendinglimit WHERE domain = ''"
# Whatever a provider asks for: nobody should have to find out why nothing goes for a day.
LONGEST_ASKED = timedelta(hours=1)


@dataclass(frozen=True)
class Allowance:
    """How many messages may go now, to which domains none, when to look again if that keeps some; is or was it held?"""

    messages: int
    full_domains: set[str]
    again_at: datetime | None = None
    is_held: bool = False
    was_held: bool = False


def allowance(now: datetime) -> Allowance:
    """What the limits leave now. With a rate, no other worker is told before this transaction ends."""
    rate = settings.SEND_RATE
    if rate:
        SendingLimit.objects.bulk_create([_full(ALL, rate, now)], ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(OF_ALL + " FOR UPDATE" * bool(rate))
        tokens, counted_at, not_before, holds = cursor.fetchone() or (0.0, now, None, 0)
    if not_before and not_before > now:
        return Allowance(0, set(), not_before, is_held=True)
    was_held = holds > 0
    if not rate:
        return Allowance(maxsize, _full_domains(now), was_held=was_held)
    bucket = Bucket(tokens, counted_at).at(now, rate)
    again_at = bucket.next_at(rate) if bucket.tokens < 1 else None
    return Allowance(int(bucket.tokens), _full_domains(now), again_at, was_held=was_held)


def take(messages: int, now: datetime) -> None:
    """Counts what was handed over against the rate of the installation."""
    if settings.SEND_RATE and messages:
        limit = SendingLimit.objects.get(domain=ALL)
        _, bucket = _bucket(limit).take(messages, now, settings.SEND_RATE)
        _keep(limit, bucket)


def take_for_domains(wanted: Counter[str], now: datetime) -> Counter[str]:
    """How many of the wanted messages may go to each domain now; these are counted."""
    rate = settings.SEND_RATE_PER_DOMAIN
    if not rate or not wanted:
        return wanted
    SendingLimit.objects.bulk_create([_full(domain, rate, now) for domain in sorted(wanted)], ignore_conflicts=True)
    granted: Counter[str] = Counter()
    # In one order for everybody, so that no two wait for each other.
    for limit in SendingLimit.objects.select_for_update().filter(domain__in=wanted).order_by("domain"):
        granted[limit.domain], bucket = _bucket(limit).take(wanted[limit.domain], now, rate)
        _keep(limit, bucket)
    return granted


def hold(reason: str, now: datetime, wait: timedelta | None = None) -> datetime:
    """Has all workers leave the mail server alone, longer each time and as long as it asks; says until when."""
    SendingLimit.objects.bulk_create([SendingLimit(domain=ALL, counted_at=now)], ignore_conflicts=True)
    limit = SendingLimit.objects.select_for_update().get(domain=ALL)
    is_new = not limit.not_before or limit.not_before <= now
    until = now + max(hold_after(limit.holds) if is_new else timedelta(), min(wait or timedelta(), LONGEST_ASKED))
    if not limit.not_before or until > limit.not_before:
        limit.not_before, limit.holds, limit.reason = until, limit.holds + is_new, reason
        limit.save(update_fields=["not_before", "holds", "reason"])
    return limit.not_before


def let_go() -> None:
    """The mail server takes messages again: the next time it asks for rest is a first time."""
    SendingLimit.objects.filter(domain=ALL, holds__gt=0).update(holds=0, reason="")


def forget_idle(before: datetime) -> None:
    """Deletes the counts of domains that nothing went to lately: they are full anyhow."""
    SendingLimit.objects.exclude(domain=ALL).filter(counted_at__lt=before).delete()


def _full_domains(now: datetime) -> set[str]:
    rate = settings.SEND_RATE_PER_DOMAIN
    if not rate:
        return set()
    return {
        limit.domain for limit in SendingLimit.objects.exclude(domain=ALL) if _bucket(limit).at(now, rate).tokens < 1
    }


def _full(domain: str, rate: float, now: datetime) -> SendingLimit:
    return SendingLimit(domain=domain, tokens=max(rate, 1.0), counted_at=now)


def _bucket(limit: SendingLimit) -> Bucket:
    return Bucket(limit.tokens, limit.counted_at)


def _keep(limit: SendingLimit, bucket: Bucket) -> None:
    SendingLimit.objects.filter(pk=limit.pk).update(tokens=bucket.tokens, counted_at=bucket.counted_at)
