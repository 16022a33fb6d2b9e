"""A visitor's question, and everything that the page answers it with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.utils.functional import Promise
from wagtail.models import Locale

from .kinds import SearchKind
from .matching import Found, Hit, find, focus_areas_named
from .results import Result, results
from .spelling import close_words

LONGEST = 200
MOST_LEFT_OUT = 10  # PostgreSQL gives up on a question with some thirty minuses in a row
RESULTS_ON_A_PAGE = 10
SHOWN_ELSEWHERE = 5


@dataclass(frozen=True)
class Question:
    """What a visitor asks for. Whatever stands in an address is one: what can't be understood finds nothing."""

    words: str
    kind: str
    focus: str
    page: str

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Question:
        """The question in a query string: `q`, `kind`, `focus` and `page`, the same in every language."""
        words, kind, focus, page = (
            parameters.get(name, "").replace("\0", "") for name in ("q", "kind", "focus", "page")
        )
        if words.count("-") > MOST_LEFT_OUT:
            words = words.replace("-", " ")
        return cls(" ".join(words.split())[:LONGEST].strip(), kind, focus, page)


@dataclass(frozen=True)
class Choice:
    """Something to narrow down to, with how much is left then."""

    value: str
    label: str | Promise
    count: int
    is_chosen: bool


@dataclass
class Answer:
    """What the page shows."""

    question: Question
    shown: Slice[Any] | None = None
    """Where this page is among the others; None as long as nothing is asked."""
    has_hits: bool = False
    """Whether there is anything in the visitor's language, before it is narrowed down."""
    total: int = 0
    """How many results there are on all pages."""
    kinds: list[Choice] = field(default_factory=list)
    focus_areas: list[Choice] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    """Those of this page."""
    elsewhere: list[Result] = field(default_factory=list)
    """The best pages in other languages that can't be read in the visitor's."""
    close: list[str] = field(default_factory=list)
    """Where the words find nothing: words close to them, which the results are for."""

    @property
    def kind_chosen(self) -> Choice | None:
        """What was narrowed down to, if that is a kind there is."""
        return next((choice for choice in self.kinds if choice.is_chosen), None)

    @property
    def focus_area_chosen(self) -> Choice | None:
        """The focus area that was narrowed down to, if it is one there is."""
        return next((choice for choice in self.focus_areas if choice.is_chosen), None)

    @property
    def is_narrowed(self) -> bool:
        """Whether less is shown than the words find."""
        return bool(self.question.kind or self.question.focus)


def answer(question: Question, language: str) -> Answer:
    """The answer for a visitor who reads `language`; as many queries for one result as for a thousand."""
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    locale = next((Locale(pk=pk, language_code=code) for pk, code in codes.items() if code == language), None)
    given = Answer(question)
    if not question.words or not locale:
        return given
    words = question.words
    areas: list[Any] = focus_areas_named(locale, words)
    found = find(words, locale, codes, areas)
    if not found.hits and not found.elsewhere and (close := close_words(words, locale)):
        words = " or ".join(close)
        found = Found(find(words, locale, codes).hits, [])
        given.close = close if found.hits else []
    left = [hit for hit in found.hits if _fits(hit, question)]
    given.has_hits, given.total = bool(found.hits), len(left)
    given.kinds = _kinds(found.hits, question)
    given.focus_areas = _focus_areas(found.hits, question, areas, locale)
    given.shown = shown = Paginator(left, RESULTS_ON_A_PAGE).get_page(question.page)
    elsewhere = [hit for hit in found.elsewhere if _fits(hit, question)]
    here = list(shown.object_list)
    # Those in other languages stand below the last results.
    there = [] if shown.has_next() else elsewhere[:SHOWN_ELSEWHERE]
    made = results([*here, *there], words, language)
    given.results, given.elsewhere = made[: len(here)], made[len(here) :]
    return given


def _fits(hit: Hit, question: Question) -> bool:
    return _is_kind(hit, question.kind) and _is_about(hit, question.focus)


def _is_kind(hit: Hit, kind: str) -> bool:
    return kind in ("", hit.kind)


def _is_about(hit: Hit, focus: str) -> bool:
    return not focus or focus in {str(area) for area in hit.focus_areas}


def _kinds(hits: Iterable[Hit], question: Question) -> list[Choice]:
    counts = Counter(hit.kind for hit in hits if _is_about(hit, question.focus))
    return [
        Choice(kind.value, kind.label, counts[kind], kind == question.kind)
        for kind in SearchKind
        if counts[kind] or kind == question.kind
    ]


def _focus_areas(hits: Iterable[Hit], question: Question, areas: Iterable[Any], locale: Locale) -> list[Choice]:
    counts = Counter(area for hit in hits if _is_kind(hit, question.kind) for area in hit.focus_areas)
    names = {area.translation_key: area for area in areas if area.locale_id == locale.pk}
    choices = []
    for area in areas:
        value, shown = str(area.pk), names.get(area.translation_key, area)
        if counts[area.pk] or (value == question.focus):
            choices.append(Choice(value, shown.name, counts[area.pk], value == question.focus))
    return choices
