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
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from blocks.outcomes import AgendaItemBlock
from network.models import Venue
from pages import panels
from pages.cards import CardMixin
from pages.contributors import fetch_people
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.pictures import fetch_body_pictures
from pages.search.kinds import SearchKind
from pages.structured_data import Shown, Thing
from pages.visibility import public

from .. import outcome_panels, structured_data
from ..attendance import AttendanceMixin
from ..follow_up import FOLLOW_UP, done, follow_up_of
from ..neighbours import Neighbours, neighbours
from .pitches import pitches_below

EARLIEST, LATEST = (
    datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC),
    datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC),
)
"""Beyond these a date is a slip of the finger, and the farthest can't be told in every time zone."""
OUT_OF_TIME = _("The date must be between 1900 and 2200.")


class When(Enum):
    """Where something that takes time stands, seen from now."""

    COMING = "coming"
    TODAY = "today"
    PAST = "past"


def when_is(start: datetime.datetime, end: datetime.datetime | None) -> When:
    """Where something stands by the day in the network's time zone: today from its first day to its last."""
    today = timezone.localdate()
    if timezone.localdate(end or start) < today:
        return When.PAST
    return When.TODAY if timezone.localdate(start) <= today else When.COMING


def gatherings_below(page: Page) -> Any:
    """The public gatherings right below a page, the earliest first; none for a page that isn't saved yet."""
    found = public(GatheringPage.objects.child_of(page)) if page.path else GatheringPage.objects.none()
    return found.select_related("venue").order_by("start")


