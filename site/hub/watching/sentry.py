"""Errors told to a Sentry server, if there is one, without anything about people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .scrubbing import scrubbed_deep

OF_A_REQUEST = ("method",)


def begin(dsn: str, **options: Any) -> None:
    """Has errors told to the server that a DSN names. Raises ImproperlyConfigured where the library isn't installed."""
    try:
        import sentry_sdk
    except ImportError:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, and sentry-sdk isn't installed: pip install 'health-hub[sentry]'."
        ) from None
    sentry_sdk.init(
        dsn=dsn,
        # Addresses and tokens stand in local variables. Users, cookies and bodies aren't sent unless one asks for it.
        include_local_variables=False,
        max_request_body_size="never",
        before_send=without_people,
        before_breadcrumb=lambda crumb, hint: scrubbed_deep(crumb),
        **options,
    )


def without_people(event: Any, hint: Any = None) -> Any:
    """An event without what a visitor sent, without users, and with every text scrubbed."""
    event.pop("user", None)
    request = event.pop("request", {})
    event["request"] = {name: request[name] for name in OF_A_REQUEST if name in request}
    return scrubbed_deep(event)
