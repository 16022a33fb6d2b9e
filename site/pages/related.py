"""What else there is about the same: pages that share focus areas with a page, or belong to the same wholes."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from network.models import PageFocusArea, Tie

from .cards import with_card_fields
from .ties import is_named_by, is_naming
from .visibility import public


def in_common_with(page: Any) -> Any:
    """An expression on pages: how many focus areas and how many wholes they share with `page`."""
    areas, wholes = _areas_and_wholes(page)
    return _number_of(areas) + _number_of(wholes)


def most_in_common(page: Any, candidates: Any) -> Any:
    """The ids of public pages that share most with `page`, in its language, the latest first among equals; no query.

    Never the page itself, nor one above it, below it or tied to it.
    """
    areas, wholes = _areas_and_wholes(page)
    above = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    shares = Q(pk__in=areas.values("page")) | Q(pk__in=wholes.values("page"))
    others = candidates.filter(shares, locale_id=page.locale_id).exclude(path__startswith=page.path)
    others = others.exclude(path__in=above).exclude(is_named_by(page)).exclude(is_naming(page))
    found = public(with_card_fields(others)).annotate(in_common=in_common_with(page))
    newest = F("card_day").desc(nulls_last=True)
    return found.order_by("-in_common", newest, F("first_published_at").desc(nulls_last=True), "-pk").values("pk")


def _areas_and_wholes(page: Any) -> tuple[Any, Any]:
    """The rows that say of any page that it is about one of this page's focus areas, or belongs to one of its wholes.

    A draft keeps its own rows in memory, where nothing can be joined to them.
    """
    links, ties = page.focus_area_links.all(), page.ties.all()
    is_saved = isinstance(links, QuerySet)
    areas = links.order_by().values("focus_area") if is_saved else [link.focus_area_id for link in links]
    is_saved = isinstance(ties, QuerySet)
    targets = ties.order_by().values("target") if is_saved else [tie.target_id for tie in ties]
    keys = Page.objects.filter(pk__in=targets).values("translation_key")
    return (
        PageFocusArea.objects.filter(focus_area__in=areas).order_by(),
        Tie.objects.filter(target__translation_key__in=keys).order_by(),
    )


def _number_of(rows: Any) -> Any:
    """Of rows that each belong to a page: how many belong to the page that is asked about."""
    own = rows.filter(page=OuterRef("pk")).values("page").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(own), 0)
