"""What the academy offers besides its pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page

from network.models import NetworkSettings
from pages.visibility import public

from .calendars import calendar_of, gatherings_of


@require_safe
@conditional_page
def calendar(request: HttpRequest, page_id: int) -> HttpResponse:
    """The calendar of a page that anybody may see; programs that follow it ask again and again, and get a 304."""
    pages = public(Page.objects.filter(locale__language_code=get_language()))
    page = get_object_or_404(pages, pk=page_id).specific
    network = NetworkSettings.load(request_or_site=request).name
    content = calendar_of(page, gatherings_of(page), network).to_ical()
    headers = {"Content-Disposition": f'inline; filename="{page.slug}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
