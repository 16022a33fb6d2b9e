"""How long what is kept of subscribers: for the privacy page, and for what the admin's log says of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ModelLogEntry

from .defences import PER_NETWORK
from .models import NewsletterSettings, Subscriber, SubscriberImport


def kept() -> Iterator[tuple[str, str]]:
    """What is kept, and how long: as the tasks that forget it do, which have it from the same settings. One query."""
    chosen = NewsletterSettings.load()
    yield _("Address and choices of who hasn't confirmed yet"), _days(settings.DAYS_TO_CONFIRM)
    yield _("Address and choices of a subscriber"), _("as long as they are subscribed")
    yield _("Address and choices of who unsubscribed"), _days(chosen.days_to_keep_ended)
    yield _("A request for a link, or for another address"), _at_most(settings.DAYS_TO_CONFIRM)
    yield _("Addresses of a list that was kept elsewhere, until it is imported"), _at_most(settings.DAYS_TO_KEEP_LISTS)
    yield _("What was changed of a subscription, and by whom"), _days(chosen.days_to_keep_log)
    yield _("The network that a form came from, which keeps robots away"), _hours(PER_NETWORK.per)
    yield _("A code made of an address that was erased, from which nobody can read it"), _("without an end")
    yield _("What was agreed to and when, and which issues were sent, once the address is gone"), _("without an end")


def _days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def _at_most(days: int) -> str:
    return ngettext("%(number)d day at most", "%(number)d days at most", days) % {"number": days}


def _hours(time: timedelta) -> str:
    number = round(time / timedelta(hours=1))
    return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}


def forget_log(now: datetime) -> None:
    """Deletes what Wagtail's log says about subscribers and lists, once it is old."""
    kinds = ContentType.objects.get_for_models(Subscriber, SubscriberImport).values()
    old = ModelLogEntry.objects.filter(timestamp__lte=now - timedelta(days=NewsletterSettings.load().days_to_keep_log))
    old.filter(content_type__in=kinds).delete()
