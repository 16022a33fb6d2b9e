"""The listings of the academy and its agenda in the admin."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.models import Page

from blocks.outcomes import QuestionStatus
from network.models import Venue
from pages.listings import (
    ChoiceColumn,
    DayColumn,
    FocusAreaColumn,
    ListingFilterSet,
    ListingView,
    ListingViewSet,
    belonging_to,
    choice_filter,
    phase_filter,
)
from pages.models import PhasePage
from pages.ties import is_naming_in_any_language

from .models import EditionPage, GatheringPage, LearningThemePage, ProgrammePage
from .models.programmes import EditionStatus


class When(TextChoices):
    """Where something that takes time stands, seen from today."""

    COMING = "coming", _("coming")
    NOW = "now", _("today or running")
    PAST = "past", _("past")


def by_time(pages: QuerySet, value: str, day: str = "") -> QuerySet:
    """The pages with a `start` and perhaps an `end` that are coming, on, or past; `day` turns a moment into a day."""
    today = timezone.localdate()
    is_past = Q(**{f"end{day}__lt": today})
    if day:  # a gathering without an end is over with its day; an edition without one goes on
        is_past |= Q(**{"end__isnull": True, f"start{day}__lt": today})
    coming = Q(**{f"start{day}__gt": today})
    if value == When.COMING:
        return pages.filter(coming)
    if value == When.PAST:
        return pages.filter(is_past)
    return pages.filter(start__isnull=False).exclude(is_past).exclude(coming)


class GatheringFilterSet(ListingFilterSet):
    when = choice_filter(_("When"), When.choices, method="with_time")
    start = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    venue = django_filters.ModelChoiceFilter(label=_("Venue"), queryset=Venue.objects.order_by("name"))
    phase = phase_filter("start")

    class Meta:
        model = GatheringPage
        fields = ["when", "start", "venue", "plan"]

    def with_time(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return by_time(pages, value, day="__date")


def _place(gathering: GatheringPage) -> str:
    places = [str(gathering.venue)] if gathering.venue else []
    return " + ".join(places + ([str(_("online"))] if gathering.is_online else []))


def _change_of_plan(gathering: GatheringPage) -> str:
    return "" if gathering.plan == GatheringPage.Plan.ON else capfirst(gathering.get_plan_display())


class GatheringListing(ListingViewSet):
    """Gatherings, the last first, and with it what is to come."""

    model = GatheringPage
    name = "gatherings"
    icon = "calendar"
    menu_order = 20
    ordering = "-start"
    filterset_class = GatheringFilterSet
    fetched = ("venue",)
    own_columns = (
        DayColumn("start", label=_("Date"), sort_key="start"),
        Column("place", label=_("Place"), accessor=_place),
        ChoiceColumn("admission", label=_("Admission"), sort_key="admission"),
        Column("plan", label=_("Does it go ahead?"), accessor=_change_of_plan, sort_key="plan"),
    )


EDITION_STATUS = {
    EditionStatus.ANNOUNCED: _("Announced"),
    EditionStatus.OPEN: _("Open for applications"),
    EditionStatus.FULL: _("Full"),
    EditionStatus.RUNNING: _("Running now"),
    EditionStatus.FINISHED: _("Finished"),
}


def with_edition_in(editions: QuerySet) -> Exists:
    """Whether a programme has one of these editions."""
    return Exists(editions.filter(path__startswith=OuterRef("path")))


class ProgrammeFilterSet(ListingFilterSet):
    editions = choice_filter(_("When there is an edition"), When.choices, method="with_edition")
    phase = phase_filter(method="in_phase")

    class Meta:
        model = ProgrammePage
        fields = ["kind"]

    def with_edition(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages.filter(with_edition_in(by_time(EditionPage.objects.all(), value)))

    def in_phase(self, pages: QuerySet, name: str, value: PhasePage) -> QuerySet:
        """The programmes that are tied to a phase, or have an edition that belongs to it."""
        editions = EditionPage.objects.filter(belonging_to(value, "start"))
        return pages.filter(is_naming_in_any_language(value) | Q(with_edition_in(editions)))


class ProgrammeListingView(ListingView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The last edition of each programme, of all of them in one query."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        programmes = {programme.path: programme for programme in context["object_list"]}
        below = (Q(path__startswith=path) for path in programmes)
        editions = EditionPage.objects.filter(reduce(or_, below, Q(pk=None))).order_by(F("start").asc(nulls_first=True))
        for edition in editions:
            programmes[edition.path[: -Page.steplen]].last_edition = edition
        return context


def _how_far(programme: Any) -> Any:
    edition = getattr(programme, "last_edition", None)
    return EDITION_STATUS[edition.status] if edition else ""


class ProgrammeListing(ListingViewSet):
    """Programmes, by name."""

    model = ProgrammePage
    name = "programmes"
    icon = "folder-open-inverse"
    menu_order = 30
    ordering = "title"
    index_view_class = ProgrammeListingView
    filterset_class = ProgrammeFilterSet
    own_columns = (
        ChoiceColumn("kind", label=_("Kind"), sort_key="kind"),
        Column("state", label=_("Last edition"), accessor=_how_far),
        FocusAreaColumn(),
    )


class EditionFilterSet(ListingFilterSet):
    when = choice_filter(_("When"), When.choices, method="with_time")
    programme = django_filters.ModelChoiceFilter(
        label=capfirst(ProgrammePage._meta.verbose_name),
        queryset=ProgrammePage.objects.order_by("title"),
        method="of_programme",
    )
    phase = phase_filter("start")

    class Meta:
        model = EditionPage
        fields = ["when", "programme"]

    def with_time(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return by_time(pages, value)

    def of_programme(self, pages: Any, name: str, value: Page) -> Any:
        return pages.child_of(value)


class EditionListing(ListingViewSet):
    """Editions of all programmes, the last first."""

    model = EditionPage
    name = "editions"
    icon = "date"
    menu_order = 40
    ordering = "-start"
    filterset_class = EditionFilterSet
    own_columns = (
        ParentPageColumn("parent", label=capfirst(ProgrammePage._meta.verbose_name)),
        DayColumn("start", label=_("First day"), sort_key="start"),
        DayColumn("end", label=_("Last day"), sort_key="end"),
        Column("state", label=_("How far"), accessor=lambda edition: EDITION_STATUS[edition.status]),
    )


def states_of_questions(themes: QuerySet) -> dict[int, list[str]]:
    """How the questions of each theme stand, by the theme's id; one query."""
    stored = LearningThemePage.objects.filter(pk__in=themes.order_by().values("pk")).only("questions")
    return {
        theme.pk: [row["value"].get("status", QuestionStatus.OPEN) for row in theme.questions.raw_data]
        for theme in stored
    }


