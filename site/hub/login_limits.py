"""How often passwords may be tried: by user and address (django-axes), and by network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsletter.defences import Limit, address_of, retry_after_from_network

# Enough for an office behind one address; too few to try one password on everybody.
PER_NETWORK = Limit(100, timedelta(hours=1))
# Every form that takes a password, or an address to reset one.
FORMS = (
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
)


def address(request: HttpRequest) -> str | None:
    """The visitor's address for django-axes; behind a proxy on this machine, the one that the proxy names."""
    found = address_of(request)
    return str(found) if found else None


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """What somebody sees who tried too often, whether the account exists or not."""
    return _wait(request, settings.AXES_COOLOFF_TIME)


class LimitPasswords:
    """Lets a network try no more passwords than an office would."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        if request.method != "POST" or not request.resolver_match or request.resolver_match.url_name not in FORMS:
            return None
        wait = retry_after_from_network(request, "hub.passwords", PER_NETWORK)
        return _wait(request, wait) if wait else None


def _wait(request: HttpRequest, wait: timedelta) -> HttpResponse:
    minutes = int(wait.total_seconds() // 60)
    response = render(request, "login/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(int(wait.total_seconds()))
    response["Cache-Control"] = "no-store"
    return response
