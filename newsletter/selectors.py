"""What compiling and composing ask of the page tree."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Min
from wagtail.models import Locale, Page

from pages.newsletter_item import NewsletterItemMixin

from .choosing import Candidate
from .models.dispatch import SentItem
from .models.issues import Issue, ItemPurpose, NewsletterIndexPage


def first_language() -> Locale:
    """The language that everything is written in first."""
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def newsletter_pages() -> dict[Locale, NewsletterIndexPage]:
    """The newsletter page of every language that issues come in: the first language's, and its translations."""
    originals = NewsletterIndexPage.objects.filter(locale=first_language()).values("translation_key")
    pages = NewsletterIndexPage.objects.filter(translation_key__in=originals).select_related("locale")
    return {page.locale: page for page in pages}


def candidates(not_before: datetime, before: datetime) -> list[Candidate]:
    """Every public page that was first published in this time, once whatever languages it is in.

    A page counts from its first publication in any language: a later translation isn't news again.
    """
    by_key: dict[UUID, list[Any]] = {}
    public = Page.objects.live().public().type(NewsletterItemMixin).filter(alias_of__isnull=True)
    firsts = public.order_by().values("translation_key").annotate(first=Min("first_published_at"))
    new = firsts.filter(first__gte=not_before, first__lt=before).values("translation_key")
    for page in public.filter(translation_key__in=new).select_related("locale").specific():
        by_key.setdefault(page.translation_key, []).append(page)
    return [_candidate(key, versions) for key, versions in by_key.items()]


def _candidate(key: UUID, versions: list[Any]) -> Candidate:
    source = min(versions, key=lambda page: (page.locale.language_code != settings.LANGUAGE_CODE, page.pk))
    published = [page.first_published_at for page in versions if page.first_published_at]
    return Candidate(
        key=str(key),
        page_id=source.pk,
        kind=source.newsletter_kind,
        date=source.newsletter_date,
        published_at=min(published),
        has_picture=bool(source.picture_id),
    )


def keys_already_sent(purpose: str = ItemPurpose.NEWS) -> set[str]:
    """The items that have had their issue."""
    return {str(key) for key in SentItem.objects.filter(purpose=purpose).values_list("translation_key", flat=True)}


def last_sent_closing(before: datetime) -> datetime | None:
    """Until when the last issue that was sent before a moment reached; None when there is none."""
    sent = Issue.objects.filter(state__in=[Issue.State.SENDING, Issue.State.SENT], moment__lt=before)
    return sent.order_by("-moment").values_list("closes_at", flat=True).first()
