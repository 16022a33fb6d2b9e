"""What is known of a message after an attempt to hand it over, and who may get mail at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import cache
from ipaddress import ip_address

from django.conf import settings

from .addresses import domain_of, email_key

ANYMAIL = "anymail.backends."


class Outcome(Enum):
    """What is known of a message after an attempt."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    TEMPORARY = "temporary"
    IN_DOUBT = "in_doubt"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True)
class Answer:
    """The outcome of an attempt, and the server's own words; `message_id` is a provider's."""

    outcome: Outcome
    text: str
    about_recipient: bool = False
    is_gone: bool = False
    message_id: str = ""

    @property
    def asks_for_rest(self) -> bool:
        """Whether the server wants no more from anybody for a while."""
        return self.text.startswith("421 ")


class TransportError(Exception):
    """No message can be handed over now; says why."""


class LaterError(TransportError):
    """The server asks everybody to leave it alone for a while, which it may name."""

    def __init__(self, text: str, wait: timedelta | None = None) -> None:
        super().__init__(text)
        self.wait = wait


def provider() -> str:
    """The provider that mail goes through, by Anymail's name for it; empty with SMTP."""
    before, _, name = settings.EMAIL_BACKEND.partition(ANYMAIL)
    return "" if before else name.partition(".")[0]


def may_write_to_anyone() -> bool:
    """Whether it is production (`MAIL_TO_ANYONE`) or hands over to its own machine by SMTP."""
    return getattr(settings, "MAIL_TO_ANYONE", False) or (not provider() and _is_loopback(settings.EMAIL_HOST))


def may_receive(address: str) -> bool:
    """Whether this installation may send to an address.

    Where it may not write to anyone, only MAIL_ALLOWED_RECIPIENTS, addresses or whole domains, get mail.
    """
    if may_write_to_anyone():
        return True
    allowed = {entry if "@" not in entry else email_key(entry) for entry in settings.MAIL_ALLOWED_RECIPIENTS}
    return email_key(address) in allowed or domain_of(address) in allowed


@cache
def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
