"""Listings of one page type in the admin, with the columns and filters that matter to it; the menu “Content”."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.db.models import Case, Q, QuerySet, TextChoices, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, PageTypeColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from network.models import FocusArea
from network.models.focus_areas import in_first_language

from .models import PhasePage, PublicationPage
from .ties import is_naming_in_any_language
from .translations.status import types_of_editors

CONTENT_MENU = "register_content_menu_item"


class OnTheSite(TextChoices):
    """How far a page is on its way to the site."""

    LIVE = "live", _("published")
    CHANGED = "changed", _("published, and changed since")
    DRAFT = "draft", _("not published")
    UNFINISHED = "unfinished", _("not published as it is now")


class TitleColumn(PageTitleColumn):
    """A title that leads to the editor, without Wagtail's menu: that asks the database what may be done to each row."""

    cell_template_name = "pages/admin/listing_title_cell.html"


class DayColumn(Column):
    """A day, or the day of a moment in the network's time zone, as people write it."""

    def get_value(self, instance: Any) -> str:
        value = super().get_value(instance)
        if isinstance(value, datetime.datetime):
            value = timezone.localtime(value)
        return date_format(value, "j M Y") if value else ""


class ChoiceColumn(Column):
    """What was chosen in a field with choices, in words."""

    def get_value(self, instance: Any) -> str:
        return capfirst(str(getattr(instance, f"get_{self.accessor}_display")()))


class FocusAreaColumn(Column):
    """The focus areas that a page is about. The listing fetches them for all its rows at once."""

    fetched_with = "focus_area_links__focus_area"

    def __init__(self) -> None:
        super().__init__("focus_areas", label=_("Focus areas"))

    def get_value(self, instance: Any) -> str:
        return ", ".join(link.focus_area.name for link in instance.focus_area_links.all())


def choice_filter(label: Any, choices: Any, **options: Any) -> django_filters.ChoiceFilter:
    """One of a few choices, or all of them, to be ticked."""
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **options
    )


def phase_filter(day: str = "", **options: Any) -> django_filters.ModelChoiceFilter:
    """A phase: of what belongs to it by the field that holds its `day`, or by a `method` of the filter set's own."""
    options.setdefault("method", lambda pages, name, phase: pages.filter(belonging_to(phase, day)))
    return django_filters.ModelChoiceFilter(
        label=_("Phase"),
        queryset=lambda request: PhasePage.objects.filter(in_first_language()).order_by("number"),
        **options,
    )


def belonging_to(phase: PhasePage, day: str) -> Q:
    """The pages, in any language, with their `day` in the phase's years or that are tied to it by hand."""
    tied = is_naming_in_any_language(phase)
    has_years = phase.start_year and phase.end_year
    return tied | Q(**{f"{day}__year__range": (phase.start_year, phase.end_year)}) if has_years else tied


class ListingFilterSet(WagtailFilterSet):
    """Whether a page is published, its focus area and its language; a listing adds what its type has."""

    status = choice_filter(_("Status"), OnTheSite.choices, method="with_status")
    focus_area = django_filters.ModelChoiceFilter(
        label=_("Focus area"),
        field_name="focus_area_links__focus_area",
        queryset=lambda request: FocusArea.objects.filter(in_first_language()),
    )

    class Meta:
        model = Page
        fields: Sequence[str] = []

    def with_status(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        is_live, is_changed = Q(live=True), Q(has_unpublished_changes=True)
        wanted = {
            OnTheSite.LIVE: is_live,
            OnTheSite.CHANGED: is_live & is_changed,
            OnTheSite.DRAFT: ~is_live,
            OnTheSite.UNFINISHED: ~is_live | is_changed,
        }
        return pages.filter(wanted[OnTheSite(value)])


class ListingView(IndexView):
    """The rows of a listing, with what its columns show fetched for all of them at once."""

    fetched: tuple[str, ...] = ()
    # A search narrows the rows as a filter does: their order stays, and any filter and any column goes with it.
    is_explicitly_ordered = True

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).prefetch_related(*self.fetched)

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        found = self.model.objects.autocomplete(self.search_query)
        return queryset.filter(pk__in=[page.pk for page in found])

    def order_queryset(self, queryset: Any) -> Any:
        """The versions of one page stay together, the first language's above the others."""
        ordered = super().order_queryset(queryset)
        others_below = Case(When(in_first_language(), then=0), default=1)
        return ordered.order_by(*ordered.query.order_by, "translation_key", others_below, "pk")


