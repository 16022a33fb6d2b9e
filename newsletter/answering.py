"""How the pages of a subscription are opened, and answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import links
from .defences import is_from_elsewhere

NumberView = Callable[[HttpRequest, UUID], HttpResponse]
TokenView = Callable[[HttpRequest, str], HttpResponse]
METHODS = require_http_methods(["GET", "HEAD", "POST"])


def from_our_own_pages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Has a view refuse a form that another site's page has sent."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            return answer(request, "newsletter/form_refused.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def opened_by(purpose: str, unknown: str = "newsletter/link_unknown.html") -> Callable[[NumberView], TokenView]:
    """Gives a view the number that the token in its address is for; whoever has no such token gets the page `unknown`.

    Nobody keeps the answer.
    """

    def decorated(view: NumberView) -> TokenView:
        @csrf_exempt
        @never_cache
        @METHODS
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            try:
                number = links.number_from(token, purpose)
            except BadSignature:
                return answer(request, unknown, status=404)
            return view(request, number)

        return opened

    return decorated


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
