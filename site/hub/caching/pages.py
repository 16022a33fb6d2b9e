"""Keeps whole pages for the next visitor, so that most visits cost no query and no template."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.utils.translation import get_language_from_path

from .policy import FRESH_FOR, is_from_anyone, seconds_until_tomorrow
from .purging import generation

log = logging.getLogger(__name__)

KEPT_FOR = 15 * 60
"""Seconds after which a page is made anew, even if nobody said that something changed."""
LARGEST = 512 * 1024
"""Bytes of the largest page that is kept. How many there are is bounded in the settings."""
CHOICE = re.compile(r"[a-z0-9_-]{0,40}")
PARAMETERS = {
    "page": re.compile(r"[1-9][0-9]{0,2}"),
    **dict.fromkeys(("circle", "focus", "kind", "phase", "status", "year"), CHOICE),
}
"""What may stand behind the address of a page that is kept: the parts and the filters of lists."""


class PageCache:
    """Answers an anonymous visitor with the page that an earlier one got, as long as nothing has changed since.

    Keeps only what the policy allows anybody to keep, and neither reads nor keeps anything for whoever sends a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Both are read before the page is made: a page that was being made while something changed, or while the date
        # did, must not pass for one made after.
        key = key_of(request)
        until = time.time() + min(KEPT_FOR, seconds_until_tomorrow() - FRESH_FOR)
        if key is None:
            return self.get_response(request)
        if kept := _kept(key):
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if request.method == "GET" and _may_be_kept(response) and until > time.time():
            set_response_etag(response)
            _keep(key, (response.content, dict(response.items())), until - time.time())
        return response


def key_of(request: HttpRequest) -> str | None:
    """What a page is kept under: all that it depends on. None for a request that nothing is kept for."""
    if not is_from_anyone(request) or request.COOKIES or get_language_from_path(request.path_info) is None:
        return None
    query = sorted((name, value) for name, values in request.GET.lists() for value in values)
    if len(dict(query)) < len(query):
        return None
    if not all(name in PARAMETERS and PARAMETERS[name].fullmatch(value) for name, value in query):
        return None
    made_since = generation()
    if made_since is None:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        # It is refused further on, by an answer that has every header.
        return None
    whole = json.dumps([made_since, request.scheme, host, request.path, query])
    return hashlib.sha256(whole.encode()).hexdigest()


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and response.get("Cache-Control", "").startswith("public")
        and not response.has_header("Vary")
        and not response.cookies
        and not response.streaming
        and len(response.content) <= LARGEST
    )


def _kept(key: str) -> Any:
    try:
        return caches["pages"].get(key)
    except Exception:  # whatever it is, the page can be made without
        log.exception("The page cache can't be read.")
        return None


def _keep(key: str, page: tuple[bytes, dict[str, str]], seconds: float) -> None:
    try:
        caches["pages"].set(key, page, seconds)
    except Exception:
        log.exception("The page cache can't be written.")
