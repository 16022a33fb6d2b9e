"""A finished message: the bytes that a mail server gets for one delivery.

The same delivery always makes the same bytes, Message-ID and boundary included, so that an attempt can be
recognised as a repetition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, formataddr
from uuid import UUID

from .addresses import envelope_address
from .identity import Identity
from .rendering import RenderedMail


@dataclass(frozen=True)
class Envelope:
    """What makes a message this delivery's own."""

    number: UUID
    to: str
    language: str
    unsubscribe_url: str
    preferences_url: str
    date: datetime

    def message_id(self, domain: str) -> str:
        """Made from the delivery, so the same on every attempt; its right side is the sender's domain."""
        return f"<{self.number.hex}@{domain}>"


def build_message(mail: RenderedMail, envelope: Envelope, identity: Identity) -> bytes:
    """The message as RFC 5322 bytes: text first, HTML second, with the headers that let a reader leave at once."""
    own = mail.for_reader(envelope.unsubscribe_url, envelope.preferences_url)
    recipient = envelope_address(envelope.to)
    message = EmailMessage(policy=SMTP if recipient.isascii() else SMTPUTF8)
    message["From"] = Address(identity.sender_name, addr_spec=identity.sender_address)
    message["To"] = Address(addr_spec=recipient)
    message["Reply-To"] = Address(addr_spec=identity.reply_to)
    message["Subject"] = own.subject
    message["Date"] = format_datetime(envelope.date)
    message["Content-Language"] = envelope.language
    message.set_content(own.text, cte="quoted-printable")
    message.add_alternative(own.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"={envelope.number.hex}")
    return _list_headers(envelope, identity) + message.as_bytes()


def _list_headers(envelope: Envelope, identity: Identity) -> bytes:
    """The headers whose value is one long token: folding by the library would encode and so break them."""
    headers = {
        "Message-ID": envelope.message_id(identity.domain),
        "List-Unsubscribe": f"<{envelope.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": formataddr((identity.sender_name, f"newsletter.{identity.domain}")),
        "List-Owner": f"<mailto:{identity.reply_to}>",
        "Precedence": "bulk",
    }
    if identity.archive_url:
        for name in ("List-Archive", "List-Help", "List-Subscribe"):
            headers[name] = f"<{identity.archive_url}>"
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
