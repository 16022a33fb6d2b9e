"""The years of a vision's phases: no two phases share one, and an editor hears of years that none of them covers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .models import PhasePage


def years_between(phases: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of years that lie between phases, from the first and last years of each."""
    gaps = []
    covered: int | None = None
    for start, end in sorted(phases):
        if covered is not None and start > covered + 1:
            gaps.append((covered + 1, start - 1))
        covered = max(end, covered or end)
    return gaps


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_years_without_a_phase(request: HttpRequest, page: Page) -> None:
    """Name the years between phases; the page has been saved all the same."""
    if not isinstance(page, PhasePage):
        return
    others: Any = PhasePage.objects.sibling_of(page, inclusive=False)
    known = others.filter(start_year__isnull=False, end_year__isnull=False).values_list("start_year", "end_year")
    own = [(page.start_year, page.end_year)] if page.start_year and page.end_year else []
    for first, last in years_between([*known, *own]):
        years = str(first) if first == last else f"{first}–{last}"
        messages.warning(request, _("No phase covers %(years)s. Is that right?") % {"years": years})
