"""Finished messages: a variant's bytes, made once, with slots for what is a reader's own.

Filling the slots is all that is done per reader. The same delivery always makes the same bytes, Message-ID and
boundary included, so that an attempt can be recognised as a repetition.
"""

from __future__ import annotations

import re
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid
from hashlib import sha256
from uuid import UUID

from .identity import Identity
from .links import PREFERENCES, UNSUBSCRIBE, url_with
from .rendering import RenderedMail
from .transport import provider

# A slot is a name between two null bytes, which nothing else in a message can hold.
SLOT = re.compile(rb"\x00(\w+)\x00")
TOKENS = {UNSUBSCRIBE: "SLOT-FOR-UNSUBSCRIBE-TOKEN", PREFERENCES: "SLOT-FOR-PREFERENCES-TOKEN"}
IN_ADDRESS = re.compile(r"[^\x00-\x1f\x7f<>]+")


class UnwritableAddressError(Exception):
    """An address that can't stand in a header."""


@dataclass(frozen=True)
class Own:
    """What makes a message one reader's own."""

    to: str
    number: UUID
    unsubscribe_token: str
    preferences_token: str


class Template:
    """A variant's message as it goes over the wire, ready to have its slots filled."""

    def __init__(self, message: bytes) -> None:
        stuffed = message.replace(b"\r\n.", b"\r\n..") + b".\r\n"
        self._pieces = SLOT.split(stuffed)
        self._slots = [(place, self._pieces[place].decode()) for place in range(1, len(self._pieces), 2)]

    def filled(self, own: Own) -> bytes:
        """One reader's message, dots doubled and ended as SMTP wants it. Raises UnwritableAddressError."""
        if not IN_ADDRESS.fullmatch(own.to):
            raise UnwritableAddressError(repr(own.to))
        values = {
            "to": own.to.encode(),
            "number": own.number.hex.encode(),
            UNSUBSCRIBE: own.unsubscribe_token.encode(),
            PREFERENCES: own.preferences_token.encode(),
        }
        pieces = self._pieces.copy()
        for place, name in self._slots:
            pieces[place] = values[name]
        return b"".join(pieces)


def message_of(mail: RenderedMail, language: str, date: datetime, identity: Identity) -> bytes:
    """A variant's message with slots: text first, HTML second, with the headers that let a reader leave at once."""
    links = {purpose: url_with(token, purpose, language) for purpose, token in TOKENS.items()}
    own = mail.for_reader(links[UNSUBSCRIBE], links[PREFERENCES])
    boundary = f"={sha256(f'{own.text}{own.html}'.encode()).hexdigest()[:32]}"
    head = EmailMessage(policy=SMTP)
    head["From"] = Address(identity.sender_name, addr_spec=identity.sender_address)
    head["Reply-To"] = Address(addr_spec=identity.reply_to)
    head["Subject"] = own.subject
    head["Date"] = format_datetime(date)
    head["Content-Language"] = language
    head["MIME-Version"] = "1.0"
    parts = b"".join(
        f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + _quoted_printable(text)
        + b"\r\n"
        for subtype, text in (("plain", own.text), ("html", own.html))
    )
    return (
        _long_headers(identity, links[UNSUBSCRIBE])
        + head.as_bytes().removesuffix(b"\r\n")
        + f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'.encode()
        + parts
        + f"--{boundary}--\r\n".encode()
    )


def new_message_id(identity: Identity) -> dict[str, str]:
    """The header that names a mail to one person. A provider names it itself."""
    return {} if provider() else {"Message-ID": make_msgid(domain=identity.domain)}


def hash_of_message(message: bytes) -> str:
    """What tells whether a kept message is still the one that was made."""
    return sha256(message).hexdigest()


def list_headers(identity: Identity, unsubscribe_url: str) -> dict[str, str]:
    """What says that a mail is an issue of this newsletter, and lets a reader leave at once (RFC 2369, 2919, 8058)."""
    headers = {
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": formataddr((identity.sender_name, f"newsletter.{identity.domain}")),
        "List-Owner": f"<mailto:{identity.reply_to}>",
        "Precedence": "bulk",
    }
    if identity.archive_url:
        headers |= dict.fromkeys(("List-Archive", "List-Help", "List-Subscribe"), f"<{identity.archive_url}>")
    return headers


def _long_headers(identity: Identity, unsubscribe_url: str) -> bytes:
    """The headers whose value is one long word, which the library's folding would encode and so break."""
    slot = unsubscribe_url.replace(TOKENS[UNSUBSCRIBE], f"\0{UNSUBSCRIBE}\0")
    headers = {"To": "\0to\0", "Message-ID": f"<\0number\0@{identity.domain}>", **list_headers(identity, slot)}
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()


def _quoted_printable(text: str) -> bytes:
    """A part's text encoded, each token's slot on a line of its own: a token may stand there as it is."""
    names = {token: purpose for purpose, token in TOKENS.items()}
    lines = text.replace("\r\n", "\n")
    encoded = []
    for piece in re.split(f"({'|'.join(TOKENS.values())})", lines):
        if piece in names:
            encoded.append(b"=\r\n\x00%s\x00=\r\n" % names[piece].encode())
        else:
            encoded.append(b2a_qp(piece.encode()).replace(b"\n", b"\r\n"))
    return b"".join(encoded)
