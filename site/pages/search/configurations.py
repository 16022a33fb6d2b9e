"""Which of PostgreSQL's text search configurations each language is read with."""

from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language_info

WITHOUT_STEMMING = "simple"


@cache
def configuration(language_code: str) -> str:
    """The configuration for a language: the one with its English name, or the one that knows no language.

    A network that needs another language than PostgreSQL knows has its database administrator create a
    configuration with the language's English name in small letters.
    """
    try:
        name = get_language_info(language_code)["name"]
    except KeyError:
        return WITHOUT_STEMMING
    return next((word for word in name.lower().split() if word in _available()), WITHOUT_STEMMING)


@cache
def site_configurations() -> tuple[str, ...]:
    """The configurations of all languages of the site, the first language's first."""
    codes = [settings.LANGUAGE_CODE, *(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES)]
    return tuple(dict.fromkeys(configuration(code) for code in codes))


@cache
def _available() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cfgname FROM pg_ts_config WHERE pg_ts_config_is_visible(oid)")
        return frozenset(name for (name,) in cursor.fetchall())
