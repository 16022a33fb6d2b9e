from __future__ import annotations

from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from blocks.body import BodyBlock
from blocks.rows import AimBlock
from network.models import Contribution
from pages.models import BasePage
from pages.newsletter_item import NewsletterItemMixin, NewsletterKind
from pages.pictures import fetch_pictures
from pages.visibility import public


class AcademyIndexPage(BasePage):
    """Where professionals learn together: the academy and its programmes."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["academy.ProgrammePage"]

    class Meta:
        verbose_name = _("academy")
        verbose_name_plural = _("academies")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        programmes = public(ProgrammePage.objects.child_of(self)).prefetch_related("editions")
        _, *context["programmes"] = fetch_pictures([self, *programmes.order_by("title")])
        return context


class ProgrammePage(NewsletterItemMixin, BasePage):
    """A programme of the academy; it runs in editions."""

    newsletter_kind = NewsletterKind.ACADEMY

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        MASTERCLASS = "masterclass", _("masterclass")
        LEARNING_CIRCLE = "learning_circle", _("learning circle")
        WORKSHOP = "workshop", _("workshop")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.COURSE)
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    eligibility = models.CharField(_("who can join"), max_length=200, blank=True)
    aims = StreamField([("aim", AimBlock())], blank=True, verbose_name=_("aims"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("eligibility")]),
        FieldPanel("aims"),
        FieldPanel("body"),
        InlinePanel("editions", label=_("edition"), heading=_("Editions")),
        InlinePanel("contributions", label=_("contribution"), heading=_("Contributions")),
        *BasePage.focus_area_panels,
    ]
    parent_page_types = ["academy.AcademyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    @property
    def shown_contributions(self) -> list[Contribution]:
        """The contributions of people who agreed to be shown."""
        rows = self.contributions.all().select_related("person", "organisation")
        return [row for row in rows if row.person.may_be_shown]


class EditionStatus(Enum):
    """Where an edition stands, seen from today."""

    ANNOUNCED = "announced"
    RUNNING = "running"
    FINISHED = "finished"


class Edition(Orderable):
    """One run of a programme."""

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        OVER = "over", _("over")
        UNDER = "under", _("under")

    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="editions")
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"), null=True, blank=True)
    participants = models.PositiveSmallIntegerField(_("participants"), null=True, blank=True)
    participants_qualifier = models.CharField(
        _("how exact"), max_length=10, choices=Qualifier, default=Qualifier.EXACTLY
    )
    application_deadline = models.DateField(_("apply until"), null=True, blank=True)
    application_url = models.URLField(_("where to apply"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        FieldRowPanel([FieldPanel("participants_qualifier"), FieldPanel("participants")]),
        FieldRowPanel([FieldPanel("application_deadline"), FieldPanel("application_url")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="edition_ends_after_it_starts",
                violation_error_message=_("The edition ends before it starts."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The edition ends before it starts.")})

    @property
    def status(self) -> EditionStatus:
        """Announced, running or finished as of today in the network's time zone."""
        today = timezone.localdate()
        if today < self.start:
            return EditionStatus.ANNOUNCED
        return EditionStatus.FINISHED if self.end and today > self.end else EditionStatus.RUNNING

    @property
    def is_open(self) -> bool:
        """Whether one can apply today."""
        return bool(self.application_deadline and timezone.localdate() <= self.application_deadline)
