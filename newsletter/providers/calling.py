"""Calls to a provider over one kept connection, and what each reader's answer is."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from anymail.message import AnymailMessage, AnymailRecipientStatus
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from ..addresses import email_key
from ..transport import Answer, Outcome, TransportError
from .composing import Filling
from .failures import NoAnswerError, NotSentError, failure_of
from .merging import KEY_HEADERS

NOT_TRIED = Answer(Outcome.NOT_TRIED, "")
# Seconds after which a connection may have been closed at the other end, which a call would only find out too late.
IDLE = 5.0
# Who refuses this many in a row, and has taken none, means us and not our readers.
REFUSED_IN_A_ROW = 5


class Caller:
    """Sends to readers of one variant. Raises TransportError where Anymail isn't set up for the provider."""

    def __init__(self, provider: str) -> None:
        self.trouble: TransportError | None = None
        self._key_header = KEY_HEADERS.get(provider)
        self._used = time.monotonic()
        self._has_sent = False
        self._refused = 0
        try:
            self._connection: Any = get_connection()
        except (AnymailError, ImproperlyConfigured) as error:
            raise TransportError(str(error)) from error

    def send(self, fillings: Sequence[Filling]) -> list[Answer]:
        """An answer for each reader. `trouble` says why the provider takes nothing any more, if that is so."""
        self.trouble = None
        answers = self._send(fillings)
        self._has_sent = self._has_sent or any(answer.outcome == Outcome.ACCEPTED for answer in answers)
        return [self._judged(answer) for answer in answers]

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def _judged(self, answer: Answer) -> Answer:
        """What is refused by a provider that has taken nothing yet may be so because of us: it is tried again."""
        is_about_us = not answer.about_recipient and not self._has_sent
        return replace(answer, outcome=Outcome.TEMPORARY) if _is_refusal(answer) and is_about_us else answer

    def _send(self, fillings: Sequence[Filling]) -> list[Answer]:
        if self.trouble:
            return [NOT_TRIED] * len(fillings)
        try:
            return self._call(fillings)
        except NoAnswerError as error:
            return [Answer(Outcome.IN_DOUBT, str(error))] * len(fillings)
        except TransportError as error:
            self.trouble = error
            return [NOT_TRIED] * len(fillings)
        except NotSentError as error:
            if len(fillings) == 1:
                self._count_refusal(str(error))
                return [Answer(Outcome.REFUSED, str(error))]
        # One of them spoils it for all, so they are halved until it is alone.
        middle = len(fillings) // 2
        return [*self._send(fillings[:middle]), *self._send(fillings[middle:])]

    def _count_refusal(self, text: str) -> None:
        self._refused += 1
        if self._refused >= REFUSED_IN_A_ROW and not self._has_sent:
            self.trouble = TransportError(text)

    def _call(self, fillings: Sequence[Filling]) -> list[Answer]:
        message = fillings[0].pattern.for_all([filling.own for filling in fillings])
        if self._key_header is None:
            self._post(message)
        else:
            self._post_with_key(message, fillings[0].own.number.hex)
        self._has_sent = self._has_sent or bool({"queued", "sent"} & set(message.anymail_status.status or ()))
        statuses = {email_key(address): status for address, status in message.anymail_status.recipients.items()}
        return [_answer(statuses.get(email_key(filling.own.to))) for filling in fillings]

    def _post_with_key(self, message: AnymailMessage, key: str) -> None:
        """The key makes a second call the same as the first: once more where no answer came does no harm."""
        self._connection.open()
        self._connection.session.headers[self._key_header] = key
        try:
            self._post(message)
        except NoAnswerError:
            self._connection.close()
            self._connection.open()
            self._connection.session.headers[self._key_header] = key
            self._post(message)

    def _post(self, message: AnymailMessage) -> None:
        if time.monotonic() - self._used > IDLE:
            self._connection.close()
        try:
            self._connection.open()
            self._connection.send_messages([message])
        except AnymailRecipientsRefused:
            pass  # each has a status that says so
        except Exception as error:
            raise failure_of(error) from error
        finally:
            self._used = time.monotonic()


def _is_refusal(answer: Answer) -> bool:
    return answer.outcome == Outcome.REFUSED


def _answer(status: AnymailRecipientStatus | None) -> Answer:
    """What Anymail's status of a reader comes to. A provider that can't say which of several it took leaves a doubt."""
    if status is None or status.status in (None, "unknown"):
        return Answer(Outcome.IN_DOUBT, "The provider doesn't say what became of it.", message_id=_id(status))
    if status.status in ("queued", "sent"):
        return Answer(Outcome.ACCEPTED, status.status, message_id=_id(status))
    return Answer(
        Outcome.REFUSED,
        status.status,
        about_recipient=status.status != "failed",
        is_gone=status.status == "invalid",
        message_id=_id(status),
    )


def _id(status: AnymailRecipientStatus | None) -> str:
    return str(status.message_id or "")[:255] if status else ""
