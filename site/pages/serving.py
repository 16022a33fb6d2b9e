"""Finds the page that a visitor asks for by its whole path at once; Wagtail asks the database for every level."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction, Site

from network.models import Contribution, FocusArea, Involvement, Tie

FOCUS_AREA_FIELDS = ("pk", "name", "description", "order", "translation_key", "locale_id")
RELATIONS = {
    "has_contributions": Exists(Contribution.objects.filter(page=OuterRef("pk"))),
    "has_involvements": Exists(Involvement.objects.filter(page=OuterRef("pk"))),
    "has_ties": Exists(Tie.objects.filter(page=OuterRef("pk"))),
    "has_tied": Exists(Tie.objects.filter(target__translation_key=OuterRef("translation_key"))),
}
"""Most pages have few of these: looking for each with the page itself saves asking for what isn't there."""

OWN_AREAS = FocusArea.objects.filter(page_links__page=OuterRef(OuterRef("pk"))).order_by()
FOCUS_AREAS = ArraySubquery(
    FocusArea.objects.filter(translation_key__in=OWN_AREAS.values("translation_key"))
    .order_by()
    .values(row=JSONObject(**{field: field for field in FOCUS_AREA_FIELDS}))
)
"""The rows of a page's focus areas in every language: nearly every page shows them, so they come with it."""


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serves the page at `path` in the language of the request; raises Http404 where there is none to see.

    The last part of a path may be a row's, such as a person's below the page of people. What is neither is left to
    Wagtail to find.
    """
    page, below = _page_at(request, path)
    if page:
        # Where Wagtail itself keeps what it found for this request.
        request._wagtail_route_for_request = page.route(request, below)  # type: ignore[attr-defined]
    response: HttpResponse = views.serve(request, path)
    return response


def _page_at(request: HttpRequest, path: str) -> tuple[Any, list[str]]:
    """The page at a path, or the one above it that has rows below it; and what is left of the path."""
    site = Site.find_for_request(request)
    roots = [root for root in Site.get_site_root_paths() if site and root.site_id == site.pk]
    root = next((root.root_path for root in roots if root.language_code == get_language()), None)
    if root is None:
        return None, []
    whole = f"{root}{path}"
    parent, _, last = whole.rstrip("/").rpartition("/")
    is_anything_hidden = Exists(PageViewRestriction.objects.all())
    pages = Page.objects.filter(url_path__in=[whole, f"{parent}/"])
    known = {"is_anything_hidden": is_anything_hidden, "area_rows": FOCUS_AREAS, **RELATIONS}
    both = list(pages.annotate(**known).order_by("-depth"))
    found = both[0] if both else None
    if found is None or found.specific_class is None:
        return None, []
    below = [] if found.url_path == whole else [last]
    if below and not issubclass(found.specific_class, RoutablePageMixin):
        return None, []
    related = getattr(found.specific_class, "served_with", ())
    page = found.specific_class.objects.select_related("locale", *related).get(pk=found.pk)
    page.is_anything_hidden = found.is_anything_hidden
    if not below and len(both) > 1:
        # Where treebeard keeps what `get_parent` found.
        page._cached_parent_obj = both[1]
    page.known_to_lack = frozenset(name.removeprefix("has_") for name in RELATIONS if not getattr(found, name))
    if found.area_rows:
        areas = [FocusArea(**{**row, "translation_key": UUID(row["translation_key"])}) for row in found.area_rows]
        page.focus_areas = FocusArea.read_in(page.locale_id, areas)
    else:
        page.known_to_lack |= {"focus_area_links"}
    return page, below
