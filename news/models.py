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

from blocks.body import BodyBlock
from pages import panels
from pages.cards import CardMixin
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.pictures import fetch_pictures
from pages.visibility import public

ABOUT = [
    "academy.GatheringPage",
    "academy.SeriesPage",
    "academy.EditionPage",
    "academy.ProgrammePage",
    "academy.KnowledgeCirclePage",
    "pages.PhasePage",
    "pages.ChallengePage",
    "pages.StrategyPage",
    "pages.PublicationPage",
]
"""What an article can be about."""


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


class ArticlePage(NewsletterItemMixin, CardMixin, BasePage):
    """A piece of news, or a look back at something that took place."""

    newsletter_kind = NewsletterKind.NEWS
    card_date = "date"
    card_kind = "kind"
    others_shown = 3

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        RETROSPECTIVE = "retrospective", _("retrospective")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
    ]
    details_panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("date")])]
    relation_panels = [
        panels.ties(
            _("About"), ABOUT, _("The gathering, series, programme or edition that it looks back at or announces.")
        ),
        panels.FOCUS_AREAS,
        panels.PEOPLE,
        panels.ORGANISATIONS,
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
