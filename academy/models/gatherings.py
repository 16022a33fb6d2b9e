from __future__ import annotations

import datetime
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from blocks.outcomes import AgendaItemBlock, FollowUpBlock
from network.models import Venue
from pages import panels
from pages.cards import CardMixin
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.visibility import public

from ..attendance import AttendanceMixin

FOLLOW_UP = [
    ("next_step", FollowUpBlock(label=_("Next step"), icon="arrow-right")),
    ("action", FollowUpBlock(label=_("Action"), icon="tick-inverse")),
]


class When(Enum):
    """Where something that takes time stands, seen from now."""

    COMING = "coming"
    TODAY = "today"
    PAST = "past"


def gatherings_below(page: Page) -> Any:
    """The public gatherings right below a page, the earliest first; none for a page that isn't saved yet."""
    found = public(GatheringPage.objects.child_of(page)) if page.path else GatheringPage.objects.none()
    return found.select_related("venue").order_by("start")


class AgendaPage(BasePage):
    """All gatherings of the network, wherever they stand: what is coming, then what has been."""

    past_on_a_page = 20

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["academy.GatheringPage", "academy.SeriesPage"]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        gatherings = public(GatheringPage.objects.filter(locale=self.locale_id)).select_related("venue")
        dated = gatherings.annotate(last=Coalesce("end", "start"))
        context["coming"] = dated.filter(last__gte=midnight).order_by("start")
        context["past"] = dated.filter(last__lt=midnight).order_by("-start")[: self.past_on_a_page]
        return context


class SeriesPage(NewsletterItemMixin, CardMixin, AttendanceMixin, BasePage):
    """Gatherings that belong together: its sessions are the pages below it."""

    newsletter_kind = NewsletterKind.AGENDA
    card_date = "start"

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
        FieldPanel("shared_conclusion"),
        FieldPanel("outcome"),
        FieldPanel("follow_up"),
    ]
    details_panels = [
        FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("planned_sessions")]),
        *AttendanceMixin.attendance_panels,
    ]
    relation_panels = panels.RELATIONS
    parent_page_types = ["academy.AgendaPage", "academy.KnowledgeCirclePage", "pages.StrategyPage"]
    subpage_types = ["academy.GatheringPage", "academy.LearningThemePage"]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .questions import themes_below

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["sessions"] = gatherings_below(self)
        context["themes"] = themes_below(self)
        context["about_it"] = self.about_it
        return context


class GatheringPage(NewsletterItemMixin, CardMixin, AttendanceMixin, BasePage):
    """People who meet, at a place, online or both; and what became of it."""

    newsletter_kind = NewsletterKind.AGENDA
    card_date = "start"

    class Admission(models.TextChoices):
        PUBLIC = "public", _("everybody is welcome")
        REGISTRATION = "registration", _("with registration")
        INVITATION = "invitation", _("by invitation")

    class Plan(models.TextChoices):
        ON = "on", _("goes ahead")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")

    start = models.DateTimeField(_("starts"), null=True, db_index=True)
    end = models.DateTimeField(_("ends"), null=True, blank=True)
    plan = models.CharField(_("does it go ahead"), max_length=10, choices=Plan, default=Plan.ON)
    plan_note = models.CharField(
        _("what to know about that"), max_length=200, blank=True, help_text=_("Why, or from when to when.")
    )
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    is_online = models.BooleanField(_("can be followed online"), default=False)
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    admission = models.CharField(_("admission"), max_length=20, choices=Admission, default=Admission.PUBLIC)
    registration_url = models.URLField(_("where to register"), blank=True)
    registration_deadline = models.DateField(_("register until"), null=True, blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("previous edition")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    agenda = StreamField([("item", AgendaItemBlock())], blank=True, verbose_name=_("agenda"))
    shared_conclusion = models.TextField(_("shared conclusion"), max_length=600, blank=True)
    outcome = StreamField(BodyBlock(), blank=True, verbose_name=_("what came out of it"))
    follow_up = StreamField(FOLLOW_UP, blank=True, verbose_name=_("next steps and actions"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("agenda"),
        MultiFieldPanel(
            [FieldPanel("shared_conclusion"), FieldPanel("outcome"), FieldPanel("follow_up")],
            heading=_("What became of it"),
        ),
    ]
    details_panels = [
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        FieldRowPanel([FieldPanel("plan"), FieldPanel("plan_note")]),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("is_online")]),
        FieldPanel("audience"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("admission"), FieldPanel("registration_deadline")]),
                FieldPanel("registration_url"),
            ],
            heading=_("Taking part"),
        ),
        *AttendanceMixin.attendance_panels,
    ]
    relation_panels = [*panels.RELATIONS, PageChooserPanel("previous", "academy.GatheringPage")]
    parent_page_types = [
        "academy.AgendaPage",
        "academy.SeriesPage",
        "academy.KnowledgeCirclePage",
        "academy.EditionPage",
    ]
    subpage_types = ["academy.PitchPage"]

    class Meta:
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="gathering_ends_after_it_starts",
                violation_error_message=_("The gathering ends before it starts."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The gathering ends before it starts.")})

    @property
    def newsletter_date(self) -> datetime.date:
        return timezone.localdate(self.start) if self.start else super().newsletter_date

    @property
    def when(self) -> When | None:
        """Coming, today or past by the day in the network's time zone; None without a date."""
        if not self.start:
            return None
        today = timezone.localdate()
        if timezone.localdate(self.end or self.start) < today:
            return When.PAST
        return When.TODAY if timezone.localdate(self.start) <= today else When.COMING

    @property
    def can_register(self) -> bool:
        """Whether there is somewhere to register, in time, for something that goes ahead."""
        in_time = not self.registration_deadline or timezone.localdate() <= self.registration_deadline
        goes_ahead = self.plan != self.Plan.CANCELLED and self.when in {When.COMING, When.TODAY}
        return bool(self.registration_url and in_time and goes_ahead)

    @cached_property
    def previous_edition(self) -> Page | None:
        """The previous edition in this page's language, if anybody may see it."""
        if not self.previous_id:
            return None
        key = Page.objects.filter(pk=self.previous_id).values("translation_key")
        return public(Page.objects.filter(translation_key__in=key, locale=self.locale_id)).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .pitches import PitchPage

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pitches = PitchPage.objects.child_of(self) if self.path else PitchPage.objects.none()
        context["pitches"] = public(pitches).order_by("number")
        context["about_it"] = self.about_it
        return context
