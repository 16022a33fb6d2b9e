"""The knowledge platform: its circle, the circle's themes and first gathering, and the learning agenda."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from academy.models import (
    GatheringPage,
    KnowledgeCirclePage,
    KnowledgePlatformPage,
    LearningAgendaPage,
    LearningThemePage,
)
from network.models import Organisation, Venue

from ..content import circles
from .bodies import stream
from .builder import Builder, words


def load_circles(academy: Page, builder: Builder) -> None:
    """Load the platform and the learning agenda below the academy."""
    for name, kind in circles.ORGANISATIONS:
        Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
    row = circles.PLATFORM
    platform = KnowledgePlatformPage(goal=row.goal.nl, guiding_idea=row.idea.nl)
    builder.add(academy, platform, row.title, row.lead, row.goal, row.idea, relations=row.relations)
    circle = KnowledgeCirclePage(regions=circles.REGIONS.nl, body=stream(circles.BODY, builder.library))
    builder.add(
        platform,
        circle,
        circles.TITLE,
        circles.LEAD,
        circles.REGIONS,
        circles.BODY,
        picture="neighbourhood",
        relations=circles.RELATIONS,
        key="circle",
    )
    _load_gathering(circle, builder)
    for theme in circles.THEMES:
        _load_theme(circle, theme, builder)
    page = LearningAgendaPage()
    builder.add(academy, page, circles.AGENDA_TITLE, circles.AGENDA_LEAD)


def _load_gathering(circle: Page, builder: Builder) -> None:
    row = circles.GATHERING
    place = circles.VENUE
    venue = Venue.objects.create(
        name=place.name, address=place.address, town=place.town, accessibility=words(place.accessibility)
    )
    agenda: list[Any] = [
        ("item", {"time": item.time, "kind": item.kind, "title": item.title.nl, "text": item.text.nl})
        for item in row.agenda
    ]
    page = GatheringPage(
        start=builder.moment(row.day, row.starts),
        end=builder.moment(row.day, row.ends),
        venue=venue,
        admission="invitation",
        participants_from=row.participants_from.nl,
        agenda=agenda,
        shared_conclusion=row.conclusion.nl,
    )
    texts = [row.agenda, row.participants_from, row.conclusion]
    builder.add(circle, page, row.title, row.lead, texts, relations=row.relations, key="circle-gathering")


def _load_theme(circle: Page, row: circles.Theme, builder: Builder) -> None:
    questions: list[Any] = [
        (
            "question",
            {
                "text": question.text.nl,
                "status": question.status,
                "asked_on": circles.GATHERING.day,
                "answer": question.answer.nl if question.answer else "",
                "answer_page": builder.pages[question.answer_page] if question.answer_page else None,
            },
        )
        for question in row.questions
    ]
    page = LearningThemePage(start=circles.GATHERING.day, questions=questions)
    builder.add(circle, page, row.title, row.lead, row.questions, relations=row.relations)
