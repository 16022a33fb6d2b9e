"""What staff do about one subscriber, where it can be done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from . import erasing, unsubscribing
from .models import Consent, Subscriber
from .subscribing import TIME_TO_CONFIRM, Letter, LetterKind
from .tasks import queue_letter

BETWEEN_MAILS = timedelta(days=1)


class NotDoneError(Exception):
    """It can't be done with this subscriber now; says why, in words for staff."""


def suppress(subscriber: Subscriber) -> None:
    """Has no mail ever go to them again. Raises NotDoneError."""
    if not unsubscribing.suppress(subscriber):
        raise NotDoneError(_("This subscriber is suppressed already."))


@transaction.atomic
def resend(subscriber: Subscriber) -> None:
    """Mails the link to confirm once more, a day apart at least, instead of the reminder. Raises NotDoneError."""
    now = timezone.now()
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.state != Subscriber.State.PENDING:
        raise NotDoneError(_("Only who hasn't confirmed yet can be asked to."))
    if subscriber.reminded_at and subscriber.reminded_at > now - BETWEEN_MAILS:
        raise NotDoneError(_("They were asked less than a day ago. Try again tomorrow."))
    asked = Consent.objects.filter(
        subscriber_number=subscriber.number, confirms=None, confirmation=None, at__gt=now - TIME_TO_CONFIRM
    ).last()
    if asked is None:
        raise NotDoneError(_("What they asked is too long ago. They can sign up again themselves."))
    subscriber.reminded_at = now
    subscriber.save(update_fields=["reminded_at"])
    queue_letter(Letter(LetterKind.CONFIRM, asked.reference))


@transaction.atomic
def erase(subscriber: Subscriber, by: Any) -> None:
    """Erases a subscriber; the log says by whom, under a number that names nobody."""
    log(subscriber, "newsletter.erase", user=by, title=str(subscriber.number))
    erasing.erase(subscriber, timezone.now())
