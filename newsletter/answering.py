"""How the pages of a subscription read what is posted, and answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .defences import is_from_elsewhere

METHODS = require_http_methods(["GET", "HEAD", "POST"])


def from_our_own_pages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Has a view refuse a form that another site's page has sent."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            return answer(request, "newsletter/form_refused.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def posted(request: HttpRequest) -> QueryDict | None:
    """The fields of a form; None when what came can't be read as one."""
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnicodeError):
        return None


def site_path(url: str) -> str:
    """An address of the site as its own pages link to it: without the host, which only mail needs."""
    return url.removeprefix(settings.PUBLIC_URL)


def answer(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page that no search engine keeps."""
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
