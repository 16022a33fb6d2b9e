"""What a mail that came back says of a delivery: delivery status notifications (RFC 3464) and complaints (RFC 5965).

Plain values in, plain values out. A mail server tells nothing after it has accepted a message, so this is all that is
ever known of it. Whoever has a message could make up a notification about it, and nobody else: its number is random.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.errors import MessageError
from email.message import Message
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime
from uuid import UUID

from django.utils.timezone import is_aware

from .reports import LONGEST, Kind, Report, is_gone, plain_text

NUMBER_IN_ADDRESS = re.compile(r"\+([0-9a-f]{32})@", re.IGNORECASE)
NUMBER_IN_MESSAGE_ID = re.compile(r"<([0-9a-f]{32})@", re.IGNORECASE)


def report_in(mail: Message, recipients: Iterable[str]) -> Report | None:
    """What a mail to a return address says; None when it is no notification, or about nothing of ours."""
    parts = [(part.get_content_type(), part) for part in mail.walk()]
    number = _number_in(NUMBER_IN_ADDRESS, recipients) or _number_in(NUMBER_IN_MESSAGE_ID, _original_ids(parts))
    if number is None:
        return None
    for content_type, part in parts:
        fields = part.get_payload()
        blocks = [block for block in fields if isinstance(block, Message)] if isinstance(fields, list) else []
        if content_type == "message/feedback-report" and blocks:
            return _complaint(blocks[0], number, _date_of(mail))
        if content_type == "message/delivery-status" and len(blocks) > 1:
            return _notification(blocks[1], number, _date_of(mail))
    return None


def _notification(recipient: Message, number: UUID, at: datetime | None) -> Report | None:
    """What the fields about the one recipient say. That it takes longer, or was handed on, is nothing new."""
    action = _field(recipient, "Action").lower()
    status = _field(recipient, "Status")
    text = _field(recipient, "Diagnostic-Code").partition(";")[2].strip() or status
    if action == "failed":
        kind = Kind.BOUNCED if is_gone(f"{status} {text}") else Kind.SOFT_BOUNCED
    elif action == "delivered":
        kind = Kind.DELIVERED
    else:
        return None
    return Report(kind, number, "", "", text[:LONGEST], ends_mail=kind == Kind.BOUNCED, at=at)


def _complaint(fields: Message, number: UUID, at: datetime | None) -> Report | None:
    if _field(fields, "Feedback-Type").lower() != "abuse":
        return None
    return Report(Kind.COMPLAINED, number, "", "", _field(fields, "User-Agent")[:LONGEST], ends_mail=True, at=at)


def _original_ids(parts: Iterable[tuple[str, Message]]) -> Iterator[str]:
    """The Message-ID of the mail that a notification is about, from what it brings back of it."""
    for content_type, part in parts:
        content = part.get_payload()
        if content_type == "message/rfc822" and isinstance(content, list):
            yield from (_field(original, "Message-ID") for original in content if isinstance(original, Message))
        elif content_type == "text/rfc822-headers":
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes):
                yield _field(HeaderParser().parsestr(raw.decode(errors="replace")), "Message-ID")


def _number_in(pattern: re.Pattern[str], texts: Iterable[str]) -> UUID | None:
    found = (pattern.search(text) for text in texts)
    return next((UUID(match[1]) for match in found if match), None)


def _date_of(mail: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_field(mail, "Date"))
    except ValueError:
        return None
    return moment if is_aware(moment) else None


def _field(message: Message, name: str) -> str:
    """A header as one line of text; empty when it isn't there, or nobody could read it."""
    try:
        return " ".join(plain_text(message.get(name)).split())
    except (MessageError, ValueError, IndexError, AttributeError):  # what the library's parsers raise for odd headers
        return ""
