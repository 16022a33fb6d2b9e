"""Learning questions as plain values: read from their themes, and narrowed down by what a reader asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blocks.outcomes import QuestionStatus
from pages.chosen import for_the_reader
from pages.facets import by_focus_area
from pages.filtering import Facet, Narrowed, narrow


@dataclass(frozen=True)
class Question:
    """A learning question of a theme."""

    text: str
    status: QuestionStatus
    answer: str
    answer_page: Page | None
    """The page with the answer, if anybody may see it."""
    theme: Any


def answers_named(themes: Iterable[Any]) -> set[int]:
    """The ids of the pages that are named as answers to the questions of some learning themes."""
    return {
        number for theme in themes for row in theme.questions.raw_data if (number := row["value"].get("answer_page"))
    }


def questions_of(themes: Iterable[Any], readable: dict[int, Page] | None = None) -> list[Question]:
    """The questions of learning themes, in their order.

    `readable` is what `for_the_reader` made of `answers_named`, and maybe of others; without it, one query is made if
    there are answers. Reads the rows as they are stored: as blocks, every theme would ask for its own answers.
    """
    themes = list(themes)
    rows = [(theme, row["value"]) for theme in themes for row in theme.questions.raw_data]
    pages = for_the_reader(answers_named(themes)) if readable is None else readable
    return [
        Question(
            value["text"],
            QuestionStatus(value.get("status", QuestionStatus.OPEN)),
            value.get("answer") or "",
            pages.get(value.get("answer_page")),
            theme,
        )
        for theme, value in rows
    ]


@dataclass(frozen=True)
class LearningAgenda:
    """What a reader sees: the questions that are left of all of them, and what there is to filter by."""

    themes: list[tuple[Page, Any, list[Question]]]
    """The circle or the series that asks, its theme, and the questions that are left."""
    narrowed: Narrowed


def learning_agenda(themes: Iterable[Any], locale_id: int, asked: Mapping[str, str]) -> LearningAgenda:
    """The questions of themes that fit the `status`, `circle` and `focus` that were asked for.

    As many queries for one question as for hundreds.
    """
    themes = list(themes)
    circles = _circles(themes)
    every = questions_of(themes)
    areas = by_focus_area((theme.pk for theme in themes), locale_id)
    facets = [
        Facet("status", _("Status"), dict(QuestionStatus.choices), {each: {each.status} for each in every}),
        Facet(
            "circle",
            _("Circle or series"),
            {str(page.translation_key): page.title for page in circles.values()},
            {each: {str(circles[each.theme.pk].translation_key)} for each in every},
        ),
        replace(areas, having={each: areas.having.get(each.theme.pk, set()) for each in every}),
    ]
    narrowed = narrow(every, facets, asked)
    by_theme = groupby(narrowed.left, key=attrgetter("theme"))
    return LearningAgenda([(circles[theme.pk], theme, list(left)) for theme, left in by_theme], narrowed)


def _circles(themes: list[Any]) -> dict[int, Page]:
    """The page right above each theme, by the theme's id."""
    above = {theme.pk: theme.path[: -Page.steplen] for theme in themes}
    pages = {page.path: page for page in Page.objects.filter(path__in=set(above.values()))}
    return {pk: pages[path] for pk, path in above.items()}
