"""Which public pages, people and organisations a question finds; nothing here makes them into what a visitor sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import CombinedExpression
from modelsearch.backends.database.postgres.weights import get_sql_weights
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from network.models import Contribution, FocusArea, Involvement, Organisation, PageFocusArea, Person

from ..models import BasePage, PartnersPage, PeoplePage
from ..visibility import public
from .configurations import configuration
from .kinds import SearchKind

Ranks = dict[str, dict[tuple[int, int], float]]
"""By language: how well the index entry of a content type and an id matches; only those that do."""


@dataclass(frozen=True)
class Hit:
    """Something that was found: a page, a person or an organisation."""

    model: Any
    pk: int
    kind: SearchKind
    rank: float
    focus_areas: frozenset[int] = frozenset()
    """The ids of the focus areas, in the network's first language, that it is about."""
    language: str = ""
    """Of a page: the code of its language."""


@dataclass(frozen=True)
class Found:
    """What a question finds, best first."""

    hits: list[Hit]
    """In the visitor's language: pages, and the people and organisations that have one."""
    elsewhere: list[Hit]
    """Pages in other languages, which can't be read in the visitor's."""


def find(words: str, locale: Locale, codes: dict[int, str], areas: Iterable[Any] = ()) -> Found:
    """What the words find for a visitor who reads the language of `locale`; at most three queries.

    `codes` are those of all languages of the site, by the locale's id.

    A page is also found by the people, the organisations and the focus areas that have to do with it, by their
    names of today; `areas` come from `focus_areas_named`.
    """
    ranks = _ranks(words, {*codes.values(), settings.LANGUAGE_CODE})
    rows = _people_and_organisations(locale, ranks[settings.LANGUAGE_CODE])
    pages = _pages(locale, codes, ranks, _has_to_do_with(rows, areas))
    hits = sorted([*pages, *rows], key=lambda hit: (-hit.rank, -hit.pk))
    here = [hit for hit in hits if hit.language in ("", locale.language_code)]
    return Found(here, [hit for hit in hits if hit.language not in ("", locale.language_code)])


def focus_areas_named(locale: Locale, words: str) -> list[FocusArea]:
    """All focus areas in all languages; `is_named` says which of those in `locale` the words name. One query."""
    query = asked(words, locale.language_code)
    vector = SearchVector("name", config=configuration(locale.language_code))
    is_named = Case(When(locale=locale, vector=query, then=Value(True)), default=Value(False))
    return list(FocusArea.objects.alias(vector=vector).annotate(is_named=is_named))


def asked(words: str, language: str) -> SearchQuery:
    """The words as a query in a language. Whatever somebody types is one.

    Quotes keep words together, a minus leaves a word out, "or" stands between alternatives.
    """
    return SearchQuery(words, config=configuration(language), search_type="websearch")


def _ranks(words: str, languages: Iterable[str]) -> Ranks:
    weights = get_sql_weights()
    # The database has an index of the two together.
    entries = IndexEntry.objects.annotate(vector=CombinedExpression(F("title"), "||", F("body")))
    queries = {code: asked(words, code) for code in sorted(languages)}
    for number, query in enumerate(queries.values()):
        # As Wagtail has it: a word counts more in a short title.
        rank = SearchRank(F("title"), query, weights=weights) * F("title_norm")
        rank += SearchRank(F("body"), query, weights=weights)
        entries = entries.annotate(**{f"rank_{number}": Case(When(vector=query, then=rank), default=None)})
    rows_too = ContentType.objects.get_for_models(Person, Organisation).values()
    found = entries.filter(
        reduce(or_, (Q(vector=query) for query in queries.values())), content_type__in=[*_page_types(), *rows_too]
    )
    rows = list(found.values_list("content_type_id", "object_id", *(f"rank_{n}" for n in range(len(queries)))))
    return {
        code: {(row[0], int(row[1])): row[2 + number] for row in rows if row[2 + number] is not None}
        for number, code in enumerate(queries)
    }


def _people_and_organisations(locale: Locale, ranks: dict[tuple[int, int], float]) -> list[Hit]:
    # They are the same in every language, and are indexed in the first.
    ids: dict[Any, dict[int, float]] = {model: _of_type(model, ranks) for model in (Person, Organisation)}
    if not any(ids.values()):
        return []
    people = Person.objects.filter(Exists(public(PeoplePage.objects.filter(locale=locale))), may_be_shown=True)
    organisations = Organisation.objects.filter(Exists(public(PartnersPage.objects.filter(locale=locale))))
    found = (
        rows.filter(pk__in=ids[rows.model]).annotate(found_as=Value(kind)).values_list("pk", "found_as").order_by()
        for rows, kind in ((people, SearchKind.PEOPLE), (organisations, SearchKind.ORGANISATIONS))
    )
    first, second = found
    models = {SearchKind.PEOPLE: Person, SearchKind.ORGANISATIONS: Organisation}
    hits = []
    for pk, kind in first.union(second, all=True):
        model: Any = models[SearchKind(kind)]
        hits.append(Hit(model, pk, SearchKind(kind), ids[model][pk]))
    return hits


def _of_type(model: Any, ranks: dict[tuple[int, int], float]) -> dict[int, float]:
    content_type = ContentType.objects.get_for_model(model).pk
    return {pk: rank for (type_id, pk), rank in ranks.items() if type_id == content_type}


def _has_to_do_with(rows: list[Hit], areas: Iterable[Any]) -> Q:
    """A condition on pages: that those people and organisations, or the focus areas that were named, belong to them."""
    named = Q()
    if people := [row.pk for row in rows if row.model is Person]:
        named |= Q(pk__in=Contribution.objects.filter(person__in=people).values("page"))
    if organisations := [row.pk for row in rows if row.model is Organisation]:
        named |= Q(pk__in=Involvement.objects.filter(organisation__in=organisations).values("page"))
    if keys := [area.translation_key for area in areas if area.is_named]:
        named |= Q(pk__in=PageFocusArea.objects.filter(focus_area__translation_key__in=keys).values("page"))
    return named


def _pages(locale: Locale, codes: dict[int, str], ranks: Ranks, named: Q) -> list[Hit]:
    types = _page_types()
    ranked = {
        pk: {page: rank for (type_id, page), rank in ranks[code].items() if type_id in types}
        for pk, code in codes.items()
    }
    if not any(ranked.values()) and not named:
        return []
    wanted = Q(locale=locale) & (Q(pk__in=ranked[locale.pk]) | named)
    can_be_read = Exists(public(Page.objects.filter(locale=locale, translation_key=OuterRef("translation_key"))))
    for other in codes.keys() - {locale.pk}:
        wanted |= Q(locale=other, pk__in=ranked[other]) & ~Q(can_be_read)
    areas = PageFocusArea.objects.filter(page=OuterRef("pk")).values("focus_area_id")
    found = public(Page.objects.filter(wanted, content_type__in=types)).annotate(areas=ArraySubquery(areas)).order_by()
    columns = ("pk", "content_type_id", "locale_id", "areas", "focusareapage__focus_area_id")
    hits = []
    for pk, type_id, locale_id, area_ids, own_area in found.values_list(*columns):
        about = frozenset(area for area in (*area_ids, own_area) if area)
        rank = ranked[locale_id].get(pk, 0.0)
        hits.append(Hit(types[type_id], pk, types[type_id].search_kind, rank, about, codes[locale_id]))
    return hits


def _page_types() -> dict[int, Any]:
    """The types of pages that can be found, by the ids of their content types."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    return {kept.pk: model for model, kept in ContentType.objects.get_for_models(*models).items()}
