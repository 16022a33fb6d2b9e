"""The learning agenda: the learning questions of all circles and series, narrowed down to what a reader asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail.models import Page

from blocks.outcomes import QuestionStatus
from network.models import FocusArea, PageFocusArea


@dataclass(frozen=True)
class Question:
    """A learning question, and where it was asked."""

    row: Any
    """The row in the theme's stream: text, status, answer."""
    theme: Any
    circle: Page
    """The circle or the series that the theme belongs to."""
    focus_areas: Mapping[int, str]
    """Names in the reader's language, by the id of the focus area's first row."""


@dataclass(frozen=True)
class Choice:
    """Something to filter by, and whether it is what the reader chose."""

    value: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class LearningAgenda:
    """What a reader sees: the questions that are left of all of them, and what there is to filter by."""

    questions: list[Question]
    total: int
    statuses: list[Choice]
    circles: list[Choice]
    focus_areas: list[Choice]


def learning_agenda(themes: Any, locale_id: int, asked: Mapping[str, str]) -> LearningAgenda:
    """The questions of a queryset of themes that fit the `status`, `circle` and `focus` that were asked for.

    A value that is no choice finds nothing. Four queries, however many questions there are.
    """
    every = list(_questions(list(themes), locale_id))
    status, circle, focus = (asked.get(name, "") for name in ("status", "circle", "focus"))
    left = [
        question
        for question in every
        if status in ("", question.row["status"])
        and circle in ("", str(question.circle.pk))
        and (not focus or focus in map(str, question.focus_areas))
    ]
    circles = {str(question.circle.pk): question.circle.title for question in every}
    areas = {str(pk): name for question in every for pk, name in question.focus_areas.items()}
    return LearningAgenda(
        left,
        len(every),
        _choices(dict(QuestionStatus.choices), status),
        _choices(circles, circle),
        _choices(areas, focus),
    )


def _choices(labels: Mapping[str, str | Promise], chosen: str) -> list[Choice]:
    return [Choice(value, label, value == chosen) for value, label in labels.items()]


def _questions(themes: list[Any], locale_id: int) -> Iterator[Question]:
    parents = Page.objects.filter(path__in={theme.path[: -Page.steplen] for theme in themes})
    circles = {parent.path: parent for parent in parents}
    areas = _focus_areas(themes, locale_id)
    for theme in themes:
        circle = circles[theme.path[: -Page.steplen]]
        for block in theme.questions:
            yield Question(block.value, theme, circle, areas.get(theme.pk, {}))


def _focus_areas(themes: list[Any], locale_id: int) -> dict[int, dict[int, str]]:
    """The names of each theme's focus areas in one language, under the ids of the rows in the first language."""
    links = PageFocusArea.objects.filter(page_id__in=[theme.pk for theme in themes]).select_related("focus_area")
    links = list(links.order_by("focus_area__order"))
    names = {
        area.translation_key: area.name
        for area in FocusArea.in_language({link.focus_area_id for link in links}, locale_id)
    }
    found: dict[int, dict[int, str]] = {}
    for link in links:
        found.setdefault(link.page_id, {})[link.focus_area_id] = names[link.focus_area.translation_key]
    return found
