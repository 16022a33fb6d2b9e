from __future__ import annotations

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.elsewhere import missing_in
from pages.facets import by_focus_area, by_phase, by_year
from pages.filtering import Narrowed, narrow
from pages.models import BasePage
from pages.search.kinds import SearchKind
from pages.visibility import public

from .gatherings import GatheringPage, When, when_is


class AgendaPage(BasePage):
    """All gatherings of the network, wherever they stand: what is coming, then what has been."""

    search_kind = SearchKind.AGENDA
    past_on_a_page = 20
    elsewhere_shown = 5

    page_description = _("By itself all gatherings of the site, wherever they stand.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["academy.GatheringPage", "academy.SeriesPage"]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        here = public(GatheringPage.objects.filter(locale=self.locale_id))
        rows = list(here.filter(start__isnull=False).order_by("-start", "-pk").values_list("pk", "start", "end"))
        context["narrowed"] = narrowed = self._narrow({pk: localdate(start) for pk, start, _end in rows}, request)
        behind_us = {pk for pk, start, end in rows if when_is(start, end) is When.PAST}
        past = Paginator([pk for pk in narrowed.left if pk in behind_us], self.past_on_a_page)
        context["past"] = context["shown"] = page = past.get_page(request.GET.get("page"))
        gatherings = here.select_related("venue").annotate(whole=_title_of_whole())
        page.object_list = list(gatherings.filter(pk__in=page.object_list).order_by("-start", "-pk"))
        coming = [pk for pk in narrowed.left if pk not in behind_us]
        context["coming"] = list(gatherings.filter(pk__in=coming).order_by("start", "pk"))
        if not narrowed.used:
            elsewhere = missing_in(self.locale_id, GatheringPage.objects.filter(start__isnull=False))
            context["elsewhere"] = elsewhere.order_by("-start", "-pk")[: self.elsewhere_shown]
        return context

    def _narrow(self, days: dict[int, datetime.date], request: HttpRequest) -> Narrowed:
        """The ids of those gatherings that the reader asks for, in the same order."""
        facets = [by_focus_area(days, self.locale_id), by_phase(days, self.locale_id), by_year(days)]
        return narrow(days, facets, request.GET)


def _title_of_whole() -> Subquery:
    """The title of the series, the circle or the edition that a gathering is a session of."""
    path_above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    above = Page.objects.live().filter(path=path_above).not_type(AgendaPage)
    return Subquery(above.values("title")[:1])
