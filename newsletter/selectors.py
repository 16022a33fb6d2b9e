"""What compiling and composing ask of the page tree, and of what was sent before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce, Least
from wagtail.models import Locale, Page, PageLogEntry

from pages.newsletter_item import NewsletterItemMixin

from .choosing import Candidate, Identity, Past
from .models import CompiledItem, Issue, NewsletterIndexPage, SentItem


def first_language() -> Locale:
    """The language that everything is written in first."""
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def newsletter_pages() -> dict[Locale, NewsletterIndexPage]:
    """The newsletter page of every language that issues come in: the first language's, and its public translations."""
    originals = NewsletterIndexPage.objects.filter(locale=first_language()).values("translation_key")
    pages = NewsletterIndexPage.objects.filter(Q(live=True) | Q(locale=first_language()), translation_key__in=originals)
    return {page.locale: page for page in pages.select_related("locale")}


@dataclass(frozen=True)
class Search:
    """Which pages may be something for an issue: published in a time, still waiting, or coming between two days."""

    not_before: datetime
    before: datetime
    waiting: frozenset[str] = frozenset()
    coming: tuple[date, date] | None = None


def candidates(search: Search) -> list[Candidate]:
    """Every public page that may be something for an issue, once whatever languages it is in.

    A page counts from when it became public in any language: a later translation isn't news again.
    """
    public = Page.objects.live().public().type(NewsletterItemMixin).filter(alias_of__isnull=True)
    firsts = public.order_by().values("translation_key").annotate(first=Min("first_published_at"))
    new = firsts.filter(first__gte=search.not_before, first__lt=search.before).values("translation_key")
    again = public.filter(pk__in=_published_again(search)).order_by().values("translation_key")
    wanted = Q(translation_key__in=new) | Q(translation_key__in=again)
    if others := search.waiting | _coming(search.coming):
        wanted |= Q(translation_key__in=others)
    pages = list(public.filter(wanted).select_related("locale").specific())
    since = _public_since(pages)
    by_key: dict[UUID, list[Any]] = {}
    for page in pages:
        by_key.setdefault(page.translation_key, []).append(page)
    found = (_candidate(key, versions, since) for key, versions in by_key.items())
    return [candidate for candidate in found if candidate]


def _published_again(search: Search) -> Any:
    """Pages that were published in the time searched, and unpublished at some time."""
    unpublished = PageLogEntry.objects.filter(action="wagtail.unpublish").order_by().values("page_id")
    published = PageLogEntry.objects.filter(
        action="wagtail.publish", timestamp__gte=search.not_before, timestamp__lt=search.before
    )
    return published.filter(page_id__in=unpublished).order_by().values("page_id")


def _coming(days: tuple[date, date] | None) -> frozenset[str]:
    keys: set[str] = set()
    for model in apps.get_models():
        if days and issubclass(model, NewsletterItemMixin):
            condition = model.coming_between(*days)
            if condition:
                found = model._default_manager.filter(condition).values_list("translation_key", flat=True)
                keys |= {str(key) for key in found}
    return frozenset(keys)


def _public_since(pages: Iterable[Any]) -> dict[int, datetime]:
    """Since when each page has been public: its first publication, or the first since it was last unpublished."""
    since = {page.pk: page.first_published_at for page in pages if page.first_published_at}
    entries = PageLogEntry.objects.filter(page_id__in=since).order_by()
    unpublished = entries.filter(action="wagtail.unpublish").values_list("page_id").annotate(Max("timestamp"))
    for page_id, moment in unpublished:
        again = entries.filter(page_id=page_id, action="wagtail.publish", timestamp__gt=moment)
        since[page_id] = again.aggregate(first=Min("timestamp"))["first"] or since[page_id]
    return since


def _candidate(key: UUID, versions: list[Any], since: dict[int, datetime]) -> Candidate | None:
    published = [since[page.pk] for page in versions if page.pk in since]
    if not published:
        return None
    source = min(versions, key=lambda page: (page.locale.language_code != settings.LANGUAGE_CODE, page.pk))
    return Candidate(
        key=str(key),
        page_id=source.pk,
        kind=source.newsletter_kind,
        date=source.newsletter_date,
        published_at=min(published),
        has_picture=bool(source.picture_id),
        coming_on=source.coming_on,
        weight=source.newsletter_weight,
    )


def past() -> Past:
    """What became of the items of all issues so far."""
    sent = _identities(SentItem.objects.all())
    compiled = CompiledItem.objects.all()
    never = _identities(compiled.filter(if_removed=CompiledItem.IfRemoved.NEVER))
    return Past(sent=sent, never=never, waiting=_identities(compiled) - sent - never)


def _identities(rows: Any) -> set[Identity]:
    return {(str(key), purpose) for key, purpose in rows.values_list("translation_key", "purpose")}


def looked_at_until(before: datetime) -> datetime | None:
    """Until when what was published was looked at for an issue that was sent; None when there is none.

    That is when it was compiled: what came between that and its closing may have been added to it, or not.
    """
    sent = Issue.objects.filter(state__in=[Issue.State.SENDING, Issue.State.SENT], closes_at__lt=before)
    looked = sent.aggregate(until=Max(Least("closes_at", Coalesce("compiled_at", "closes_at"))))
    until: datetime | None = looked["until"]
    return until
