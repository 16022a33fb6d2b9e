"""The demo's newsletter: its page, the issues that its readers had, and the one that is due next."""

from __future__ import annotations

import datetime

from django.utils import timezone

from network.models import User
from newsletter.approval import approve
from newsletter.cadence import working_days_before
from newsletter.compiling import compile_issue
from newsletter.dispatching import send
from newsletter.freezing import freeze
from newsletter.models import Dispatch, IssuePage, NewsletterIndexPage, NewsletterSettings
from newsletter.sending.running import send_deliveries
from newsletter.sending.smtp import Letter
from newsletter.tasks import publish_web_pages
from newsletter.transport import Answer, Outcome
from pages.models import HomePage, PrivacyPage

from ..content import newsletter
from .builder import Builder
from .readers import bring_readers_up_to

PAST = 3


def load_newsletter(front: HomePage, builder: Builder) -> None:
    """Load the newsletter page, its readers and what they had, and let the next issue compile itself.

    The past issues are on their way then; `deliver_past_issues` has them arrive.
    """
    page = NewsletterIndexPage(show_in_menus=True)
    builder.add(front, page, newsletter.TITLE, newsletter.LEAD, picture=newsletter.PICTURE)
    settings = _load_settings(front, builder)
    for n in range(PAST):
        _send_issue(settings.cadence.moment(n), settings.compile_days_before, builder)
    compile_issue(now=builder.now)


def deliver_past_issues() -> None:
    """Hand over the past issues to nobody, as of when they went out; not inside a transaction.

    Whatever this doesn't come to, the demo's own worker sends to the demo's mailbox.
    """
    for dispatch in Dispatch.objects.order_by("pk"):
        ago = timezone.now() - dispatch.created_at
        send_deliveries(dispatch.pk, AcceptingLine, clock=lambda ago=ago: timezone.now() - ago)  # type: ignore[misc]


class AcceptingLine:
    """A connection to a mail server that accepts everything and passes nothing on."""

    pipelines = False
    is_open = True

    def refuses(self, letter: Letter) -> Answer | None:
        return None

    def ask(self, letter: Letter) -> Answer | None:
        return None

    def send(self, letter: Letter, following: Letter | None = None) -> Answer:
        return Answer(Outcome.ACCEPTED, "250 OK")

    def follow(self) -> Answer | None:
        return None

    def close(self) -> None:
        """There is nothing to close."""


def _load_settings(front: HomePage, builder: Builder) -> NewsletterSettings:
    settings = NewsletterSettings.load()
    # The next issue of the demo is due the day after tomorrow, so that today it stands there as a draft.
    settings.anchor_date = builder.day(2 - PAST * settings.every_weeks * 7)
    settings.privacy_page = PrivacyPage.objects.child_of(front).get()
    settings.save()
    return settings


def _send_issue(moment: datetime.datetime, compile_days_before: int, builder: Builder) -> None:
    """What happened when an issue came: compiled some days before, read and approved a day before, sent."""
    issue = compile_issue(at=moment, now=working_days_before(moment, compile_days_before))
    editor = User.objects.get(username="redacteur")
    approve(issue, editor, moment - datetime.timedelta(hours=20))
    bring_readers_up_to(moment, builder)
    dispatch = send(issue, editor, moment)
    publish_web_pages(dispatch)
    IssuePage.objects.filter(issue=issue).update(first_published_at=moment, last_published_at=moment)
    freeze(dispatch.pk, moment)
