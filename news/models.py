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
from pages.pictures import fetch_pictures
from pages.visibility import public


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
        articles = public(ArticlePage.objects.child_of(self)).order_by("-date", "-pk")
        context["articles"] = page = Paginator(articles, self.articles_on_a_page).get_page(request.GET.get("page"))
        page.object_list = fetch_pictures(page.object_list)
        return context


class ArticlePage(NewsletterItemMixin, BasePage):
    """A piece of news, or a look back at something that took place."""

    newsletter_kind = NewsletterKind.NEWS
    others_shown = 3

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
        others = public(ArticlePage.objects.sibling_of(self, inclusive=False))
        _, *context["more"] = fetch_pictures([self, *others.order_by("-date", "-pk")[: self.others_shown]])
        return context
