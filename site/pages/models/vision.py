from __future__ import annotations

from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from blocks.rows import CriterionBlock, PhaseGoalBlock, PrincipleBlock

from ..cards import CardMixin, cards, in_groups, with_card_fields
from ..checks.form import CheckedPageForm
from ..ties import is_naming
from ..visibility import public
from .base import BasePage


class VisionPage(CardMixin, BasePage):
    """Where the network wants to be, by when, and by which rules. Its phases are the pages below it."""

    name = models.CharField(_("name of the vision"), max_length=120, blank=True)
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True)
    motto = models.CharField(_("motto"), max_length=160, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    principles = StreamField([("principle", PrincipleBlock())], blank=True, verbose_name=_("principles"))
    criteria_rule = models.CharField(
        _("rule for the criteria"), max_length=200, blank=True, help_text=_("Must all be met, or some?")
    )
    criteria = StreamField([("criterion", CriterionBlock())], blank=True, verbose_name=_("criteria"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("motto", help_text=_("One sentence that everybody remembers.")),
        FieldPanel("body"),
        FieldPanel("principles", help_text=_("What you are convinced of together.")),
        FieldPanel("criteria_rule"),
        FieldPanel("criteria", help_text=_("By what you judge every initiative.")),
    ]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("name", help_text=_("It stands above the road of the phases.")),
                FieldPanel("target_year", help_text=_("Where the road ends.")),
            ]
        )
    ]
    page_description = _("Where the network wants to be; its phases are the pages below it.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.PhasePage", "pages.StrategyPage"]

    class Meta:
        verbose_name = _("vision page")
        verbose_name_plural = _("vision pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["phases"] = public(PhasePage.objects.child_of(self)).order_by("number")
        return context


OVERLAP = _("These years overlap with those of another phase.")


class PhaseStatus(Enum):
    """Where a phase stands, seen from today."""

    PAST = "past"
    CURRENT = "current"
    NEXT = "next"


class PhaseForm(CheckedPageForm):
    """Compares a phase with the others of its vision, also before it has a place among them."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        start, end = cleaned.get("start_year"), cleaned.get("end_year")
        if not self.instance.path and self.parent_page and start and end:
            others = PhasePage.objects.child_of(self.parent_page)
            if others.filter(start_year__lte=end, end_year__gte=start).exists():
                self.add_error("start_year", OVERLAP)
        return cleaned


class PhasePage(CardMixin, BasePage):
    """A stretch of years on the way to the vision, with its own goals."""

    number = models.PositiveSmallIntegerField(_("number"), default=1)
    start_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    goals = StreamField([("goal", PhaseGoalBlock())], blank=True, verbose_name=_("goals"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("goals", help_text=_("What the phase should bring, how far that is, and where one can see it.")),
        FieldPanel("body"),
    ]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("number", help_text=_("1 is the first.")),
                FieldPanel("start_year", help_text=_("Such as 2026.")),
                FieldPanel("end_year", help_text=_("The last year that counts.")),
            ]
        )
    ]
    base_form_class = PhaseForm
    page_description = _("Some years on the way to the vision, with their goals.")
    parent_page_types = ["pages.VisionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start_year__isnull=True)
                | models.Q(end_year__isnull=True)
                | models.Q(end_year__gte=models.F("start_year")),
                name="phase_ends_after_it_starts",
                violation_error_message=_("The last year is before the first."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("The last year is before the first.")})
        if self.start_year and self.end_year and self.path and self._overlaps(self.start_year, self.end_year):
            raise ValidationError({"start_year": OVERLAP})

    def _overlaps(self, start: int, end: int) -> bool:
        others = PhasePage.objects.sibling_of(self, inclusive=False)
        return bool(others.filter(start_year__lte=end, end_year__gte=start).exists())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["groups"] = in_groups(cards(self._pages_of_its_years()))
        return context

    def _pages_of_its_years(self) -> Any:
        belongs = is_naming(self)
        if self.start_year and self.end_year:
            years = range(self.start_year, self.end_year + 1)
            belongs |= Q(locale=self.locale_id, card_day__year__in=years)
        return with_card_fields(Page.objects.all()).filter(belongs)

    @property
    def status(self) -> PhaseStatus | None:
        """Past, current or next as of today in the network's time zone; None without years."""
        return self.status_in(timezone.localdate().year)

    def status_in(self, year: int) -> PhaseStatus | None:
        """What the phase is in `year`."""
        if not self.start_year or not self.end_year:
            return None
        if year > self.end_year:
            return PhaseStatus.PAST
        return PhaseStatus.CURRENT if year >= self.start_year else PhaseStatus.NEXT
