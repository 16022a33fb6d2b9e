"""The languages that visitors find the site in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale
from wagtail.models import Page

from .visibility import public

HOME_DEPTH = 2
WRITTEN_IN = "en"
"""What the code says, and whoever reads a language that nobody has translated it into."""


def open_languages() -> list[str]:
    """The codes of the languages whose home page is public, the network's first one first; one query.

    A language can be set and translated for weeks before its home page is published: until then nobody is led to it.
    """
    homes = public(Page.objects.filter(depth=HOME_DEPTH)).values_list("locale__language_code", flat=True)
    return in_order(set(homes))


def in_order(codes: set[str]) -> list[str]:
    """Those of the site's languages that are among these, the network's first one first."""
    return [code for code, _name in settings.LANGUAGES if code in codes]


@cache
def language_of_our_words(code: str) -> str:
    """The language that buttons and notices are in for readers of this one: their own, or that of the code."""
    catalogues = (Path(folder) / to_locale(code) / "LC_MESSAGES" / "django.mo" for folder in settings.LOCALE_PATHS)
    return code if any(catalogue.exists() for catalogue in catalogues) else WRITTEN_IN
