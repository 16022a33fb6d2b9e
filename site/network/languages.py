"""The site's languages, asked when they are needed: a language more is no change of the tables."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def language_choices() -> list[tuple[str, Any]]:
    """The languages that the installation is set to, as a field offers them."""
    return settings.LANGUAGES


def first_language() -> str:
    """The code of the language that pages are written in first."""
    return settings.LANGUAGE_CODE
