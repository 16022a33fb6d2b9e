"""Which languages a site comes in."""

from typing import Any

import environ
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

KNOWN = dict(global_settings.LANGUAGES)


def from_environment(env: environ.Env) -> list[tuple[str, Any]]:
    """The languages that LANGUAGES names, by their codes; the first is the one that pages are written in first.

    Raises ImproperlyConfigured for one that Django doesn't know, or that is named twice.
    """
    codes = [code.strip().lower() for code in env.list("LANGUAGES", default=["nl", "en"]) if code.strip()]
    if not codes:
        raise ImproperlyConfigured("LANGUAGES names no language. It should look like nl,en.")
    for code in codes:
        if code not in KNOWN:
            raise ImproperlyConfigured(
                f"LANGUAGES names {code!r}, which isn't a language that Django knows, such as fy."
            )
        if codes.count(code) > 1:
            raise ImproperlyConfigured(f"LANGUAGES names {code!r} twice.")
    return [(code, gettext_lazy(KNOWN[code])) for code in codes]
