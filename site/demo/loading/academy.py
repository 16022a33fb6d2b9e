"""The academy: its programme, the programme's editions, and the first one's opening session."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from academy.models import AcademyIndexPage, EditionPage, GatheringPage, ProgrammePage

from ..content import academy
from .bodies import stream
from .builder import Builder
from .gatherings import agenda_of


def load_academy(front: Page, builder: Builder) -> AcademyIndexPage:
    """Load the academy below the home page and answer its index."""
    index = AcademyIndexPage(body=stream(academy.BODY, builder.library), show_in_menus=True)
    builder.add(front, index, academy.TITLE, academy.LEAD, academy.BODY, picture=academy.PICTURE)
    row = academy.PROGRAMME
    page = ProgrammePage(
        kind=row.kind,
        audience=row.audience.nl,
        eligibility=row.eligibility.nl,
        methods=row.methods.nl,
        aims=[("aim", {"text": aim.text.nl, "horizon": aim.horizon}) for aim in row.aims],
        body=stream(row.body, builder.library),
    )
    words = [row.audience, row.eligibility, row.methods, row.aims, row.body]
    builder.add(
        index,
        page,
        row.title,
        row.lead,
        words,
        picture=row.picture,
        relations=row.relations,
        key="course",
    )
    for edition in row.editions:
        _load_edition(page, edition, builder)
    return index


def _load_edition(programme: Page, row: academy.Edition, builder: Builder) -> None:
    page = EditionPage(
        start=builder.working_day(row.start),
        end=None if row.end is None else builder.working_day(row.end),
        application_deadline=None if row.apply_until is None else builder.day(row.apply_until),
        application_url=row.application_url,
        participants=row.participants,
        participants_qualifier=row.participants_qualifier,
        participants_from=row.participants_from.nl,
        body=stream(row.body, builder.library),
    )
    words: list[Any] = [row.participants_from, row.body]
    builder.add(programme, page, row.title, row.lead, words, relations=row.relations, key=row.key)
    for session in row.sessions:
        gathering = GatheringPage(
            start=builder.moment(session.day, session.starts),
            end=builder.moment(session.day, session.ends),
            admission="invitation",
            body=stream(session.body, builder.library),
            agenda=agenda_of(session.agenda),
            shared_conclusion=session.conclusion.nl,
        )
        texts = [session.body, session.agenda, session.conclusion]
        builder.add(page, gathering, session.title, session.lead, texts, relations=session.relations)
