"""One line of a list of subscribers: what it says, or what is wrong with it. And the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from network.models import FocusArea
from pages.newsletter_item import NewsletterKind

from .addresses import email_key, validate_mailable
from .erasing import address_hash
from .models import Consent, ImportLine, Rhythm, Subscriber

Outcome, State = ImportLine.Outcome, Subscriber.State
COLUMNS = ("email", "language", "topics", "kinds", "rhythm", "consent_source", "consent_at")
EXPORTED = (*COLUMNS, "state")
NEEDED = ("email", "consent_source", "consent_at")
# What a spreadsheet would take for a formula, or skip before one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_ADDRESS, LONGEST_SOURCE = 254, 255


@dataclass(frozen=True)
class Wanted:
    """Somebody to be added."""

    subscriber: Subscriber
    topics: list[int]
    source: str
    consent_at: datetime

    def consent(self, at: datetime, confirms: Consent | None = None) -> Consent:
        """A record of their consent, not saved yet."""
        return Consent(
            subscriber_number=self.subscriber.number,
            language=self.subscriber.language,
            topics=self.topics,
            kinds=self.subscriber.kinds,
            rhythm=self.subscriber.rhythm,
            source=self.source,
            page="",
            at=at,
            confirms=confirms,
        )


class Reading:
    """Reads lines; what they are compared with is fetched once."""

    def __init__(self) -> None:
        self._languages = {code for code, _name in settings.LANGUAGES}
        self._topics = _topics_by_name()
        self._now = timezone.now()

    @staticmethod
    def hash_of(key: str) -> str:
        """What would be kept of this address if it was forgotten."""
        return address_hash(key)

    def read(self, line: ImportLine) -> Wanted | ImportLine.Outcome:
        """Who a line is about, or why it can't be taken."""
        said = {column: _unguarded(value) for column, value in line.fields.items()}
        if not line.email_key:
            return Outcome.BAD_ADDRESS
        source, consent_at = said["consent_source"], _moment(said["consent_at"])
        if not source or len(source) > LONGEST_SOURCE or consent_at is None or consent_at > self._now:
            return Outcome.NO_CONSENT
        state = said.get("state") or State.ACTIVE
        if state not in (State.ACTIVE, State.PAUSED):
            return Outcome.NOT_SUBSCRIBED
        language = said.get("language") or settings.LANGUAGE_CODE
        topics = [self._topics.get(name.casefold(), 0) for name in _several(said.get("topics", ""))]
        kinds = _several(said.get("kinds", ""))
        rhythm = said.get("rhythm") or Rhythm.EVERY_ISSUE
        are_known = 0 not in topics and set(kinds) <= set(NewsletterKind.values) and rhythm in Rhythm.values
        if language not in self._languages or not are_known:
            return Outcome.BAD_CHOICE
        subscriber = Subscriber(
            email=said["email"],
            email_key=line.email_key,
            language=language,
            kinds=kinds,
            rhythm=rhythm,
            state=state,
            created_at=self._now,
            confirmed_at=consent_at,
        )
        return Wanted(subscriber, sorted(set(topics)), source, consent_at)


def key_or_nothing(email: str) -> str:
    """The form in which an address is compared; empty for what is none."""
    email = _unguarded(email)
    try:
        validate_mailable(email)
        key = email_key(email)
    except (ValidationError, UnicodeError):
        return ""
    return key if max(len(key), len(email)) <= LONGEST_ADDRESS else ""


def guarded(value: str) -> str:
    """A value that no spreadsheet takes for a formula; reading a line takes the sign off again."""
    return f"'{value}" if value.startswith(FORMULA) else value


def _unguarded(value: str) -> str:
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA) else value


def _several(value: str) -> list[str]:
    return [name.strip() for name in re.split(r"[;|]", value) if name.strip()]


def _moment(value: str) -> datetime | None:
    """A moment or a day in ISO 8601."""
    try:
        moment = parse_datetime(value)
        if moment is None and (day := parse_date(value)):
            moment = datetime.combine(day, time())
        return moment if moment is None or timezone.is_aware(moment) else timezone.make_aware(moment)
    except (ValueError, OverflowError):
        return None


def _topics_by_name() -> dict[str, int]:
    """Every topic by what it is called in any language, as subscribers refer to it."""
    areas: Iterable[Any] = list(FocusArea.objects.select_related("locale"))
    first = {area.translation_key: area.pk for area in areas if area.locale.language_code == settings.LANGUAGE_CODE}
    return {area.name.casefold(): first[area.translation_key] for area in areas if area.translation_key in first}
