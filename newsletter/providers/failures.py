"""What it means when a call to a provider fails: who certainly has nothing, and who may have everything."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from anymail.exceptions import (
    AnymailError,
    AnymailInvalidAddress,
    AnymailSerializationError,
    AnymailUnsupportedFeature,
)
from django.core.exceptions import ImproperlyConfigured
from requests.exceptions import ConnectTimeout
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from ..transport import LaterError, TransportError

LONGEST_TEXT = 500
# They don't want us, don't know us, or want to be paid: nothing about a reader.
ABOUT_US = {401, 402, 403, 404, 405, 407}
LATER = {429, 503}
UNSURE = {408, 409}
BEFORE_THE_CALL = (AnymailInvalidAddress, AnymailSerializationError, AnymailUnsupportedFeature)


class NotSentError(Exception):
    """The provider has refused a call for what is in it, and has sent nothing of it."""


class NoAnswerError(Exception):
    """Nobody knows whether the provider has taken a call."""


def failure_of(error: Exception) -> Exception:
    """What a failed call comes to: a NotSentError, NoAnswerError, LaterError or TransportError, in words."""
    text = _words(error)
    status = _status(error)
    if isinstance(error, BEFORE_THE_CALL):
        return NotSentError(text)
    if isinstance(error, ImproperlyConfigured) or status in ABOUT_US or _never_left(error):
        return TransportError(text)
    if status in LATER or _is_throttled(error):
        return LaterError(text, wait_of(error))
    if isinstance(error, AnymailError) and status and 400 <= status < 500 and status not in UNSURE:
        return NotSentError(text)
    return NoAnswerError(text)


def wait_of(error: Any, now: datetime | None = None) -> timedelta | None:
    """How long the provider wants to be left alone, if it says so."""
    response = getattr(error, "response", None)
    said = "" if response is None else response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return timedelta(seconds=min(int(said), 10**6))
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(timedelta(), moment.replace(tzinfo=moment.tzinfo or UTC) - (now or datetime.now(UTC)))


def _status(error: Any) -> int | None:
    """The HTTP status of the answer; for Amazon's library, where that keeps it."""
    status: int | None = getattr(error, "status_code", None)
    if status is None:
        said = getattr(error.__cause__, "response", None)
        if isinstance(said, dict):
            status = said.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status


def _is_throttled(error: BaseException) -> bool:
    said = getattr(error.__cause__, "response", None)
    code = said.get("Error", {}).get("Code", "") if isinstance(said, dict) else ""
    return "Throttl" in code or "TooManyRequests" in code


def _never_left(error: BaseException) -> bool:
    """Whether no connection to the provider came about."""
    for cause in _causes(error):
        if isinstance(cause, ConnectTimeout | NewConnectionError | ConnectTimeoutError):
            return True
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
    return False


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it, also as urllib3 tells it."""
    seen: set[int] = set()
    waiting: list[Any] = [error]
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [cause.__cause__, cause.__context__, *cause.args]
            if isinstance(cause, MaxRetryError):
                waiting.append(cause.reason)


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:LONGEST_TEXT]
