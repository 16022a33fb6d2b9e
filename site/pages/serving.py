"""Finds the page that a visitor asks for by its whole path at once; Wagtail asks the database for every level."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page, PageViewRestriction, Site


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serves the page at `path` in the language of the request; raises Http404 where there is none to see.

    What isn't a page's own path, such as a person below the page of people, is left to Wagtail to find.
    """
    if page := _page_at(request, path):
        # Where Wagtail itself keeps what it found for this request.
        request._wagtail_route_for_request = page.route(request, [])  # type: ignore[attr-defined]
    response: HttpResponse = views.serve(request, path)
    return response


def _page_at(request: HttpRequest, path: str) -> Any:
    site = Site.find_for_request(request)
    roots = [root for root in Site.get_site_root_paths() if site and root.site_id == site.pk]
    root = next((root.root_path for root in roots if root.language_code == get_language()), None)
    if root is None:
        return None
    is_anything_hidden = Exists(PageViewRestriction.objects.all())
    found = Page.objects.filter(url_path=f"{root}{path}").annotate(is_anything_hidden=is_anything_hidden).first()
    if found is None or found.specific_class is None:
        return None
    related = getattr(found.specific_class, "served_with", ())
    page = found.specific_class.objects.select_related("locale", *related).get(pk=found.pk)
    page.is_anything_hidden = found.is_anything_hidden
    return page
