"""What pages differ in, for a reader to filter by: their focus areas, phases, years and kinds."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from network.models import FocusArea, PageFocusArea, Tie

from .filtering import Facet, Label
from .models.vision import PhasePage
from .visibility import public


def by_focus_area(page_ids: Iterable[int], locale_id: int) -> Facet:
    """The focus areas of pages, in a locale's language; two queries.

    Its values are the ids of the rows that everything refers to, the same in every language.
    """
    links = PageFocusArea.objects.filter(page_id__in=list(page_ids)).order_by()
    rows = list(links.values_list("page_id", "focus_area_id", "focus_area__translation_key"))
    ids = {key: str(area) for _page, area, key in rows}
    having: dict[int, set[str]] = defaultdict(set)
    for page, area, _key in rows:
        having[page].add(str(area))
    labels: dict[str, Label] = {
        ids[area.translation_key]: area.name
        for area in FocusArea.in_language({area for _page, area, _key in rows}, locale_id)
    }
    return Facet("focus", _("Focus area"), labels, having)


def by_phase(days: Mapping[int, datetime.date], locale_id: int) -> Facet:
    """The phases of a vision that pages belong to, by their day or because they say so; two queries.

    Its values are the phases' numbers.
    """
    phases = list(public(PhasePage.objects.filter(locale_id=locale_id)).order_by("number"))
    numbers = {phase.translation_key: str(phase.number) for phase in phases}
    having: dict[int, set[str]] = {
        page: {
            str(phase.number)
            for phase in phases
            if phase.start_year and phase.end_year and phase.start_year <= day.year <= phase.end_year
        }
        for page, day in days.items()
    }
    ties = Tie.objects.filter(page_id__in=list(days), target__translation_key__in=numbers).order_by()
    for page, key in ties.values_list("page_id", "target__translation_key"):
        having[page].add(numbers[key])
    labels: dict[str, Label] = {str(phase.number): phase.title for phase in phases}
    return Facet("phase", _("Phase"), labels, having)


def by_year(days: Mapping[int, datetime.date]) -> Facet:
    """The years of pages, the latest first; no query."""
    years = sorted({day.year for day in days.values()}, reverse=True)
    having = {page: {str(day.year)} for page, day in days.items()}
    return Facet("year", _("Year"), {str(year): str(year) for year in years}, having)


def by_kind(kinds: Mapping[int, str], choices: Iterable[tuple[str, Label]]) -> Facet:
    """The kinds of pages, from the choices of a field; no query."""
    return Facet("kind", _("Kind"), dict(choices), {page: {kind} for page, kind in kinds.items()})
