"""Wagtail's search in PostgreSQL, where each object is read in its own language.

Wagtail's own backend has one text search configuration. Two backends, one for each language, would overwrite one
another: there is one index row for an object, whichever backend writes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from wagtail.models import Locale

from .configurations import WITHOUT_STEMMING, configuration, site_configurations

FINDS_NOTHING = SearchQuery("", config=WITHOUT_STEMMING)


class LanguageIndex(PostgresIndex):
    """Writes each object with the configuration of its language."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        for name, group in _by_configuration(objs).items():
            PostgresIndex(PostgresSearchBackend({"SEARCH_CONFIG": name})).add_items(model, group)


def _by_configuration(objs: Iterable[Any]) -> dict[str, list[Any]]:
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    groups: dict[str, list[Any]] = defaultdict(list)
    for each in objs:
        groups[configuration(codes.get(getattr(each, "locale_id", None), settings.LANGUAGE_CODE))].append(each)
    return groups


class EveryLanguage:
    """Asks in every language of the site at once: whoever works in the admin works in all of them."""

    @staticmethod
    def configurations() -> tuple[str, ...]:
        """The text search configurations that what is asked is read with."""
        return site_configurations()

    def build_tsquery(self: Any, query: Any, config: str | None = None) -> Any:
        asked = [self.build_tsquery_content(query, config=name) for name in self.configurations()]
        # What is only signs, such as a dash, asks for nothing.
        return reduce(or_, asked) if all(asked) else FINDS_NOTHING

    def get_fields_vectors(self: Any, search_query: Any) -> list[tuple[SearchVector, float]]:
        return [
            (SearchVector(field.field_name, config=name), getattr(field, "boost", None) or 1.0)
            for field in self.search_fields.values()
            for name in self.configurations()
        ]


class LanguageQueryCompiler(EveryLanguage, PostgresSearchQueryCompiler):
    """Finds words in all the forms that their language gives them."""


class LanguageAutocompleteQueryCompiler(EveryLanguage, PostgresAutocompleteQueryCompiler):
    """Finds them too, and what begins as somebody types; a word of a title counts more than one of the text."""

    @staticmethod
    def configurations() -> tuple[str, ...]:
        return (WITHOUT_STEMMING, *site_configurations())

    def get_index_vectors(self, search_query: Any) -> list[tuple[F, Any]]:
        whole_words = PostgresSearchQueryCompiler.get_index_vectors(self, search_query)
        return [*super().get_index_vectors(search_query), *whole_words]


class SearchBackend(PostgresSearchBackend):
    """For `WAGTAILSEARCH_BACKENDS`."""

    index_class = LanguageIndex
    query_compiler_class = LanguageQueryCompiler
    autocomplete_query_compiler_class = LanguageAutocompleteQueryCompiler
