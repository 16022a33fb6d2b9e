"""The issues that were sent, as an Atom feed (RFC 4287) in each language."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe
from wagtail.models import Locale

from network.models import NetworkSettings
from pages.addresses import full_address, tag_of
from pages.control_characters import without_control_characters
from pages.visibility import public

from .composing import sent_content_of
from .models import IssuePage, NewsletterIndexPage

ISSUES_IN_A_FEED = 20


def _sent() -> Any:
    issues = public(IssuePage.objects.filter(locale=Locale.get_active())).select_related("issue", "locale")
    return issues.order_by("-issue__moment")[:ISSUES_IN_A_FEED]


def _changed(request: HttpRequest) -> datetime.datetime | None:
    """When one of the issues was published or corrected last."""
    return max((issue.last_published_at for issue in _sent() if issue.last_published_at), default=None)


class IssueFeed(Feed):
    """The newest issues: each with the titles of what is in it."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return without_control_characters(f"{_('Newsletter')} – {NetworkSettings.load().name}")

    def link(self) -> str:
        return full_address(public(NewsletterIndexPage.objects.filter(locale=Locale.get_active())).first())

    def feed_guid(self) -> str:
        return tag_of(f"{get_language()}/newsletter")

    def items(self) -> list[IssuePage]:
        return list(_sent())

    def item_title(self, item: IssuePage) -> str:
        return without_control_characters(item.title)

    def item_description(self, item: IssuePage) -> str:
        content = sent_content_of(item)
        return without_control_characters("; ".join(each.title for each in content.items) if content else "")

    def item_link(self, item: IssuePage) -> str:
        return full_address(item)

    def item_guid(self, item: IssuePage) -> str:
        return tag_of(f"{get_language()}/{item.translation_key}")

    def item_pubdate(self, item: IssuePage) -> datetime.datetime:
        moment: datetime.datetime = item.first_published_at or item.issue.moment
        return moment

    def item_updateddate(self, item: IssuePage) -> datetime.datetime:
        moment: datetime.datetime = item.last_published_at or self.item_pubdate(item)
        return moment


@require_safe
@condition(last_modified_func=_changed)
def issues(request: HttpRequest) -> HttpResponse:
    """The newest issues in the language of the address; a 304 for who has them already."""
    return IssueFeed()(request)
