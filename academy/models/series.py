from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from blocks.body import BodyBlock
from pages import panels
from pages.cards import CardMixin
from pages.chosen import for_the_reader
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.pictures import fetch_body_pictures
from pages.search.kinds import SearchKind
from pages.structured_data import Shown, Thing

from .. import outcome_panels, structured_data
from ..attendance import AttendanceMixin
from ..follow_up import FOLLOW_UP, follow_up_of, results_named
from ..questions import answers_named
from .gatherings import GatheringPage, gatherings_below
from .questions import themes_below, with_questions


class SeriesPage(NewsletterItemMixin, CardMixin, AttendanceMixin, BasePage):
    """Gatherings that belong together: its sessions are the pages below it."""

    search_kind = SearchKind.AGENDA
    newsletter_kind = NewsletterKind.AGENDA
    card_date = "start"
    related_shown = 3

    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    planned_sessions = models.PositiveSmallIntegerField(_("number of sessions planned"), null=True, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    shared_conclusion = models.TextField(_("shared conclusion"), max_length=600, blank=True)
    outcome = StreamField(BodyBlock(), blank=True, verbose_name=_("what came out of it"))
    follow_up = StreamField(FOLLOW_UP, blank=True, verbose_name=_("next steps and actions"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        outcome_panels.SHARED_CONCLUSION,
        outcome_panels.OUTCOME,
        outcome_panels.FOLLOW_UP,
    ]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("start", help_text=_("Each session has a date of its own.")),
                FieldPanel("end", help_text=_("Leave it empty as long as it is unknown.")),
                FieldPanel("planned_sessions", help_text=_("Whether they have a page or not.")),
            ]
        ),
        *AttendanceMixin.attendance_panels,
    ]
    relation_panels = panels.RELATIONS
    page_description = _("Gatherings that belong together; they stand below it.")
    parent_page_types = ["academy.AgendaPage", "academy.KnowledgeCirclePage", "pages.StrategyPage"]
    subpage_types = ["academy.GatheringPage", "academy.LearningThemePage"]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="series_ends_after_it_starts",
                violation_error_message=_("The series ends before it starts."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The series ends before it starts.")})

    @cached_property
    def sessions(self) -> list[GatheringPage]:
        """Its public gatherings, the earliest first."""
        return list(gatherings_below(self))

    def structured_data(self, shown: Shown) -> Thing | None:
        return structured_data.series_event(self, self.sessions, shown)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["sessions"] = self.sessions
        themes = themes_below(self)
        readable = for_the_reader(answers_named(themes) | results_named([self]))
        context["themes"] = with_questions(themes, readable)
        context["steps"] = follow_up_of([self], readable).get(self.pk, [])
        context["about_it"] = self.about_it
        fetch_body_pictures(self.outcome)
        return context
