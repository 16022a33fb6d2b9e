"""How long anybody may keep an answer: the one place that decides it, for all but the static files."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import has_vary_header

NO_STORE = "private, no-store"
FRESH_FOR = 60
"""Seconds that a page may be shown without asking again. Nobody can take back what a browser keeps, so it is short.

Asking again costs a few hundred bytes, since nothing is sent of a page that hasn't changed. That is why there is no
stale-while-revalidate: it would show what was taken back, or yesterday's "today", to save those.
"""
FOR_A_WEEK = "public, max-age=604800"
"""Pictures. A changed one has another address, but a file name may come back, so they aren't immutable."""
FOR_EVERYONE = ("wagtail_serve", "wagtaildocs_serve", "subscribe")
"""The routes whose answer to a visitor is the same for all. What isn't named here is kept by nobody: a view that was
forgotten is slow, and leaks nothing."""
FRONT_DOOR = "/"


class CachePolicy:
    """Gives every answer its Cache-Control. A view that says itself who may keep its answer is heeded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = policy_for(request, response)
        return response


def policy_for(request: HttpRequest, response: HttpResponse) -> str:
    """The Cache-Control of an answer."""
    if request.path.startswith(settings.MEDIA_URL) and response.status_code in (200, 304):
        return FOR_A_WEEK
    if not is_from_anyone(request) or not _is_for_anyone(response):
        return NO_STORE
    said: str = response.get("Cache-Control", "")
    if said:
        return said if "public" in said else NO_STORE
    if _is_same_for_all(request, response):
        return f"public, max-age={min(FRESH_FOR, seconds_until_tomorrow())}, must-revalidate"
    return NO_STORE


def is_from_anyone(request: HttpRequest) -> bool:
    """Whether a request only asks, and says nothing of who asks. Previews speak for an editor."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
        and not getattr(request, "is_dummy", False)
    )


def seconds_until_tomorrow() -> int:
    """Whole seconds until the date changes for people here: what is today, past or coming is so until then."""
    now = timezone.localtime()
    midnight = datetime.datetime.combine(now.date() + datetime.timedelta(days=1), datetime.time(), now.tzinfo)
    return int(midnight.timestamp() - now.timestamp())


def _is_for_anyone(response: HttpResponse) -> bool:
    # A temporary redirect mostly depends on who asks: to the log-in page, say.
    return not response.cookies and not has_vary_header(response, "Cookie") and response.status_code < 400


def _is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    if request.path == FRONT_DOOR:
        return True
    if response.status_code == 301:
        # Browsers would otherwise follow it for ever, whatever an editor makes of it.
        return True
    match = request.resolver_match
    return response.status_code in (200, 304) and match is not None and match.url_name in FOR_EVERYONE
