"""From an issue page to its content: what the pages say today, or what was approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from wagtail.images.models import SourceImageIOError
from wagtail.models import Locale, Page
from wagtail.rich_text import expand_db_html

from network.models import PageFocusArea, Picture, PictureRendition

from .content import BlockContent, BlockKind, ImageFile, IssueContent, ItemContent, PictureContent, from_json

if TYPE_CHECKING:
    from .models.issue_items import IssueItem
    from .models.issues import Issue, IssuePage

# Two of the renditions that the site makes anyway.
LARGE, SMALL = "format-jpeg|width-960", "format-jpeg|width-480"
HIGHLIGHTS = 3


def sent_content_of(page: IssuePage) -> IssueContent | None:
    """The items that were approved in this page's language, under the page's own words, for those can be corrected.

    None without an approval.
    """
    snapshot = page.issue.snapshot or {}
    if page.language not in snapshot:
        return None
    return replace(from_json(snapshot[page.language]), title=page.title, intro_html=expand_db_html(page.intro))


def highlights_of(page: IssuePage) -> tuple[ItemContent, ...]:
    """What the sent issue began with, as its readers got it."""
    approved = (page.issue.snapshot or {}).get(page.language)
    return from_json(approved).items[:HIGHLIGHTS] if approved else ()


def content_of(page: IssuePage) -> IssueContent:
    """What the issue would say now: its own words, and its items as their pages are today.

    An item whose page isn't public is left out; so is one in another language where the settings say so. Takes a page
    from the database or from a revision.
    """
    rows: list[IssueItem] = list(page.items.all())
    shown = public_versions([row.page_id for row in rows if row.page_id], page.locale)
    pictures = _pictures([*shown.values(), *rows])
    topics = _topics(shown.values())
    items: list[ItemContent] = []
    blocks: list[BlockContent] = []
    for row in rows:
        if row.own_block:
            blocks.append(_block(row.own_block, after=len(items)))
        elif row.page_id in shown and path_of(shown[row.page_id]):
            item = _item(row, shown[row.page_id], page.issue, pictures, topics)
            if _is_shown(item, page.locale):
                items.append(item)
    return IssueContent(
        language=page.locale.language_code,
        title=page.title,
        subject=page.subject,
        preheader=page.preheader,
        intro_html=expand_db_html(page.intro),
        url=path_of(page),
        moment=page.issue.moment,
        items=tuple(items),
        blocks=tuple(blocks),
    )


def _is_shown(item: ItemContent, locale: Locale) -> bool:
    from .models import NewsletterSettings

    return item.language == locale.language_code or NewsletterSettings.load().shows_untranslated


def path_of(page: Page) -> str:
    """The page's address on the site, without scheme and host; empty for a page that no site shows."""
    parts = page.get_url_parts()
    return parts[2] if parts else ""


def public_url(path: str) -> str:
    """An address of the site as others reach it, under PUBLIC_URL; an address elsewhere stays as it is."""
    return urljoin(settings.PUBLIC_URL, path) if path else ""


def public_versions(page_ids: Iterable[int], locale: Locale) -> dict[int, Any]:
    """For each of these pages the one to show to a reader of `locale`: its public translation, else itself.

    A page that isn't public in either is left out.
    """
    key_of = dict(Page.objects.filter(pk__in=set(page_ids)).values_list("pk", "translation_key"))
    public = (
        Page.objects.live()
        .public()
        .filter(translation_key__in=set(key_of.values()), alias_of__isnull=True)
        .select_related("locale")
        .specific()
    )
    translated: dict[UUID, Any] = {}
    by_id: dict[int, Any] = {}
    for page in public:
        by_id[page.pk] = page
        if page.locale_id == locale.pk:
            translated[page.translation_key] = page
    shown = {page_id: translated.get(key) or by_id.get(page_id) for page_id, key in key_of.items()}
    return {page_id: page for page_id, page in shown.items() if page}


def _item(
    item: IssueItem, page: Any, issue: Issue, pictures: Mapping[int, Picture], topics: Mapping[int, tuple[int, ...]]
) -> ItemContent:
    source = item if item.picture_id else page
    picture = pictures.get(source.picture_id)
    until = page.apply_until
    return ItemContent(
        key=str(page.translation_key),
        purpose=item.purpose,
        kind=item.section or page.newsletter_kind,
        language=page.locale.language_code,
        title=page.title,
        teaser=item.teaser or page.lead,
        url=path_of(page),
        date=page.newsletter_date,
        topics=topics[page.pk],
        pinned=item.pinned,
        picture=_picture_content(picture, source.picture_alt) if picture else None,
        apply_until=until if until and until >= timezone.localdate(issue.moment) else None,
    )


def _block(block: Any, after: int) -> BlockContent:
    """A block in plain values; a button to a page that isn't public leads nowhere."""
    kind, value = BlockKind(block.block_type), block.value
    match kind:
        case BlockKind.TEXT:
            return BlockContent(kind, after, html=expand_db_html(value.source))
        case BlockKind.QUOTE:
            return BlockContent(kind, after, words=value["text"], attribution=value["attribution"])
        case BlockKind.CALL_OUT:
            return BlockContent(kind, after, words=value["title"], html=expand_db_html(value["text"].source))
        case BlockKind.BUTTON:
            page = value["page"]
            url = path_of(page) if page and page.live else value["url"]
            return BlockContent(kind, after, words=value["label"] or (page.title if page else ""), url=url)


def _pictures(shown: Iterable[Any]) -> dict[int, Picture]:
    ids = {one.picture_id for one in shown if one.picture_id}
    found: dict[int, Picture] = Picture.objects.prefetch_renditions(LARGE, SMALL).in_bulk(ids) if ids else {}
    return found


def _picture_content(picture: Picture, alt: str) -> PictureContent | None:
    try:
        large, small = (picture.get_rendition(spec) for spec in (LARGE, SMALL))
    except SourceImageIOError:
        return None
    return PictureContent(alt, _image_file(large), _image_file(small))


def _image_file(rendition: PictureRendition) -> ImageFile:
    return ImageFile(rendition.url, rendition.width, rendition.height)


def _topics(pages: Iterable[Any]) -> dict[int, tuple[int, ...]]:
    topics: dict[int, tuple[int, ...]] = defaultdict(tuple)
    links = PageFocusArea.objects.filter(page_id__in=[page.pk for page in pages]).order_by("sort_order", "pk")
    for page_id, topic in links.values_list("page_id", "focus_area_id"):
        topics[page_id] += (topic,)
    return topics
