"""Becoming a subscriber: what the worker makes of a sign-up, and what a confirmation does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from network.models import FocusArea

from .addresses import email_key
from .erasing import is_barred
from .models import Consent, ConsentText, LinkRequest, SignUp, Subscriber
from .transport import may_receive

State = Subscriber.State
TIME_TO_CONFIRM = timedelta(days=settings.DAYS_TO_CONFIRM)
REMIND_AFTER = timedelta(days=3)
ONE_DAY = timedelta(days=1)
BETWEEN_LINKS = timedelta(minutes=15)
MOST_LINKS_A_DAY = 3
MOST_CONFIRMATION_MAILS = 2
LINK = "newsletter.link"


class LetterKind(Enum):
    """Which mail somebody gets about their own subscription."""

    CONFIRM = "confirm"
    ALREADY = "already"
    LINK = "link"
    CONFIRM_MOVE = "confirm_move"
    MOVED = "moved"


@dataclass(frozen=True)
class Letter:
    """A mail to be sent: about the consent, or to the subscriber, with this number."""

    kind: LetterKind
    number: UUID


class Standing(Enum):
    """What can be done with a link to confirm."""

    OPEN = "open"
    DONE = "done"
    TOO_LATE = "too_late"


@transaction.atomic
def answer(sign_up_id: int, now: datetime) -> Letter | None:
    """Decides what a sign-up leads to and forgets the form; None when no mail is to be sent.

    While nobody confirms, two mails that ask to go to an address in the time that there is for it. Somebody who is
    subscribed is told so once a day at most. Suppressed means: nothing, whoever asks.
    """
    sign_up = SignUp.objects.select_for_update().filter(pk=sign_up_id).first()
    if sign_up is None:
        return None
    may_be_written_to = may_receive(sign_up.email) and not is_barred(sign_up.email)
    letter = _decide(sign_up, now) if may_be_written_to else None
    sign_up.delete()
    return letter


def _decide(sign_up: SignUp, now: datetime) -> Letter | None:
    subscriber, _is_new = Subscriber.objects.select_for_update().get_or_create(
        email_key=email_key(sign_up.email),
        defaults={"email": sign_up.email, "language": sign_up.language, "created_at": now},
    )
    if subscriber.gets_mail:
        if subscriber.told_at and subscriber.told_at > now - ONE_DAY:
            return None
        subscriber.told_at = now
        subscriber.save(update_fields=["told_at"])
        return Letter(LetterKind.ALREADY, subscriber.number)
    if subscriber.state == State.SUPPRESSED or _has_had_enough(subscriber, now):
        return None
    consent = Consent.objects.create(
        subscriber_number=subscriber.number,
        text=ConsentText.of(sign_up.language, sign_up.words),
        language=sign_up.language,
        topics=sign_up.topics,
        kinds=sign_up.kinds,
        rhythm=sign_up.rhythm,
        page=sign_up.page,
        at=now,
    )
    return Letter(LetterKind.CONFIRM, consent.reference)


def _has_had_enough(subscriber: Subscriber, now: datetime) -> bool:
    unanswered = Consent.objects.filter(
        subscriber_number=subscriber.number, confirms=None, confirmation=None, at__gt=now - TIME_TO_CONFIRM
    )
    return unanswered.count() >= MOST_CONFIRMATION_MAILS


def standing_of(consent: Consent | None, subscriber: Subscriber | None, now: datetime) -> Standing:
    """What can still be done with what was asked; somebody who left since has to ask again."""
    if consent is None or subscriber is None:
        return Standing.TOO_LATE
    if subscriber.gets_mail:
        return Standing.DONE
    has_left = subscriber.unsubscribed_at is not None and subscriber.unsubscribed_at >= consent.at
    is_late = consent.at + TIME_TO_CONFIRM <= now
    if consent.is_confirmed or has_left or is_late or subscriber.state == State.SUPPRESSED:
        return Standing.TOO_LATE
    return Standing.OPEN


def asked(reference: UUID) -> Consent | None:
    """What was asked under this reference, unless it has been purged."""
    return Consent.objects.select_related("confirmation", "text").filter(reference=reference, confirms=None).first()


def asked_by(consent: Consent | None, among: QuerySet[Subscriber] | None = None) -> Subscriber | None:
    """Who asked, if they are still there."""
    subscribers = Subscriber.objects.all() if among is None else among
    return subscribers.filter(number=consent.subscriber_number).first() if consent else None


@transaction.atomic
def confirm(reference: UUID, now: datetime) -> tuple[Standing, Subscriber | None]:
    """Makes somebody a subscriber, with what they chose when they asked; answers how it stood *before*."""
    consent = asked(reference)
    subscriber = asked_by(consent, Subscriber.objects.select_for_update())
    standing = standing_of(consent, subscriber, now)
    if standing == Standing.OPEN and consent and subscriber:
        consent.confirmed(at=now)
        subscriber.state, subscriber.confirmed_at, subscriber.unsubscribed_at = State.ACTIVE, now, None
        subscriber.paused_until, subscriber.left_because = None, ""
        subscriber.save(update_fields=["state", "confirmed_at", "unsubscribed_at", "paused_until", "left_because"])
        choose(subscriber, consent.language, consent.topics, consent.kinds, consent.rhythm)
    return standing, subscriber


@transaction.atomic
def choose(subscriber: Subscriber, language: str, topics: list[int], kinds: list[str], rhythm: str) -> None:
    """Sets what a subscriber gets, and nothing else of them; a topic that is gone is left out."""
    subscriber.language, subscriber.kinds, subscriber.rhythm = language, kinds, rhythm
    subscriber.save(update_fields=["language", "kinds", "rhythm"])
    subscriber.topics.set(FocusArea.objects.filter(pk__in=topics))


@transaction.atomic
def link_for(request_id: int, now: datetime) -> Letter | None:
    """Decides what asking for a lost link leads to and forgets who asked; not at once, and some a day at most."""
    request = LinkRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        return None
    request.delete()
    subscriber = Subscriber.objects.select_for_update().filter(email_key=email_key(request.email)).first()
    if subscriber is None or not subscriber.gets_mail:
        return None
    if subscriber.told_at and subscriber.told_at > now - BETWEEN_LINKS:
        return None
    mailed = ModelLogEntry.objects.for_instance(subscriber).filter(action=LINK, timestamp__gt=now - ONE_DAY)
    if mailed.count() >= MOST_LINKS_A_DAY:
        return None
    subscriber.told_at = now
    subscriber.save(update_fields=["told_at"])
    log(subscriber, LINK, title=str(subscriber.number))
    return Letter(LetterKind.LINK, subscriber.number)


@transaction.atomic
def reminders(now: datetime) -> list[Letter]:
    """One more mail, the last, to everybody who got one and didn't confirm for some days."""
    mails = Consent.objects.filter(subscriber_number=OuterRef("number"), confirms=None)
    due = (
        Subscriber.objects.select_for_update(skip_locked=True)
        .filter(state=State.PENDING, reminded_at=None, created_at__lte=now - REMIND_AFTER)
        .filter(Exists(mails.filter(at__lte=now - REMIND_AFTER, at__gt=now - TIME_TO_CONFIRM)))
    )
    letters = []
    for subscriber in due:
        subscriber.reminded_at = now
        subscriber.save(update_fields=["reminded_at"])
        asked_once = list(Consent.objects.filter(subscriber_number=subscriber.number, confirms=None)[:2])
        if len(asked_once) == 1:
            letters.append(Letter(LetterKind.CONFIRM, asked_once[0].reference))
    return letters


@transaction.atomic
def purge_unconfirmed(now: datetime) -> int:
    """Deletes who never confirmed, and what they asked, once that is no longer possible; how many they were."""
    before = now - TIME_TO_CONFIRM
    SignUp.objects.filter(at__lte=before).delete()
    still_open = Consent.objects.filter(subscriber_number=OuterRef("number"), confirms=None, at__gt=before)
    late = Subscriber.objects.filter(~Exists(still_open), state=State.PENDING, created_at__lte=before)
    _rows, by_model = late.delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsletter_purge_unconfirmed(%s)", [before])
    return by_model.get(Subscriber._meta.label, 0)
