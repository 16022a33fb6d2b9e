"""What an event of a provider says of a delivery. Plain values in, plain values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any
from uuid import UUID

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from django.utils.timezone import is_aware

from ..addresses import email_key
from ..sending.answers import GONE
from .composing import DELIVERY

LONGEST = 500
CODE = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
# Where the providers' own words, which Anymail passes on, say that an address is no good.
HARD = {
    *(("event", "hard_bounce"), ("event", "invalid_email")),  # Brevo, Mandrill
    ("hard_bounce", "true"),  # Mailjet
    *(("type", "hardbounce"), ("type", "permanent"), ("bouncetype", "permanent")),  # Postmark, Resend, Amazon
    *(("bounce_class", "10"), ("bounce_class", "30")),  # SparkPost
    *(("reason", "bounce"), ("reason", "suppress-bounce")),  # Mailgun
}
ENDS_MAIL = (RejectReason.INVALID, RejectReason.BOUNCED, RejectReason.SPAM)


class Kind(Enum):
    """What a provider tells."""

    HAS_IT = auto()
    REJECTED = auto()
    SOFT_BOUNCED = auto()
    DELIVERED = auto()
    BOUNCED = auto()
    COMPLAINED = auto()


KINDS = {
    **dict.fromkeys(
        (
            *(EventType.QUEUED, EventType.SENT, EventType.DEFERRED, EventType.AUTORESPONDED),
            *(EventType.OPENED, EventType.CLICKED, EventType.UNSUBSCRIBED),
        ),
        Kind.HAS_IT,
    ),
    **dict.fromkeys((EventType.REJECTED, EventType.FAILED), Kind.REJECTED),
    EventType.DELIVERED: Kind.DELIVERED,
    EventType.BOUNCED: Kind.SOFT_BOUNCED,
    EventType.COMPLAINED: Kind.COMPLAINED,
}


@dataclass(frozen=True)
class Report:
    """What an event says, and which delivery it may be about: by our number, or the provider's and the address."""

    kind: Kind
    number: UUID | None
    message_id: str
    recipient: str
    text: str
    ends_mail: bool = False
    unsubscribes: bool = False
    at: datetime | None = None


def report_of(event: AnymailTrackingEvent) -> Report | None:
    """What an event says; None when it says nothing about a delivery. Nothing in it is sure to be what it should be."""
    kind = KINDS.get(event.event_type)
    if kind is None:
        return None
    if kind == Kind.SOFT_BOUNCED and _is_hard(event):
        kind = Kind.BOUNCED
    return Report(
        kind=kind,
        number=_number(event.metadata),
        message_id=plain_text(event.message_id)[:255],
        recipient=email_key(plain_text(event.recipient)) if event.recipient else "",
        text=plain_text(event.mta_response or event.description or event.reject_reason)[:LONGEST],
        ends_mail=kind in (Kind.BOUNCED, Kind.COMPLAINED)
        or (kind == Kind.REJECTED and event.reject_reason in ENDS_MAIL),
        unsubscribes=event.event_type == EventType.UNSUBSCRIBED
        or (kind == Kind.REJECTED and event.reject_reason == RejectReason.UNSUBSCRIBED),
        at=event.timestamp if isinstance(event.timestamp, datetime) and is_aware(event.timestamp) else None,
    )


def _is_hard(event: AnymailTrackingEvent) -> bool:
    """Whether what came back says that it always will."""
    return (
        event.reject_reason == RejectReason.INVALID
        or is_gone(plain_text(event.mta_response) + " " + plain_text(event.description))
        or not HARD.isdisjoint(_pairs(event.esp_event))
    )


def is_gone(words: str) -> bool:
    """Whether a mail server's words have a code (RFC 3463) by which an address is no good for ever."""
    return any(GONE.match(code) for code in CODE.findall(words))


def _pairs(raw: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Names and plain values in what the provider sent, at most a few levels down."""
    if isinstance(raw, list):
        for value in raw:
            yield from _pairs(value, depth + 1)
    elif isinstance(raw, dict) and depth < 5:
        for name, value in raw.items():
            if isinstance(value, dict | list):
                yield from _pairs(value, depth + 1)
            else:
                yield str(name).lower(), str(value).lower()


def _number(metadata: Any) -> UUID | None:
    try:
        return UUID(plain_text(metadata[DELIVERY]))
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def plain_text(value: Any) -> str:
    """A value as text that the database takes."""
    return "" if value is None else str(value).replace("\0", "").encode(errors="replace").decode()