def writes_pages(user: Any) -> bool:
    """Whether somebody writes or publishes pages anywhere on the site; who only corrects some doesn't."""
    return policy_registry.get_by_type(Page).user_has_any_permission(user, ["add", "publish"])


class ContentMenuItem(MenuItem):
    """Shown to those who write or publish pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writes_pages(request.user)


class ListingViewSet(PageListingViewSet):
    """A listing of one page type in the menu “Content”; `own_columns` stand between the title and the status."""

    own_columns: Sequence[BaseColumn] = ()
    fetched: tuple[str, ...] = ()
    index_view_class = ListingView
    menu_hook = CONTENT_MENU
    menu_item_class = ContentMenuItem
    list_per_page = 30

    @property
    def columns(self) -> list[BaseColumn]:
        title = TitleColumn("title", label=_("Title"), sort_key="title", classname="title")
        status = PageStatusColumn("status", label=_("Status"), sort_key="live")
        return [BulkActionsColumn("bulk_actions"), title, *self.own_columns, status]

    @property
    def menu_label(self) -> Any:
        return capfirst(self.model._meta.verbose_name_plural)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        of_columns = tuple(column.fetched_with for column in self.own_columns if isinstance(column, FocusAreaColumn))
        return super().get_index_view_kwargs(fetched=(*self.fetched, *of_columns), **kwargs)


class PublicationFilterSet(ListingFilterSet):
    class Meta:
        model = PublicationPage
        fields = ["kind"]

    appeared = choice_filter(_("Appeared?"), PublicationPage.Status.choices, field_name="status")


class PublicationListing(ListingViewSet):
    """Publications, the latest first."""

    model = PublicationPage
    name = "publications"
    icon = "doc-full-inverse"
    menu_order = 60
    ordering = "-date"
    filterset_class = PublicationFilterSet
    own_columns = (
        ChoiceColumn("kind", label=_("Kind"), sort_key="kind"),
        DayColumn("date", label=_("Date"), sort_key="date"),
        ChoiceColumn("appeared", label=_("Appeared?"), accessor="status", sort_key="status"),
        FocusAreaColumn(),
    )


class LastHand(TextChoices):
    """Who changed a page last."""

    MINE = "me", _("me")
    OTHERS = "others", _("others")


class EveryPageFilterSet(ListingFilterSet):
    by = choice_filter(_("Last changed by"), LastHand.choices, method="last_changed_by")
    content_type = MultipleContentTypeFilter(
        label=_("Type"), queryset=lambda request: types_of_editors(), widget=forms.CheckboxSelectMultiple
    )

    def last_changed_by(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        mine = Q(latest_revision__user=self.request.user)
        return pages.filter(mine if value == LastHand.MINE else ~mine)


class EveryPageListingView(ListingView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(content_type__in=types_of_editors())


class EveryPageListing(ListingViewSet):
    """Pages of all types, the last changed first: where the dashboard leads to all drafts."""

    model = Page
    name = "all-pages"
    icon = "list-ul"
    menu_order = 90
    menu_label = _("All pages")
    ordering = "-latest_revision_created_at"
    index_view_class = EveryPageListingView
    filterset_class = EveryPageFilterSet
    own_columns = (
        PageTypeColumn("type", label=_("Type"), accessor="page_type_display_name", sort_key="content_type__model"),
        DateColumn("latest_revision_created_at", label=_("Changed"), sort_key="latest_revision_created_at"),
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # A page of any type is added where it belongs: in its own listing, or below its parent.
        every = {"page_title": self.menu_label, "add_url_name": None}
        return super().get_common_view_kwargs(**{**every, **kwargs})


class ContentMenu(ViewSetGroup):
    """The menu that every listing puts itself into."""

    menu_label = _("Content")
    menu_name = "content"
    menu_icon = "doc-full"
    menu_order = 120
    submenu_hook = CONTENT_MENU
    items = (PublicationListing, EveryPageListing)