class GatheringPage(NewsletterItemMixin, CardMixin, AttendanceMixin, BasePage):
    """People who meet, at a place, online or both; and what became of it."""

    search_kind = SearchKind.AGENDA
    newsletter_kind = NewsletterKind.AGENDA
    card_date = "start"
    related_shown = 3
    calendar_fields = ("start", "end", "plan", "venue_id", "is_online")
    """What a calendar has to know about at once when it changes."""

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
    calendar_sequence = models.PositiveIntegerField(_("how often it was moved"), default=0, editable=False)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("agenda", help_text=_("The programme of the day, part by part.")),
        MultiFieldPanel(
            [
                outcome_panels.SHARED_CONCLUSION,
                outcome_panels.OUTCOME,
                outcome_panels.FOLLOW_UP,
            ],
            heading=_("What became of it"),
        ),
    ]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("start", help_text=_("For example 31-12-2026 14:30.")),
                FieldPanel("end", help_text=_("For example 31-12-2026 17:00.")),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("plan", help_text=_("Cancelled and moved stand at the top of the page.")),
                FieldPanel("plan_note"),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("venue", help_text=_("Leave it empty for what is only online.")),
                FieldPanel("is_online", help_text=_("With a venue as well: at the place and online.")),
            ]
        ),
        FieldPanel("audience", help_text=_("In a few words, such as: administrators in the region.")),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("admission", help_text=_("How one can take part.")),
                        FieldPanel("registration_deadline", help_text=_("The last day on which one can register.")),
                    ]
                ),
                FieldPanel(
                    "registration_url", help_text=_("The address of the page with the form, with https:// before it.")
                ),
            ],
            heading=_("Taking part"),
        ),
        *AttendanceMixin.attendance_panels,
    ]
    relation_panels = [
        *panels.RELATIONS,
        PageChooserPanel(
            "previous", "academy.GatheringPage", help_text=_("The same gathering the time before, if there was one.")
        ),
    ]
    page_description = _("A day or an evening on which people meet, and what became of it.")
    parent_page_types = [
        "academy.AgendaPage",
        "academy.SeriesPage",
        "academy.KnowledgeCirclePage",
        "academy.EditionPage",
    ]
    subpage_types = ["academy.PitchPage"]
    served_with = ("venue",)

    class Meta:
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="gathering_ends_after_it_starts",
                violation_error_message=_("The gathering ends before it starts."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (EARLIEST, LATEST)}),
                    name=f"gathering_{field}_is_in_our_time",
                    violation_error_message=OUT_OF_TIME,
                )
                for field in ("start", "end")
            ),
        ]

    def clean(self) -> None:
        super().clean()
        moments = {"start": self.start, "end": self.end}
        if far := [name for name, moment in moments.items() if moment and not EARLIEST <= moment <= LATEST]:
            raise ValidationError(dict.fromkeys(far, OUT_OF_TIME))
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The gathering ends before it starts.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        written = kwargs.get("update_fields")
        if written is None:
            self.calendar_sequence = self._next_sequence()
        elif not {"venue", *self.calendar_fields}.isdisjoint(written):
            self.calendar_sequence = self._next_sequence()
            kwargs["update_fields"] = {*written, "calendar_sequence"}
        super().save(*args, **kwargs)

    def _next_sequence(self) -> int:
        """Counted from what the database has: a draft that is published brings the number it was written with."""
        names = (*self.calendar_fields, "calendar_sequence")
        before = GatheringPage.objects.filter(pk=self.pk).values(*names).first()
        if before is None:
            return 0
        is_changed = any(before[name] != getattr(self, name) for name in self.calendar_fields)
        number: int = before["calendar_sequence"]
        return number + is_changed

    @property
    def newsletter_date(self) -> datetime.date:
        return timezone.localdate(self.start) if self.start else super().newsletter_date

    @property
    def coming_on(self) -> datetime.date | None:
        return timezone.localdate(self.start) if self.start and self.plan != self.Plan.CANCELLED else None

    @classmethod
    def coming_between(cls, first: datetime.date, last: datetime.date) -> Q:
        return Q(start__date__range=(first, last)) & ~Q(plan=cls.Plan.CANCELLED)

    @property
    def when(self) -> When | None:
        """Coming, today or past by the day in the network's time zone; None without a date."""
        return when_is(self.start, self.end) if self.start else None

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come, or is today, and goes ahead."""
        return self.plan != self.Plan.CANCELLED and self.when in {When.COMING, When.TODAY}

    @property
    def can_register(self) -> bool:
        """Whether there is somewhere to register, in time, for something that goes ahead."""
        return bool(self.registration_url) and self.is_ahead and not self.is_registration_over

    @property
    def is_registration_over(self) -> bool:
        """Whether the last day to register for it has passed, while it is still ahead."""
        return bool(self.registration_deadline and timezone.localdate() > self.registration_deadline) and self.is_ahead

    @cached_property
    def previous_edition(self) -> Page | None:
        """The previous edition in this page's language, if anybody may see it."""
        if not self.previous_id:
            return None
        key = Page.objects.filter(pk=self.previous_id).values("translation_key")
        return public(Page.objects.filter(translation_key__in=key, locale=self.locale_id)).first()

    @cached_property
    def session(self) -> Neighbours | None:
        """Which session it is of the series, the circle or the edition it stands below; None for another gathering.

        A session that was called off doesn't count.
        """
        if not self.path:
            return None
        if self.get_parent().cached_content_type.model == "agendapage":
            return None
        sessions = public(GatheringPage.objects.sibling_of(self)).exclude(plan=self.Plan.CANCELLED)
        return neighbours(self, sessions.order_by("start", "path"))

    def related_candidates(self) -> Any:
        candidates = super().related_candidates()
        if self.session:
            candidates = candidates.exclude(path__startswith=self.path[: -Page.steplen])
        return candidates.exclude(pk=self.previous_edition.pk) if self.previous_edition else candidates

    def structured_data(self, shown: Shown) -> Thing | None:
        return structured_data.event(self, shown)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["pitches"] = pitches = pitches_below(self)
        fetch_people([self, *pitches])
        steps = follow_up_of([self, *pitches])
        context["steps"] = steps.get(self.pk, [])
        for pitch in pitches:
            pitch.steps = steps.get(pitch.pk, [])
            pitch.steps_done = done(pitch.steps)
        context["about_it"] = self.about_it
        fetch_body_pictures(self.outcome)
        return context
