from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from blocks.outcomes import CoalitionBlock

from .. import panels
from ..cards import CardMixin, cards, in_groups
from ..ties import is_naming
from .base import BasePage


class StrategyPage(CardMixin, BasePage):
    """A course that partners have set for some years, with the series and coalitions that came of it."""

    start_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    coalitions = StreamField([("coalition", CoalitionBlock())], blank=True, verbose_name=_("coalitions"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("coalitions", help_text=_("Who takes on which theme together.")),
    ]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("start_year", help_text=_("Such as 2026.")),
                FieldPanel("end_year", help_text=_("Leave it empty as long as it goes on.")),
            ]
        )
    ]
    relation_panels = [panels.FOCUS_AREAS, panels.PEOPLE, panels.ORGANISATIONS]
    page_description = _("A course for some years, with its coalitions and series.")
    parent_page_types = ["pages.HomePage", "pages.VisionPage", "pages.InformationPage"]
    subpage_types = ["academy.SeriesPage"]

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__isnull=True)
                | Q(end_year__isnull=True)
                | Q(end_year__gte=models.F("start_year")),
                name="strategy_ends_after_it_starts",
                violation_error_message=_("The last year is before the first."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("The last year is before the first.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        below = Q(path__startswith=self.path, depth=self.depth + 1) if self.path else Q(pk__in=[])
        context["groups"] = in_groups(cards(Page.objects.filter(below | is_naming(self))))
        return context
