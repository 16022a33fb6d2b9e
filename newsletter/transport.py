"""Handing a message to a mail server, and what its answer means.

What matters most is the difference between "it certainly has nothing" and "it may have everything": a
connection that breaks before the message's bytes went out may be tried again, one that breaks after may not.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address
from types import TracebackType
from typing import Self

from django.conf import settings

from .addresses import domain_of, email_key

TIMEOUT = 60
MAIL_FAILURES = (smtplib.SMTPException, OSError)


class Outcome(Enum):
    """What is known of a message after an attempt."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    TEMPORARY = "temporary"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True)
class Answer:
    """The outcome of an attempt, and the server's own words."""

    outcome: Outcome
    text: str


class TransportError(Exception):
    """No message can be handed over now; says why."""


def may_receive(address: str) -> bool:
    """Whether this installation may send to an address.

    Production may write to anyone (`MAIL_TO_ANYONE`), and so may whoever hands over to their own machine;
    elsewhere only MAIL_ALLOWED_RECIPIENTS, addresses or whole domains, get mail.
    """
    if getattr(settings, "MAIL_TO_ANYONE", False) or _is_loopback(settings.EMAIL_HOST):
        return True
    allowed = {entry if "@" not in entry else email_key(entry) for entry in settings.MAIL_ALLOWED_RECIPIENTS}
    return email_key(address) in allowed or domain_of(address) in allowed


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class SmtpTransport:
    """One kept connection to the mail server of Django's EMAIL_* settings."""

    def __init__(self) -> None:
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def ensure_open(self) -> None:
        """Connects unless connected. Raises TransportError."""
        if self._connection is None:
            try:
                self._connection = _connect()
            except MAIL_FAILURES as error:
                raise TransportError(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}: {error}") from error

    def hand_over(self, sender: str, recipient: str, message: bytes) -> Answer:
        """Gives a message to the server and says what is known of it afterwards.

        Raises TransportError when the server is gone or refuses the sender: it certainly has nothing then, and
        has said nothing about the recipient.
        """
        try:
            refusal = self._envelope_again_if_idle_was_cut(sender, recipient)
        except MAIL_FAILURES as error:
            self.close()
            return Answer(Outcome.TEMPORARY, str(error))
        return refusal or self._data(message)

    def close(self) -> None:
        """Says goodbye; a connection that is already broken is simply dropped."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.quit()
            except MAIL_FAILURES:
                connection.close()

    def _envelope_again_if_idle_was_cut(self, sender: str, recipient: str) -> Answer | None:
        """A server may have closed a connection that was idle; nothing of this message has gone out then."""
        try:
            return self._envelope(sender, recipient)
        except smtplib.SMTPServerDisconnected:
            self._connection = None
            return self._envelope(sender, recipient)

    def _envelope(self, sender: str, recipient: str) -> Answer | None:
        """Names sender and recipient and asks to begin; None when the server is waiting for the message."""
        self.ensure_open()
        connection = self._connection
        assert connection is not None  # noqa: S101 - ensure_open has just opened it
        options = []
        if not recipient.isascii():
            if not connection.has_extn("smtputf8"):
                return Answer(Outcome.REFUSED, "The mail server doesn't take addresses with letters outside ASCII.")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        code, reply = connection.mail(sender, options)
        if code >= 500:
            raise TransportError(f"{code} {_words(reply)}")
        if code >= 400:
            return self._reset(Outcome.TEMPORARY, code, reply)
        for code, reply in (connection.rcpt(recipient), connection.docmd("DATA")):
            if code >= 400:
                return self._reset(_outcome(code), code, reply)
        return None

    def _data(self, message: bytes) -> Answer:
        """Sends the message itself. From its first byte on, only the server's answer tells what became of it."""
        connection = self._connection
        assert connection is not None  # noqa: S101 - the envelope was just answered over it
        try:
            connection.send(_dotted(message))
            code, reply = connection.getreply()
        except MAIL_FAILURES as error:
            self._connection = None
            connection.close()
            return Answer(Outcome.IN_DOUBT, str(error))
        if code == 421:
            self.close()
        return Answer(_outcome(code), f"{code} {_words(reply)}")

    def _reset(self, outcome: Outcome, code: int, reply: bytes) -> Answer:
        if code == 421 or self._connection is None:
            self.close()
        else:
            self._connection.rset()
        return Answer(outcome, f"{code} {_words(reply)}")


def _connect() -> smtplib.SMTP:
    timeout = settings.EMAIL_TIMEOUT or TIMEOUT
    # Without a context of ours smtplib believes any certificate.
    trusted = ssl.create_default_context()
    server = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    if settings.EMAIL_USE_SSL:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(*server, timeout=timeout, context=trusted)
    else:
        connection = smtplib.SMTP(*server, timeout=timeout)
    try:
        connection.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            connection.starttls(context=trusted)
            connection.ehlo()
        if settings.EMAIL_HOST_USER:
            connection.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except MAIL_FAILURES:
        connection.close()
        raise
    return connection


def _outcome(code: int) -> Outcome:
    if code < 400:
        return Outcome.ACCEPTED
    return Outcome.TEMPORARY if code < 500 else Outcome.REFUSED


def _dotted(message: bytes) -> bytes:
    """The message as it goes over the wire: lines that begin with a dot get another, and a lone dot ends it."""
    body = message.replace(b"\r\n.", b"\r\n..")
    return (body if body.endswith(b"\r\n") else body + b"\r\n") + b".\r\n"


def _words(reply: bytes) -> str:
    return reply.decode(errors="replace")
