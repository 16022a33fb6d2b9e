"""An issue's draft pages: one in the first language, and a copy in every other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from .choosing import Chosen, Identity
from .composing import public_versions
from .models import Issue, IssueItem, IssuePage
from .models.issue_items import ItemPurpose
from .selectors import first_language, newsletter_pages


class CompilingError(Exception):
    """Why no issue can be compiled; a sentence for whoever asked."""


def write_pages(issue: Issue, items: Sequence[Chosen]) -> None:
    """A draft under the newsletter page of the first language, of which those of the others are copies."""
    first = first_language()
    indexes = newsletter_pages()
    if first not in indexes:
        raise CompilingError(_("There is no newsletter page in the site's first language; make one first."))
    slug = find_available_slug(indexes[first], timezone.localdate(issue.moment).isoformat())
    source = IssuePage(issue=issue, slug=slug, live=False, locale=first, title=title_of(issue, first))
    source.items = _items(items, first)
    indexes[first].add_child(instance=source)
    source.save_revision()


def add_languages(issue: Issue) -> None:
    """Copies the first language's page, as it is now, into every language that the issue isn't in yet."""
    pages = {page.locale: page for page in issue.pages.select_related("locale")}
    source = pages.get(first_language())
    if source:
        for locale in newsletter_pages().keys() - pages.keys():
            _write_translation(source, issue, locale)


def add_items(issue: Issue, items: Sequence[Chosen]) -> None:
    """Adds items to every language's draft, below what its editors may have changed."""
    for page in latest_drafts(issue):
        present = {(item.page_id, item.purpose) for item in page.items.all()}
        new = [item for item in _items(items, page.locale) if (item.page_id, item.purpose) not in present]
        for place, item in enumerate(new, start=page.items.count()):
            item.sort_order = place
        page.items.add(*new)
        page.save()
        page.save_revision()


def keys_in(issue: Issue) -> set[Identity]:
    """What is in the issue now, in whichever language, with its editors' latest changes."""
    items = [(item.page_id, item.purpose) for page in latest_drafts(issue) for item in page.items.all()]
    keys = dict(Page.objects.filter(pk__in=[page_id for page_id, _ in items]).values_list("pk", "translation_key"))
    return {(str(keys[page_id]), purpose) for page_id, purpose in items if page_id in keys}


def latest_drafts(issue: Issue) -> list[IssuePage]:
    """The issue's page in every language, with its editors' latest changes."""
    return [page.get_latest_revision_as_object() for page in issue.pages.select_related("locale")]


def title_of(issue: Issue, locale: Locale) -> str:
    """What an issue's page is called as long as no editor calls it otherwise."""
    with translation.override(locale.language_code):
        day = date_format(timezone.localtime(issue.moment), "DATE_FORMAT")
        return _("Newsletter %(date)s") % {"date": day}


def _write_translation(source: IssuePage, issue: Issue, locale: Locale) -> None:
    items = list(source.get_latest_revision_as_object().items.all())
    versions = public_versions([item.page_id for item in items if item.page_id], locale)
    page = source.copy_for_translation(locale)
    page.title = title_of(issue, locale)
    page.items = in_this_order(
        translated_row(item, versions)
        for item in items
        if item.own_block or (item.page_id in versions and item.purpose != ItemPurpose.TRANSLATION)
    )
    page.save()
    page.save_revision()


def in_this_order(rows: Iterable[IssueItem]) -> list[IssueItem]:
    """The rows of a draft, each knowing its place."""
    rows = list(rows)
    for place, row in enumerate(rows):
        row.sort_order = place
    return rows


def translated_row(item: IssueItem, versions: Mapping[int, Page]) -> IssueItem:
    """A row of another language, as its editor left it; words of the editor's own wait there to be translated."""
    if item.own_block:
        return IssueItem(block=item.block)
    return IssueItem(
        page_id=versions[item.page_id].pk,
        section=item.section,
        purpose=item.purpose,
        pinned=item.pinned,
        teaser=item.teaser,
        picture=item.picture,
        picture_alt=item.picture_alt,
        picture_is_decorative=item.picture_is_decorative,
    )


def _items(items: Sequence[Chosen], locale: Locale) -> list[IssueItem]:
    pages = public_versions([item.page.page_id for item in items], locale)
    return [
        IssueItem(page_id=pages[item.page.page_id].pk, section=item.page.kind, purpose=item.purpose, sort_order=place)
        for place, item in enumerate(items)
        if item.page.page_id in pages
    ]