class LearningThemeFilterSet(ListingFilterSet):
    questions = choice_filter(_("Questions"), QuestionStatus.choices, method="with_question")

    class Meta:
        model = LearningThemePage
        fields = ["questions"]

    def with_question(self, themes: QuerySet, name: str, value: str) -> QuerySet:
        """The themes with at least one question that stands so."""
        every = states_of_questions(LearningThemePage.objects.all())
        return themes.filter(pk__in=[pk for pk, states in every.items() if value in states])


class LearningThemeListingView(ListingView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail leaves streams out of a listing; this one counts what is in them."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown = [theme.pk for theme in context["object_list"]]
        states = states_of_questions(LearningThemePage.objects.filter(pk__in=shown))
        for theme in context["object_list"]:
            theme.states = states[theme.pk]
        return context


def _questions(theme: Any) -> str:
    counted = [(theme.states.count(status), status.label) for status in QuestionStatus]
    return ", ".join(f"{count} {label}" for count, label in counted if count)


class LearningThemeListing(ListingViewSet):
    """Learning themes with how many of their questions stand how."""

    model = LearningThemePage
    name = "learning-themes"
    icon = "help"
    menu_order = 50
    ordering = "-start"
    index_view_class = LearningThemeListingView
    filterset_class = LearningThemeFilterSet
    own_columns = (
        ParentPageColumn("parent", label=_("Circle or series")),
        Column("questions", label=_("Questions"), accessor=_questions),
        DayColumn("end", label=_("Until"), sort_key="end"),
    )


LISTINGS = (GatheringListing, ProgrammeListing, EditionListing, LearningThemeListing)
