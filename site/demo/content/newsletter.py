"""The newsletter's own page, and the demo's subscribers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .text import T

TITLE = T("Nieuwsbrief", "Newsletter")
PICTURE = "bridge"
LEAD = T(
    "Elke twee weken het nieuws uit het netwerk in uw mailbox, in het Nederlands of het Engels. U kiest zelf welke "
    "onderwerpen u wilt volgen.",
    "News from the network in your mailbox every two weeks, in Dutch or in English. You choose which topics to follow.",
)


@dataclass(frozen=True)
class Subscriber:
    """An invented reader; no topics means all of them, by the keys of the focus areas.

    They signed up and, unless they are active, came into their state so many days before the day of loading.
    """

    email: str
    language: Literal["nl", "en"]
    topics: tuple[str, ...] = ()
    state: Literal["pending", "active", "paused", "unsubscribed"] = "active"
    rhythm: Literal["every_issue", "monthly"] = "every_issue"
    signed_up: int = 60
    changed: int = 0


SUBSCRIBERS = (
    Subscriber("anna.demo@example.org", "nl"),
    Subscriber("bram.demo@example.net", "nl", ("prevention",)),
    Subscriber("chaima.demo@example.org", "nl", ("prevention", "work")),
    Subscriber("dirk.demo@example.com", "nl", rhythm="monthly"),
    Subscriber("esi.demo@example.org", "en", ("digital",)),
    Subscriber("femke.demo@example.net", "nl", ("work",), signed_up=30),
    Subscriber("guus.demo@example.org", "nl", ("digital", "prevention")),
    Subscriber("harriet.demo@example.com", "en", rhythm="monthly"),
    Subscriber("imran.demo@example.org", "en", ("work",)),
    Subscriber("joy.demo@example.net", "en", state="pending", signed_up=1),
    Subscriber("karel.demo@example.org", "nl", ("prevention",), state="paused", changed=50),
    Subscriber("lotte.demo@example.com", "nl", state="unsubscribed", changed=8),
)
