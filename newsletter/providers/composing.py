"""A variant's message as a provider is told it: one text for all its readers, with fields for what is their own.

It is taken from the finished bytes that were kept and hashed, so both transports send the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

from anymail.message import AnymailMessage

from ..links import PREFERENCES, UNSUBSCRIBE
from ..messages import IN_ADDRESS, SLOT, Own, UnwritableAddressError
from ..models import Dispatch
from ..sending.composing import VariantComposer
from .merging import KEEP_NO_METADATA, MERGING, Merging

# What our metadata is called, by which an event is matched with its delivery.
DELIVERY = "delivery"
MARK = re.compile(r"SLOT-FOR-(\w+)-HERE")
# What a provider writes itself, from what it is told.
NOT_OURS = {"from", "to", "subject", "reply-to", "date", "message-id", "mime-version", "content-type"}


class Pattern:
    """A variant's message for one provider."""

    def __init__(self, message: bytes, provider: str) -> None:
        parsed = BytesParser(EmailMessage, policy=SMTP).parsebytes(SLOT.sub(rb"SLOT-FOR-\1-HERE", message))
        self._merging, self._keeps_metadata = MERGING.get(provider), provider not in KEEP_NO_METADATA
        self._from, self._reply_to = str(parsed["From"]), str(parsed["Reply-To"])
        self._subject = self._guarded(str(parsed["Subject"]))
        self._text = self._guarded(_part(parsed, "plain"))
        self._html = self._guarded(_part(parsed, "html"), in_html=True)
        # As they stand in the message, words encoded: not every provider does that.
        headers = {name: value for name, value in parsed.raw_items() if name.lower() not in NOT_OURS}
        self._own_headers = {name: value for name, value in headers.items() if MARK.search(value)}
        self._headers = {name: value for name, value in headers.items() if name not in self._own_headers}

    def _guarded(self, text: str, *, in_html: bool = False) -> str:
        """The text with nothing of an editor's in it that the provider would take for a field."""
        for opening in self._merging.syntax if self._merging else ():
            first, rest = opening[0], opening[1:]
            text = text.replace(opening, f"&#{ord(first)};{rest}" if in_html else f"{first} {rest}")
        return text

    def for_all(self, readers: Sequence[Own]) -> AnymailMessage:
        """One message for one reader, or for several where the provider merges."""
        if self._merging:
            return self._merged(self._merging, readers)
        [own] = readers
        values = _values(own)
        message = self._message([own.to], _filled(self._text, values), _filled(self._html, values))
        own_headers = {name: _filled(value, values) for name, value in self._own_headers.items()}
        message.extra_headers = {**self._headers, **own_headers}
        if self._keeps_metadata:
            message.metadata = {DELIVERY: own.number.hex}
        return message

    def _merged(self, merging: Merging, readers: Sequence[Own]) -> AnymailMessage:
        fields = {name: merging.field(name) for name in (UNSUBSCRIBE, PREFERENCES)}
        message = self._message([own.to for own in readers], _filled(self._text, fields), _filled(self._html, fields))
        message.extra_headers = dict(self._headers)
        message.merge_data, message.merge_headers, message.merge_metadata = {}, {}, {}
        for own in readers:
            values = _values(own)
            message.merge_data[own.to] = {name: values[name] for name in fields}
            message.merge_headers[own.to] = {name: _filled(value, values) for name, value in self._own_headers.items()}
            message.merge_metadata[own.to] = {DELIVERY: own.number.hex}
        message.esp_extra = deepcopy(merging.extra)
        return message

    def _message(self, to: list[str], text: str, html: str) -> AnymailMessage:
        message = AnymailMessage(self._subject, text, self._from, to, reply_to=[self._reply_to])
        message.attach_alternative(html, "text/html")
        return message


@dataclass(frozen=True)
class Filling:
    """What one reader gets: a variant, and what is their own."""

    pattern: Pattern
    own: Own


class ProviderComposer(VariantComposer[Pattern, Filling]):
    """Puts a variant and its reader together; the provider does the rest."""

    def __init__(self, dispatch: Dispatch, provider: str) -> None:
        super().__init__(dispatch)
        self._provider = provider

    def pattern_of(self, sender: str, message: bytes) -> Pattern:
        return Pattern(message, self._provider)

    def made(self, pattern: Pattern, own: Own) -> Filling:
        if not IN_ADDRESS.fullmatch(own.to):
            raise UnwritableAddressError(repr(own.to))
        return Filling(pattern, own)


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return part.get_content().replace("\r\n", "\n") if part else ""


def _values(own: Own) -> dict[str, str]:
    return {
        "to": own.to,
        "number": own.number.hex,
        UNSUBSCRIBE: own.unsubscribe_token,
        PREFERENCES: own.preferences_token,
    }


def _filled(text: str, values: dict[str, str]) -> str:
    return MARK.sub(lambda mark: values[mark[1]], text)
