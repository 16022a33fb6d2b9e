"""The route: a line that is solid behind us and dashed ahead, with today on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from pages.models import PhasePage, VisionPage
from pages.visibility import public

register = template.Library()

STEP = 5  # The stylesheet knows the positions 0, 5, … 100 per cent: no page carries a style of its own.


def share_behind(start_year: int, end_year: int, today: date) -> int:
    """How much of the years from the first day of one to the last of the other has passed, in steps of 5 %."""
    first, after = date(start_year, 1, 1), date(end_year + 1, 1, 1)
    share = (today - first) / (after - first)
    return round(min(max(share, 0), 1) * 100 / STEP) * STEP


@register.filter
def share_behind_us(phase: PhasePage) -> int:
    """The share of the current phase that has passed, kept clear of the stops before and after it; 0 without years."""
    if not phase.start_year or not phase.end_year:
        return 0
    return min(max(share_behind(phase.start_year, phase.end_year, timezone.localdate()), 10), 90)


@register.inclusion_tag("pages/road.html")
def road(
    phases: Iterable[PhasePage], vision: VisionPage | None = None, here: PhasePage | None = None
) -> dict[str, Any]:
    """The road of the vision: its phases beside one another, today on it, the target year at its end.

    `here` is the phase whose page this is.
    """
    return {"phases": phases, "vision": vision, "here": here}


@register.simple_tag
def phases_beside(phase: PhasePage) -> list[PhasePage]:
    """All phases of the vision that a phase belongs to, itself included; none for one that isn't saved yet."""
    return list(public(PhasePage.objects.sibling_of(phase)).order_by("number")) if phase.path else []
