"""One kept connection to the mail server, over which message follows message.

What matters most is the difference between "it certainly has nothing" and "it may have everything": a connection that
breaks before a message's last byte left may be tried again, one that breaks after may not.

Where the server offers PIPELINING, a message's envelope goes in one piece, right behind the message before it.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings

from ..transport import Answer, LaterError, Outcome, TransportError

TIMEOUT = 60
# Seconds; who is told goodbye need not be waited for.
GOODBYE = 2
MAIL_FAILURES = (smtplib.SMTPException, OSError)
GO_ON, LATER = 354, 421


@dataclass(frozen=True)
class Letter:
    """A message as the mail server gets it: both addresses, and its bytes as they go over the wire."""

    sender: str
    recipient: str
    content: bytes


class LineBrokenError(Exception):
    """The connection broke before the server had anything of the letter at hand."""


class Line(Protocol):
    """A connection that letters go over, as those who use one see it."""

    pipelines: bool
    is_open: bool

    def refuses(self, letter: Letter) -> Answer | None:
        """Why the letter can't go over this connection; None when it can."""

    def ask(self, letter: Letter) -> Answer | None:
        """Names sender and recipient and asks to begin; None when the server waits for the message.

        Raises LineBrokenError; and TransportError when the server refuses the sender, which says nothing about the
        recipient.
        """

    def send(self, letter: Letter, following: Letter | None = None) -> Answer:
        """Sends a message that the server waits for and says what came of it.

        A following letter's envelope goes along; `follow` has the answer to that.
        """

    def follow(self) -> Answer | None:
        """The answer to an envelope that is on its way already, as `ask` gives it."""

    def close(self) -> None:
        """Ends the connection."""


