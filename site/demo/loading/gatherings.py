"""The agenda: a series with its strategy, gatherings with their pitches, and the challenges those are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from academy.models import AgendaPage, GatheringPage, LearningThemePage, PitchPage, SeriesPage
from network.models import Affiliation, Organisation, Person, Venue
from pages.models import ChallengePage, PublicationPage, StrategyPage

from ..content import gatherings
from ..content.gatherings.kinds import Gathering, Item, Pitch, Step, Theme
from ..content.relations import Relations
from .bodies import stream
from .builder import Builder, words


def load_gatherings(front: Page, builder: Builder) -> None:
    """Load the agenda below the home page, and what its gatherings belong to."""
    _load_people()
    places = {
        row.key: Venue.objects.create(
            name=row.name, address=row.address, town=row.town, accessibility=words(row.accessibility)
        )
        for row in gatherings.PLACES
    }
    for row in gatherings.CHALLENGES:
        page = ChallengePage(body=stream(row.body, builder.library))
        relations = Relations(focus_areas=row.focus_areas)
        builder.add(builder.pages["challenges"], page, row.title, row.lead, row.body, relations=relations, key=row.key)
    _load_series(_load_strategy(front, builder), builder, places)
    agenda = builder.add(front, AgendaPage(show_in_menus=True), gatherings.TITLE, gatherings.LEAD, key="agenda")
    for gathering in gatherings.GATHERINGS:
        _load_gathering(agenda, gathering, builder, places)


def _load_people() -> None:
    for row in gatherings.ORGANISATIONS:
        Organisation.objects.get_or_create(name=row.name, defaults={"kind": row.kind})
    for person in gatherings.PEOPLE:
        loaded = Person.objects.create(name=person.name, alternate_names=person.alternate_names, may_be_shown=True)
        organisation = Organisation.objects.get(name=person.organisation)
        Affiliation.objects.create(person=loaded, organisation=organisation, role=words(person.role))


def _load_strategy(front: Page, builder: Builder) -> StrategyPage:
    row = gatherings.STRATEGY
    coalitions: list[Any] = [
        ("coalition", {"theme": each.theme.nl, "lead": each.lead.nl, "partners": each.partners.nl})
        for each in row.coalitions
    ]
    page = StrategyPage(
        start_year=row.start_year,
        end_year=row.end_year,
        body=stream(row.body, builder.library),
        coalitions=coalitions,
    )
    texts = [row.body, row.coalitions]
    builder.add(front, page, row.title, row.lead, texts, relations=row.relations, key="region")
    booklet = gatherings.PUBLICATION
    publication = PublicationPage()
    builder.add(
        builder.pages["publications"],
        publication,
        booklet.title,
        booklet.lead,
        relations=booklet.relations,
        key="region-publication",
    )
    return page


def _load_series(strategy: Page, builder: Builder, places: dict[str, Venue]) -> None:
    row = gatherings.SERIES
    page = SeriesPage(
        start=row.start,
        end=row.end,
        planned_sessions=len(row.sessions),
        participants=row.participants,
        participants_qualifier="over",
        participants_from=row.participants_from.nl,
        body=stream(row.body, builder.library),
        shared_conclusion=row.conclusion.nl,
        outcome=stream(row.outcome, builder.library),
        follow_up=_steps(row.steps, builder),
    )
    texts = [row.participants_from, row.body, row.conclusion, row.outcome, row.steps]
    builder.add(
        strategy, page, row.title, row.lead, texts, relations=row.relations, picture="video", key="region-series"
    )
    for theme in row.themes:
        _load_theme(page, theme, builder)
    for session in row.sessions:
        _load_gathering(page, session, builder, places)


def _load_theme(series: Page, row: Theme, builder: Builder) -> None:
    questions: list[Any] = [
        ("question", {"text": question.text.nl, "status": question.status, "answer": ""}) for question in row.questions
    ]
    page = LearningThemePage(questions=questions)
    builder.add(series, page, row.title, row.lead, row.questions, relations=row.relations)


def agenda_of(items: Iterable[Item]) -> list[Any]:
    """The programme of a day in Dutch, as a StreamField takes it; its people have to be there."""
    return [
        (
            "item",
            {
                "time": item.time,
                "kind": item.kind,
                "title": item.title.nl,
                "text": item.text.nl,
                "people": [Person.objects.get(name=name) for name in item.people],
            },
        )
        for item in items
    ]


def _load_gathering(parent: Page, row: Gathering, builder: Builder, places: dict[str, Venue]) -> None:
    page = GatheringPage(
        start=builder.moment(row.day, row.starts),
        end=builder.moment(row.day, row.ends),
        plan=row.plan,
        plan_note=row.plan_note.nl,
        venue=places[row.place] if row.place else None,
        is_online=row.is_online,
        audience=row.audience.nl,
        admission=row.admission,
        registration_url=row.registration_url,
        registration_deadline=builder.day(row.register_until) if row.register_until else None,
        previous=builder.pages[row.previous] if row.previous else None,
        participants_from=row.participants_from.nl,
        body=stream(row.body, builder.library),
        agenda=agenda_of(row.agenda),
        shared_conclusion=row.conclusion.nl,
        outcome=stream(row.outcome, builder.library),
        follow_up=_steps(row.steps, builder),
    )
    texts = [row.plan_note, row.audience, row.participants_from, row.body, row.agenda, row.conclusion, row.outcome]
    builder.add(
        parent,
        page,
        row.title,
        row.lead,
        [*texts, row.steps],
        picture=row.picture,
        relations=row.relations,
        key=row.key,
    )
    for pitch in row.pitches:
        _load_pitch(page, pitch, builder)


def _load_pitch(gathering: Page, row: Pitch, builder: Builder) -> None:
    page = PitchPage(
        number=row.number,
        body=stream(row.body, builder.library),
        outcome_question=row.outcome_question.nl,
        outcome=stream(row.outcome, builder.library),
        questions=[("question", question.nl) for question in row.questions],
        research_themes=[("theme", theme.nl) for theme in row.research_themes],
        follow_up=_steps(row.steps, builder),
    )
    texts = [row.body, row.outcome_question, row.outcome, row.questions, row.research_themes, row.steps]
    builder.add(gathering, page, row.title, row.lead, texts, relations=row.relations)


def _steps(steps: tuple[Step, ...], builder: Builder) -> list[Any]:
    return [
        (
            step.kind,
            {
                "text": step.text.nl,
                "owner": step.owner.nl,
                "due": step.due,
                "status": step.status,
                "result_page": builder.pages[step.result] if step.result else None,
            },
        )
        for step in steps
    ]
