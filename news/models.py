from __future__ import annotations

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind


class NewsIndexPage(BasePage):
    """All news, newest first."""

    articles_on_a_page = 12

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["news.ArticlePage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = (
            ArticlePage.objects.child_of(self)
            .live()
            .filter(view_restrictions__isnull=True)
            .select_related("picture")
            .prefetch_related("picture__renditions")
            .order_by("-date", "-pk")
        )
        context["articles"] = Paginator(articles, self.articles_on_a_page).get_page(request.GET.get("page"))
        return context


class ArticlePage(NewsletterItemMixin, BasePage):
    """A piece of news, or a look back at something that took place."""

    newsletter_kind = NewsletterKind.NEWS

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        RETROSPECTIVE = "retrospective", _("retrospective")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
        *BasePage.introduction_panels,
        FieldPanel("body"),
        *BasePage.focus_area_panels,
    ]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def newsletter_date(self) -> datetime.date:
        return self.date

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # What hides its siblings' parents hides this page too, so only their own restrictions are left to ask.
        context["more"] = (
            ArticlePage.objects.sibling_of(self, inclusive=False)
            .live()
            .filter(view_restrictions__isnull=True)
            .select_related("picture")
            .prefetch_related("picture__renditions")
            .order_by("-date", "-pk")[:3]
        )
        return context
