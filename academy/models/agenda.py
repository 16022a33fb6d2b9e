from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Length, Substr
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.models import BasePage
from pages.visibility import public

from .gatherings import GatheringPage


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
        dated = gatherings.annotate(last=Coalesce("end", "start"), whole=_title_of_whole())
        past = Paginator(dated.filter(last__lt=midnight).order_by("-start", "-pk"), self.past_on_a_page)
        context["past"] = past.get_page(request.GET.get("page"))
        context["coming"] = dated.filter(last__gte=midnight).order_by("start", "pk")
        return context


def _title_of_whole() -> Subquery:
    """The title of the series, the circle or the edition that a gathering is a session of."""
    path_above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    above = Page.objects.live().filter(path=path_above).not_type(AgendaPage)
    return Subquery(above.values("title")[:1])
