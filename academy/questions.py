"""Learning questions as plain values: read from their themes, and narrowed down by what a reader asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from wagtail.models import Page

from blocks.outcomes import QuestionStatus
from network.models import FocusArea, PageFocusArea
from pages.chosen import for_the_reader


@dataclass(frozen=True)
class Question:
    """A learning question of a theme."""

    text: str
    status: QuestionStatus
    answer: str
    answer_page: Page | None
    """The page with the answer, if anybody may see it."""
    theme: Any


def questions_of(themes: Iterable[Any]) -> list[Question]:
    """The questions of learning themes, in their order; one query, however many themes there are.

    Reads the rows as they are stored: as blocks, every theme would ask the database for its own answers.
    """
    rows = [(theme, row["value"]) for theme in themes for row in theme.questions.raw_data]
    answers = {number for _theme, value in rows if (number := value.get("answer_page"))}
    pages = for_the_reader(answers)
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
class Choice:
    """Something to filter by, and whether it is what the reader chose."""

    value: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class LearningAgenda:
    """What a reader sees: the questions that are left of all of them, and what there is to filter by."""

    themes: list[tuple[Page, Any, list[Question]]]
    """The circle or the series that asks, its theme, and the questions that are left."""
    shown: int
    total: int
    filters: dict[str, list[Choice]]


def learning_agenda(themes: Iterable[Any], locale_id: int, asked: Mapping[str, str]) -> LearningAgenda:
    """The questions of themes that fit the `status`, `circle` and `focus` that were asked for.

    A value that is no choice finds nothing. As many queries for one question as for hundreds.
    """
    themes = list(themes)
    circles = _circles(themes)
    areas = _focus_areas(themes, locale_id)
    status, circle, focus = (asked.get(name, "") for name in ("status", "circle", "focus"))
    every = questions_of(themes)
    left = [
        question
        for question in every
        if status in ("", question.status)
        and circle in ("", str(circles[question.theme.pk].pk))
        and (not focus or focus in areas.get(question.theme.pk, {}))
    ]
    by_theme = groupby(left, key=attrgetter("theme"))
    names = {key: name for theme_areas in areas.values() for key, name in theme_areas.items()}
    titles = {str(page.pk): page.title for page in circles.values()}
    filters = {
        "status": list(_choices(dict(QuestionStatus.choices), status)),
        "circle": list(_choices(titles, circle)),
        "focus": list(_choices(names, focus)),
    }
    shown = [(circles[theme.pk], theme, list(questions)) for theme, questions in by_theme]
    return LearningAgenda(shown, len(left), len(every), filters)


def _choices(labels: Mapping[str, str | Promise], chosen: str) -> Iterator[Choice]:
    return (Choice(value, label, value == chosen) for value, label in labels.items())


def _circles(themes: list[Any]) -> dict[int, Page]:
    """The page right above each theme, by the theme's id."""
    above = {theme.pk: theme.path[: -Page.steplen] for theme in themes}
    pages = {page.path: page for page in Page.objects.filter(path__in=set(above.values()))}
    return {pk: pages[path] for pk, path in above.items()}


def _focus_areas(themes: list[Any], locale_id: int) -> dict[int, dict[str, str]]:
    """The names of each theme's focus areas in one language, by the id of the focus area that everything refers to."""
    found = PageFocusArea.objects.filter(page_id__in=[theme.pk for theme in themes]).select_related("focus_area")
    links = list(found.order_by("focus_area__order"))
    localized = FocusArea.in_language({link.focus_area_id for link in links}, locale_id)
    names = {area.translation_key: area.name for area in localized}
    areas: dict[int, dict[str, str]] = {}
    for link in links:
        areas.setdefault(link.page_id, {})[str(link.focus_area_id)] = names[link.focus_area.translation_key]
    return areas
