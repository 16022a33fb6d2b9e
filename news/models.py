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
from pages.elsewhere import missing_in
from pages.facets import by_focus_area, by_kind, by_phase, by_year
from pages.filtering import Narrowed, narrow
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.pictures import fetch_pictures
from pages.related import in_common_with
from pages.search.kinds import SearchKind
from pages.structured_data import Shown, Thing, thing
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

    search_kind = SearchKind.NEWS
    articles_on_a_page = 12
    elsewhere_shown = 5

    page_description = _("The list of news; the articles stand below it.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["news.ArticlePage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = public(ArticlePage.objects.child_of(self)).order_by("-date", "-pk")
        context["narrowed"] = narrowed = self._narrow(articles, request)
        context["shown"] = page = Paginator(narrowed.left, self.articles_on_a_page).get_page(request.GET.get("page"))
        page.object_list = fetch_pictures(articles.filter(pk__in=page.object_list))
        if not narrowed.used:
            elsewhere = missing_in(self.locale_id, ArticlePage.objects.all())
            context["elsewhere"] = elsewhere.order_by("-date", "-pk")[: self.elsewhere_shown]
        return context

    def _narrow(self, articles: Any, request: HttpRequest) -> Narrowed:
        """The ids of those articles that the reader asks for."""
        rows = list(articles.values_list("pk", "date", "kind"))
        days = {pk: date for pk, date, _kind in rows}
        facets = [
            by_focus_area(days, self.locale_id),
            by_kind({pk: kind for pk, _date, kind in rows}, ArticlePage.Kind.choices),
            by_phase(days, self.locale_id),
            by_year(days),
        ]
        return narrow(days, facets, request.GET)


class ArticlePage(NewsletterItemMixin, CardMixin, BasePage):
    """A piece of news, or a look back at something that took place."""

    search_kind = SearchKind.NEWS
    newsletter_kind = NewsletterKind.NEWS
    card_date = "date"
    card_kind = "kind"
    og_type = "article"
    others_shown = 3
    related_shown = 3

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
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("kind", help_text=_("What a retrospective looks back on, you choose under Relations.")),
                FieldPanel("date", help_text=_("The day that readers see; news is sorted by it.")),
            ]
        )
    ]
    relation_panels = [
        panels.ties(
            _("About"), ABOUT, _("The gathering, series, programme or edition that it looks back at or announces.")
        ),
        panels.FOCUS_AREAS,
        panels.PEOPLE,
        panels.ORGANISATIONS,
    ]
    page_description = _("News, or a look back at something that took place.")
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def newsletter_date(self) -> datetime.date:
        return self.date

    def structured_data(self, shown: Shown) -> Thing:
        return thing(
            "NewsArticle",
            headline=self.title,
            url=shown.url,
            description=self.lead,
            image=shown.image,
            datePublished=self.date,
            dateModified=self.last_published_at,
            inLanguage=self.locale.language_code,
            author=shown.network,
            publisher=shown.network,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        shown = [card.page.pk for card in [*self.belongs_to, *self.about_it]]
        others = public(ArticlePage.objects.sibling_of(self, inclusive=False)).exclude(pk__in=shown)
        others = others.annotate(in_common=in_common_with(self)).order_by("-in_common", "-date", "-pk")
        _, *context["more"] = fetch_pictures([self, *others[: self.others_shown]])
        return context

    def related_candidates(self) -> Any:
        # Other articles stand below it as news.
        return super().related_candidates().not_exact_type(ArticlePage)
