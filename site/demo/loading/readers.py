"""The demo's newsletter: its page, its subscribers, and the issue that is due next."""

from __future__ import annotations

import datetime

from newsletter.compiling import compile_issue
from newsletter.models import NewsletterIndexPage, NewsletterSettings, Subscriber
from pages.models import HomePage, PrivacyPage

from ..content import newsletter
from .builder import Builder


def load_newsletter(front: HomePage, builder: Builder) -> None:
    """Load the newsletter page and its readers, and let the next issue compile itself."""
    page = NewsletterIndexPage(show_in_menus=True)
    builder.add(front, page, newsletter.TITLE, newsletter.LEAD, picture=newsletter.PICTURE)
    _load_settings(front, builder)
    for row in newsletter.SUBSCRIBERS:
        _load_subscriber(row, builder)
    compile_issue(now=builder.now)


def _load_settings(front: HomePage, builder: Builder) -> None:
    settings = NewsletterSettings.load()
    # The issue of the demo is due the day after tomorrow, so that today it stands there as a draft.
    settings.anchor_date = builder.day(2)
    settings.privacy_page = PrivacyPage.objects.child_of(front).get()
    settings.save()


def _load_subscriber(row: newsletter.Subscriber, builder: Builder) -> None:
    signed_up = builder.now - datetime.timedelta(days=60)
    subscriber = Subscriber.objects.create(
        email=row.email,
        language=row.language,
        state=row.state,
        created_at=signed_up,
        confirmed_at=None if row.state == "pending" else signed_up,
        unsubscribed_at=builder.now - datetime.timedelta(days=20) if row.state == "unsubscribed" else None,
    )
    subscriber.topics.set(builder.focus_areas[key] for key in row.topics)
