"""What an answer makes of a delivery. Plain values in, plain values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models import Delivery
from ..transport import Answer, Outcome

State = Delivery.State
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
# Counted from the moment when the readers were fixed: news is no news after that.
TRIED_FOR = timedelta(days=2)
ENHANCED = re.compile(r"^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})\b)?")
GONE = re.compile(r"5\.1\.(?:1|2|3|6|10)$|5\.2\.1$")


@dataclass(frozen=True)
class Settlement:
    """What becomes of a delivery: its new state, when it is tried again, and whether its address is no good."""

    state: State
    retry_at: datetime | None = None
    suppresses: bool = False


ACCEPTED = Settlement(State.ACCEPTED)


def settlement_of(answer: Answer, attempts: int, fixed_at: datetime, now: datetime) -> Settlement:
    """The settlement of an attempt; `attempts` counts it."""
    if answer.outcome == Outcome.ACCEPTED:
        return ACCEPTED
    if answer.outcome == Outcome.NOT_TRIED:
        return Settlement(State.PENDING)
    if answer.outcome == Outcome.TEMPORARY:
        if attempts > len(RETRY_AFTER) or now - fixed_at > TRIED_FOR:
            return Settlement(State.REFUSED)
        return Settlement(State.RETRYING, now + RETRY_AFTER[attempts - 1])
    if answer.outcome == Outcome.REFUSED:
        return Settlement(State.REFUSED, suppresses=is_gone(answer))
    return Settlement(State.IN_DOUBT)


def is_gone(answer: Answer) -> bool:
    """Whether a refusal says that the address doesn't exist, rather than something about the message or our server.

    By the enhanced status code (RFC 3463) where there is one; else only what was said about the recipient counts.
    """
    codes = ENHANCED.match(answer.text)
    if answer.is_gone or not codes:
        return answer.is_gone
    if codes[2]:
        return bool(GONE.match(codes[2]))
    return answer.about_recipient and codes[1] in ("550", "551", "553")
