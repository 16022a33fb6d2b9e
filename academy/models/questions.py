from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
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
from blocks.outcomes import LearningQuestionBlock, QuestionStatus
from pages import panels
from pages.cards import CardMixin
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.search.kinds import SearchKind
from pages.visibility import public

from ..questions import Question, learning_agenda, questions_of


def themes_below(page: Page) -> list[LearningThemePage]:
    """The public learning themes right below a page; none for a page that isn't saved yet."""
    return list(public(LearningThemePage.objects.child_of(page)).order_by("path")) if page.path else []


def themes_of(pages: Iterable[Page]) -> dict[int, list[LearningThemePage]]:
    """The public learning themes right below each of some pages, by the page's id; one query."""
    ids = {page.path: page.pk for page in pages}
    below = (Q(path__startswith=path, depth=len(path) // Page.steplen + 1) for path in ids)
    themes: dict[int, list[LearningThemePage]] = defaultdict(list)
    for theme in public(LearningThemePage.objects.filter(reduce(or_, below, Q(pk=None)))).order_by("path"):
        themes[ids[theme.path[: -Page.steplen]]].append(theme)
    return themes


def with_questions(
    themes: list[LearningThemePage], readable: dict[int, Page] | None = None
) -> list[tuple[LearningThemePage, list[Question]]]:
    """Learning themes, each with its questions; for `readable` see `questions_of`."""
    questions = questions_of(themes, readable)
    return [(theme, [each for each in questions if each.theme is theme]) for theme in themes]


class LearningThemePage(NewsletterItemMixin, CardMixin, BasePage):
    """Something that a circle or a series learns about for some time, as questions that get answered."""

    search_kind = SearchKind.ACADEMY
    newsletter_kind = NewsletterKind.QUESTIONS

    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    questions = StreamField([("question", LearningQuestionBlock())], blank=True, verbose_name=_("learning questions"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("questions", help_text=_("Keep up how far each question is. An answer is a text, a page or both.")),
        FieldPanel("body"),
    ]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("start", help_text=_("Since when people work on it.")),
                FieldPanel("end", help_text=_("Leave it empty as long as it goes on.")),
            ]
        )
    ]
    relation_panels = panels.RELATIONS
    page_description = _("What a circle or a series learns about, as questions.")
    parent_page_types = ["academy.KnowledgeCirclePage", "academy.SeriesPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("learning theme")
        verbose_name_plural = _("learning themes")
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="learning_theme_ends_after_it_starts",
                violation_error_message=_("The period ends before it starts."),
            )
        ]

    @property
    def asked(self) -> int:
        """How many questions it has."""
        return len(self.questions.raw_data)

    @property
    def answered(self) -> int:
        """How many of its questions have an answer."""
        return sum(row["value"].get("status") == QuestionStatus.ANSWERED for row in self.questions.raw_data)

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The period ends before it starts.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["asked"] = questions_of([self])
        return context


class LearningAgendaPage(CardMixin, BasePage):
    """Every learning question of the network, to be filtered by focus area, by circle or series, and by status."""

    search_kind = SearchKind.ACADEMY

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("By itself all learning questions of the site.")
    parent_page_types = ["pages.HomePage", "academy.AcademyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("learning agenda")
        verbose_name_plural = _("learning agendas")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        themes = public(LearningThemePage.objects.filter(locale=self.locale_id))
        context["agenda"] = agenda = learning_agenda(themes.order_by("path"), self.locale_id, request.GET)
        context["narrowed"] = agenda.narrowed
        return context
