from __future__ import annotations

import datetime
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from blocks.rows import AimBlock
from pages import panels
from pages.cards import CardMixin, cards
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.pictures import fetch_pictures
from pages.search.kinds import SearchKind
from pages.structured_data import Shown, Thing
from pages.visibility import public

from .. import structured_data
from ..attendance import AttendanceMixin
from .gatherings import gatherings_below


class AcademyIndexPage(BasePage):
    """Where professionals learn together: the academy and its programmes."""

    search_kind = SearchKind.ACADEMY

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("The academy: its programmes and circles stand below it.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["academy.ProgrammePage", "academy.KnowledgePlatformPage", "academy.LearningAgendaPage"]

    class Meta:
        verbose_name = _("academy")
        verbose_name_plural = _("academies")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        _, *programmes = fetch_pictures([self, *public(ProgrammePage.objects.child_of(self)).order_by("title")])
        editions = list(public(EditionPage.objects.descendant_of(self)).order_by("start"))
        for programme in programmes:
            programme.editions = [each for each in editions if each.path.startswith(programme.path)]
        context["programmes"] = programmes
        context["others"] = cards(Page.objects.child_of(self).not_type(ProgrammePage))
        return context


class ProgrammePage(NewsletterItemMixin, CardMixin, BasePage):
    """A programme of the academy; it runs in editions, which are the pages below it."""

    search_kind = SearchKind.ACADEMY
    newsletter_kind = NewsletterKind.ACADEMY
    card_kind = "kind"
    related_shown = 3

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        MASTERCLASS = "masterclass", _("masterclass")
        LEARNING_CIRCLE = "learning_circle", _("learning circle")
        WORKSHOP = "workshop", _("workshop")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.COURSE)
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    eligibility = models.CharField(_("who can join"), max_length=200, blank=True)
    methods = models.CharField(_("how people learn in it"), max_length=300, blank=True)
    aims = StreamField([("aim", AimBlock())], blank=True, verbose_name=_("aims"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("aims", help_text=_("What it brings those who take part, soon and in the long run.")),
        FieldPanel("body"),
    ]
    details_panels = [
        FieldPanel("kind", help_text=_("It stands above the title.")),
        FieldPanel("audience", help_text=_("In a few words, such as: professionals in health and welfare.")),
        FieldPanel("eligibility", help_text=_("What somebody needs to take part, such as: a job with a partner.")),
        FieldPanel("methods", help_text=_("In a few words, such as: speakers, work on a question of your own.")),
    ]
    relation_panels = panels.RELATIONS
    page_description = _("Something to learn; every time that it runs is an edition below it.")
    parent_page_types = ["academy.AcademyIndexPage"]
    subpage_types = ["academy.EditionPage"]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    @cached_property
    def editions(self) -> list[EditionPage]:
        """Its public editions, the earliest first."""
        return list(public(EditionPage.objects.child_of(self)).order_by("start")) if self.path else []

    def structured_data(self, shown: Shown) -> Thing:
        return structured_data.course(self, self.editions, shown)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["about_it"] = self.about_it
        return context


class EditionStatus(Enum):
    """Where an edition stands, seen from today."""

    ANNOUNCED = "announced"
    OPEN = "open"
    FULL = "full"
    RUNNING = "running"
    FINISHED = "finished"


class EditionPage(NewsletterItemMixin, CardMixin, AttendanceMixin, BasePage):
    """One run of a programme, with its sessions, and with who contributed to it."""

    search_kind = SearchKind.ACADEMY
    newsletter_kind = NewsletterKind.ACADEMY
    card_date = "start"
    related_shown = 3

    start = models.DateField(_("first day"), null=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    application_deadline = models.DateField(_("apply until"), null=True, blank=True)
    application_url = models.URLField(_("where to apply"), blank=True)
    is_full = models.BooleanField(_("full"), default=False, help_text=_("Nobody can apply any more."))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("start", help_text=_("Whether the edition is coming, running or over follows from it.")),
                FieldPanel("end", help_text=_("Leave it empty as long as it is unknown.")),
            ]
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("application_deadline", help_text=_("The last day on which one can apply.")),
                        FieldPanel("is_full"),
                    ]
                ),
                FieldPanel(
                    "application_url", help_text=_("The address of the page with the form, with https:// before it.")
                ),
            ],
            heading=_("Applying"),
        ),
        *AttendanceMixin.attendance_panels,
    ]
    relation_panels = panels.RELATIONS
    page_description = _("One time that a programme runs, with its sessions below it.")
    parent_page_types = ["academy.ProgrammePage"]
    subpage_types = ["academy.GatheringPage"]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="edition_ends_after_it_starts",
                violation_error_message=_("The edition ends before it starts."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The edition ends before it starts.")})

    def structured_data(self, shown: Shown) -> Thing | None:
        return structured_data.course_instance(self, shown.url)

    @property
    def coming_on(self) -> datetime.date | None:
        return None if self.is_full else self.application_deadline

    @property
    def apply_until(self) -> datetime.date | None:
        return self.coming_on

    @classmethod
    def coming_between(cls, first: datetime.date, last: datetime.date) -> Q:
        return Q(application_deadline__range=(first, last), is_full=False)

    @property
    def status(self) -> EditionStatus:
        """As of today in the network's time zone; announced as long as it has no dates."""
        today = timezone.localdate()
        if self.start and today >= self.start:
            return EditionStatus.FINISHED if self.end and today > self.end else EditionStatus.RUNNING
        if self.is_full:
            return EditionStatus.FULL
        return EditionStatus.OPEN if self.is_open else EditionStatus.ANNOUNCED

    @property
    def is_open(self) -> bool:
        """Whether one can apply today."""
        deadline = self.application_deadline
        return bool(deadline and timezone.localdate() <= deadline and not self.is_full)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["sessions"] = gatherings_below(self)
        context["about_it"] = self.about_it
        return context
