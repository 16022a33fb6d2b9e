"""Compiling an issue: from the pages of the site to a draft in every language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale

from .choosing import Candidate, Choice, choose_items, oldest_publication
from .composing import public_versions
from .models import Issue, IssueItem, IssuePage, NewsletterSettings
from .selectors import candidates, first_language, keys_already_sent, last_sent_closing, newsletter_pages


class CompilingError(Exception):
    """Why no issue can be compiled; a sentence for whoever asked."""


def compile_if_due(now: datetime) -> Issue | None:
    """Compiles the next issue of the cadence when it is near enough; None when it isn't."""
    newsletter = NewsletterSettings.load()
    moment = newsletter.cadence.moment_after(now)
    if now < moment - timedelta(days=newsletter.compile_days_before):
        return None
    return compile_issue(at=moment)


def compile_issue(at: datetime | None = None, now: datetime | None = None) -> Issue:
    """The issue for a moment (the cadence's next when none is given), compiled if it wasn't yet.

    Repeated, it answers the same issue untouched; only one that was held back, or that has lost its pages, is looked
    at again, and a language that has got its newsletter page meanwhile is added. Raises CompilingError when the site
    has no newsletter page in its first language.
    """
    newsletter = NewsletterSettings.load()
    moment = at or newsletter.cadence.moment_after(now or timezone.now())
    with transaction.atomic():
        Issue.objects.get_or_create(moment=moment, defaults={"closes_at": moment})
        issue = Issue.objects.select_for_update().get(moment=moment)
        is_empty = issue.is_open and not issue.pages.exists()
        if is_empty or issue.state == Issue.State.HELD:
            choice = _choose(issue, newsletter)
            if is_empty or not choice.is_held:
                _fill(issue, choice, newsletter.minimum_items)
        if issue.is_open:
            _add_languages(issue)
    return issue


def _choose(issue: Issue, newsletter: NewsletterSettings) -> Choice:
    oldest_age = timedelta(days=newsletter.oldest_age_days)
    not_before = oldest_publication(issue.closes_at, last_sent_closing(issue.moment), oldest_age)
    return choose_items(
        candidates(not_before, issue.closes_at),
        closes_at=issue.closes_at,
        not_before=not_before,
        sent_keys=keys_already_sent(),
        minimum=newsletter.minimum_items,
    )


def _fill(issue: Issue, choice: Choice, minimum: int) -> None:
    """Gives the issue its pages with these items, and the state that follows from their number."""
    if issue.pages.exists():
        _add_items(issue, choice.items)
    else:
        _write_pages(issue, choice.items)
    issue.state = Issue.State.HELD if choice.is_held else Issue.State.DRAFT
    issue.held_reason = _too_little(len(choice.items), minimum) if choice.is_held else ""
    issue.save()
    log(instance=issue, action="newsletter.compile", data={"items": len(choice.items)})


def _too_little(number: int, minimum: int) -> str:
    sentence = ngettext(
        "%(number)d new item, and an issue takes at least %(minimum)d.",
        "%(number)d new items, and an issue takes at least %(minimum)d.",
        number,
    )
    return sentence % {"number": number, "minimum": minimum}


def _write_pages(issue: Issue, items: Sequence[Candidate]) -> None:
    """A draft under the newsletter page of the first language, of which those of the others are copies."""
    first = first_language()
    indexes = newsletter_pages()
    if first not in indexes:
        raise CompilingError(_("There is no newsletter page in the site's first language; make one first."))
    slug = find_available_slug(indexes[first], timezone.localdate(issue.moment).isoformat())
    source = IssuePage(issue=issue, slug=slug, live=False, locale=first, title=_title(issue, first))
    source.items = _items(items, first)
    indexes[first].add_child(instance=source)
    source.save_revision()


def _add_languages(issue: Issue) -> None:
    """Copies the first language's page, as it is now, into every language that the issue isn't in yet."""
    pages = {page.locale: page for page in issue.pages.select_related("locale")}
    source = pages.get(first_language())
    if source:
        for locale in newsletter_pages().keys() - pages.keys():
            _write_translation(source, issue, locale)


def _write_translation(source: IssuePage, issue: Issue, locale: Locale) -> None:
    items = list(source.get_latest_revision_as_object().items.all())
    versions = public_versions([item.page_id for item in items], locale)
    page = source.copy_for_translation(locale)
    page.title = _title(issue, locale)
    page.items = [
        IssueItem(
            page_id=versions[item.page_id].pk,
            section=item.section,
            purpose=item.purpose,
            pinned=item.pinned,
            sort_order=place,
        )
        for place, item in enumerate(items)
        if item.page_id in versions
    ]
    page.save()
    page.save_revision()


def _add_items(issue: Issue, items: Sequence[Candidate]) -> None:
    """Adds what is new since the issue was held back, below what its editors may have changed."""
    for draft in issue.pages.select_related("locale"):
        page = draft.get_latest_revision_as_object()
        present = {item.page_id for item in page.items.all()}
        new = [item for item in _items(items, page.locale) if item.page_id not in present]
        for place, item in enumerate(new, start=len(present)):
            item.sort_order = place
        page.items.add(*new)
        page.save()
        page.save_revision()


def _items(items: Sequence[Candidate], locale: Locale) -> list[IssueItem]:
    pages = public_versions([item.page_id for item in items], locale)
    return [
        IssueItem(page_id=pages[item.page_id].pk, section=item.kind, sort_order=place)
        for place, item in enumerate(items)
        if item.page_id in pages
    ]


def _title(issue: Issue, locale: Locale) -> str:
    with translation.override(locale.language_code):
        day = date_format(timezone.localtime(issue.moment), "DATE_FORMAT")
        return _("Newsletter %(date)s") % {"date": day}
