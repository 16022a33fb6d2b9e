"""Which languages a site comes in."""

from contextlib import suppress
from importlib import import_module
from typing import Any

import environ
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy, to_locale

from hub.formats.en import formats as ours

DAY_FIRST = "%d-%m-%Y"
"""How a date is written in a form: 31-12-2026."""
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


def reads_day_first(code: str) -> bool:
    """Whether a form in that language reads dates that are written as in `DAY_FIRST`."""
    formats: Any = ours
    if not code.startswith("en"):
        with suppress(ModuleNotFoundError):
            formats = import_module(f"django.conf.locale.{to_locale(code)}.formats")
    return DAY_FIRST in getattr(formats, "DATE_INPUT_FORMATS", ours.DATE_INPUT_FORMATS)
