"""News as Atom feeds (RFC 4287), with the whole text: all of it, one kind of article, or what is about a focus area."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from network.models import FocusArea, NetworkSettings
from pages.addresses import full_address, tag_of
from pages.control_characters import without_control_characters
from pages.links import resolve_links
from pages.models import FocusAreaPage
from pages.pictures import fetch_body_pictures, fetch_pictures, picture_element
from pages.plain_html import made_plain, plain_html
from pages.visibility import public

from .models import ArticlePage, NewsIndexPage

ARTICLES_IN_A_FEED = 20


@dataclass
class Selection:
    """The articles of a feed, newest first, and what the feed is called after."""

    title: str
    page: Page | None
    articles: list[ArticlePage]

    @property
    def changed(self) -> datetime.datetime | None:
        """When one of the articles was published last."""
        return max((_changed(article) for article in self.articles), default=None)

    @property
    def etag(self) -> str:
        """Other articles, or one of them published anew, is another feed: also where the others are older."""
        versions = [f"{article.pk} {_changed(article).isoformat()}" for article in self.articles]
        content = "\n".join([self.title, settings.PUBLIC_URL, *versions])
        return f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'


@require_safe
def articles(request: HttpRequest, kind: str = "", area_id: int | None = None) -> HttpResponse:
    """The newest articles in the language of the address; a 304 for who has them already, after a few queries."""
    selection = _select(kind, area_id, NetworkSettings.load(request_or_site=request).name)
    seconds = int(selection.changed.timestamp()) if selection.changed else None
    response = get_conditional_response(request, etag=selection.etag, last_modified=seconds)
    if response is None:
        response = ArticleFeed()(request, selection=selection)
    response["ETag"] = selection.etag
    return response


def _select(kind: str, area_id: int | None, network: str) -> Selection:
    locale = Locale.get_active()
    found = public(ArticlePage.objects.filter(locale=locale))
    page = public(NewsIndexPage.objects.filter(locale=locale)).first()
    title = _("News")
    if kind:
        found, title = found.filter(kind=kind), capfirst(str(ArticlePage.Kind(kind).label))
    if area_id:
        area = next(iter(FocusArea.in_language([area_id], locale.pk)), None)
        if area is None:
            raise Http404
        found, title = found.filter(focus_area_links__focus_area=area_id), area.name
        page = public(FocusAreaPage.objects.filter(locale=locale, focus_area=area_id)).first() or page
    newest = found.order_by("-date", "-pk")[:ARTICLES_IN_A_FEED]
    return Selection(f"{title} – {network}", page, list(newest))


class FullTextAtom(Atom1Feed):
    """Django's Atom with the whole text of an entry beside its summary, which is without markup."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"])
        handler.addQuickElement("content", item["content"], {"type": "html"})


class ArticleFeed(Feed):
    """A selection of articles as a feed."""

    feed_type = FullTextAtom

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Selection:
        selection: Selection = kwargs["selection"]
        self.path = request.path
        self.network = NetworkSettings.load(request_or_site=request)
        bodies = [article.body for article in fetch_pictures(selection.articles)]
        fetch_body_pictures(*bodies)
        resolve_links(*bodies)
        return selection

    def title(self, selection: Selection) -> str:
        return without_control_characters(selection.title)

    def link(self, selection: Selection) -> str:
        return full_address(selection.page)

    def feed_url(self) -> str:
        return f"{settings.PUBLIC_URL}{self.path}"

    def feed_guid(self) -> str:
        return tag_of(self.path.strip("/"))

    def author_name(self) -> str:
        return without_control_characters(str(self.network.name))

    def items(self, selection: Selection) -> list[ArticlePage]:
        return selection.articles

    def item_title(self, item: ArticlePage) -> str:
        return without_control_characters(item.title)

    def item_description(self, item: ArticlePage) -> str:
        return without_control_characters(item.lead)

    def item_extra_kwargs(self, item: ArticlePage) -> dict[str, str]:
        picture = made_plain(picture_element(item.picture, "body", item.picture_alt)) if item.picture else ""
        return {"content": without_control_characters(f"{picture}{plain_html(item.body)}")}

    def item_link(self, item: ArticlePage) -> str:
        return full_address(item)

    def item_guid(self, item: ArticlePage) -> str:
        return tag_of(f"{get_language()}/{item.translation_key}")

    def item_pubdate(self, item: ArticlePage) -> datetime.datetime:
        return _midnight(item.date)

    def item_updateddate(self, item: ArticlePage) -> datetime.datetime:
        return _changed(item)

    def item_categories(self, item: ArticlePage) -> list[str]:
        return [str(item.kind_label)]


def _changed(article: ArticlePage) -> datetime.datetime:
    moment: datetime.datetime | None = article.last_published_at or article.first_published_at
    return moment or _midnight(article.date)


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
