from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from blocks.body import BodyBlock
from pages import panels
from pages.cards import CardMixin
from pages.models import BasePage
from pages.pictures import fetch_pictures
from pages.search.kinds import SearchKind
from pages.visibility import public

from .gatherings import gatherings_below
from .questions import themes_below, themes_of, with_questions


class KnowledgePlatformPage(CardMixin, BasePage):
    """Knowledge circles that share a goal and an idea; the circles are the pages below it."""

    search_kind = SearchKind.ACADEMY

    goal = models.TextField(_("goal"), max_length=400, blank=True)
    guiding_idea = models.TextField(_("guiding idea"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("goal", help_text=_("What the circles want to achieve together, in one or two sentences.")),
        FieldPanel("guiding_idea", help_text=_("The way of thinking that they share, in one or two sentences.")),
        FieldPanel("body"),
    ]
    relation_panels = panels.RELATIONS
    page_description = _("Knowledge circles with one goal; they stand below it.")
    parent_page_types = ["pages.HomePage", "academy.AcademyIndexPage"]
    subpage_types = ["academy.KnowledgeCirclePage"]

    class Meta:
        verbose_name = _("knowledge platform")
        verbose_name_plural = _("knowledge platforms")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        circles = KnowledgeCirclePage.objects.child_of(self) if self.path else KnowledgeCirclePage.objects.none()
        _, *context["circles"] = fetch_pictures([self, *public(circles).order_by("title")])
        themes = themes_of(context["circles"])
        for circle in context["circles"]:
            circle.themes = themes[circle.pk]
        return context


class KnowledgeCirclePage(CardMixin, BasePage):
    """People who learn together around themes. Its members are the organisations that are involved in it."""

    related_shown = 3
    search_kind = SearchKind.ACADEMY

    class Openness(models.TextChoices):
        OPEN = "open", _("open to new members")
        CLOSED = "closed", _("closed")

    openness = models.CharField(_("who can join"), max_length=10, choices=Openness, default=Openness.OPEN)
    regions = models.CharField(_("regions"), max_length=200, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("openness", help_text=_("It stands above the title.")),
                FieldPanel("regions", help_text=_("With commas between them.")),
            ]
        )
    ]
    relation_panels = panels.RELATIONS
    page_description = _("People who learn together; their themes and gatherings stand below it.")
    parent_page_types = ["academy.KnowledgePlatformPage"]
    subpage_types = ["academy.LearningThemePage", "academy.GatheringPage", "academy.SeriesPage"]

    class Meta:
        verbose_name = _("knowledge circle")
        verbose_name_plural = _("knowledge circles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["themes"] = with_questions(themes_below(self))
        context["gatherings"] = gatherings_below(self)
        context["about_it"] = self.about_it
        return context