class SmtpLine:
    """A connection to the mail server of Django's EMAIL_* settings. Raises TransportError if there is none."""

    def __init__(self) -> None:
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        try:
            self._smtp = _connect()
        except smtplib.SMTPResponseException as error:
            kind = LaterError if 400 <= error.smtp_code < 500 else TransportError
            raise kind(f"{where}: {error.smtp_code} {_words(error.smtp_error)}") from error
        except MAIL_FAILURES as error:
            raise TransportError(f"{where}: {error}") from error
        self.pipelines = self._smtp.has_extn("pipelining")
        self.is_open = True
        self._has_sent = self._must_reset = False

    def refuses(self, letter: Letter) -> Answer | None:
        if letter.recipient.isascii() or self._smtp.has_extn("smtputf8"):
            return None
        return Answer(Outcome.REFUSED, "The mail server doesn't take addresses with letters outside ASCII.")

    def ask(self, letter: Letter) -> Answer | None:
        commands = self._envelope(letter)
        try:
            if self.pipelines:
                self._smtp.sock.sendall(b"".join(commands))  # type: ignore[union-attr]
                return self.follow()
            return self._ask_in_steps(commands)
        except MAIL_FAILURES as error:
            raise LineBrokenError(str(error)) from error

    def send(self, letter: Letter, following: Letter | None = None) -> Answer:
        envelope = b"".join(self._envelope(following)) if following else b""
        if self._sent(letter.content + envelope) < len(letter.content):
            self.is_open = False
            return Answer(Outcome.TEMPORARY, "The connection broke before all of the message had left.")
        try:
            code, reply = self._smtp.getreply()
        except MAIL_FAILURES as error:
            self.is_open = False
            return Answer(Outcome.IN_DOUBT, str(error))
        self.is_open = code != LATER
        self._has_sent = self._has_sent or code < 400
        return Answer(_outcome(code), f"{code} {_words(reply)}")

    def follow(self) -> Answer | None:
        try:
            if self._must_reset:
                self._reply()
                self._must_reset = False
            answers = [self._reply(), self._reply(), self._reply()]
            return self._judged(*answers)
        except MAIL_FAILURES as error:
            raise LineBrokenError(str(error)) from error

    def close(self) -> None:
        """Says goodbye; a connection that is already broken is simply dropped."""
        try:
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(GOODBYE)
                self._smtp.quit()
        except MAIL_FAILURES:
            pass
        self._smtp.close()

    def _envelope(self, letter: Letter) -> list[bytes]:
        options = "" if letter.recipient.isascii() else " SMTPUTF8 BODY=8BITMIME"
        return [
            *([b"RSET\r\n"] if self._must_reset else []),
            f"MAIL FROM:<{letter.sender}>{options}\r\n".encode(),
            f"RCPT TO:<{letter.recipient}>\r\n".encode(),
            b"DATA\r\n",
        ]

    def _ask_in_steps(self, commands: list[bytes]) -> Answer | None:
        """For a server that wants to answer one command before it hears the next."""
        if self._must_reset:
            self._smtp.sock.sendall(commands.pop(0))  # type: ignore[union-attr]
            self._reply()
            self._must_reset = False
        answers: list[tuple[int, bytes]] = []
        for command in commands:
            self._smtp.sock.sendall(command)  # type: ignore[union-attr]
            answers.append(self._reply())
            if answers[-1][0] >= 400:
                break
        unasked = (503, b"not asked")
        return self._judged(*[*answers, unasked, unasked][:3])

    def _judged(
        self, sender: tuple[int, bytes], recipient: tuple[int, bytes], data: tuple[int, bytes]
    ) -> Answer | None:
        """What the answers to MAIL, RCPT and DATA come to."""
        if data[0] == GO_ON and sender[0] < 400 and recipient[0] < 400:
            return None
        if data[0] == GO_ON:
            # RFC 2920: it waits for a message that nobody is to get; an empty one ends that.
            self._smtp.sock.sendall(b".\r\n")  # type: ignore[union-attr]
            self._reply()
        else:
            self._must_reset = True
        code, reply = next(answer for answer in (sender, recipient, data) if answer[0] >= 400 or answer is data)
        if (code, reply) == sender and code >= 500:
            raise TransportError(f"{code} {_words(reply)}")
        return Answer(_outcome(code), f"{code} {_words(reply)}", about_recipient=(code, reply) == recipient)

    def _reply(self) -> tuple[int, bytes]:
        """The next answer. A server that ends a connection which carried something wants no more over this one only."""
        code, reply = self._smtp.getreply()
        if code == LATER:
            if self._has_sent:
                raise LineBrokenError(f"{code} {_words(reply)}")
            raise LaterError(f"{code} {_words(reply)}")
        return code, reply

    def _sent(self, content: bytes) -> int:
        """Sends and says how many bytes have left for certain, all of them unless the connection broke."""
        rest = memoryview(content)
        while rest:
            try:
                rest = rest[self._smtp.sock.send(rest) :]  # type: ignore[union-attr]
            except OSError:
                break
        return len(content) - len(rest)


def _connect() -> smtplib.SMTP:
    timeout = settings.EMAIL_TIMEOUT or TIMEOUT
    server = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    if settings.EMAIL_USE_SSL:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(*server, timeout=timeout, context=_trusted())
    else:
        connection = smtplib.SMTP(*server, timeout=timeout)
    try:
        connection.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            connection.starttls(context=_trusted())
            connection.ehlo()
        if settings.EMAIL_HOST_USER:
            connection.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except MAIL_FAILURES:
        connection.close()
        raise
    return connection


@cache
def _trusted() -> ssl.SSLContext:
    """Whom this machine trusts; without a context of ours smtplib believes any certificate. Reading it takes long."""
    return ssl.create_default_context()


def _outcome(code: int) -> Outcome:
    if code < 400:
        return Outcome.ACCEPTED
    return Outcome.TEMPORARY if code < 500 else Outcome.REFUSED


def _words(reply: bytes | str) -> str:
    return reply if isinstance(reply, str) else reply.decode(errors="replace")
