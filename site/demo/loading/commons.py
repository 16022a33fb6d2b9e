"""What other pages of the demo refer to: partners, people, themes, challenges, publications, terms."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from pages.models import (
    AccessibilityStatementPage,
    ChallengeIndexPage,
    ContactPage,
    FocusAreaIndexPage,
    FocusAreaPage,
    GlossaryPage,
    GlossaryTermPage,
    InformationPage,
    PartnersPage,
    PeoplePage,
    PhasePage,
    PrivacyPage,
    PublicationIndexPage,
    PublicationPage,
)

from ..content import commons, glossary, information, network
from ..content.text import Body, T, Text
from .bodies import stream
from .builder import Builder
from .paper import paper


def load_commons(front: Page, builder: Builder) -> None:
    """Load them below the home page; others find the index pages by their type, or in `builder.pages`."""
    builder.add(front, PartnersPage(), commons.PARTNERS_TITLE, commons.PARTNERS_LEAD, key="partners")
    builder.add(front, PeoplePage(), commons.PEOPLE_TITLE, commons.PEOPLE_LEAD, key="people")
    builder.add(front, ChallengeIndexPage(), commons.CHALLENGES_TITLE, commons.CHALLENGES_LEAD, key="challenges")
    _load_publications(front, builder)
    _load_glossary(front, builder)
    _load_themes(front, builder)
    _load_evidence(builder)


def load_information(front: Page, builder: Builder) -> None:
    """Load the pages that explain; they come last in the footer."""
    for row in information.INFORMATION:
        body = linked(row.body, builder)
        builder.add(front, InformationPage(body=stream(body, builder.library)), row.title, row.lead, body)
    _load_contact(front, builder)
    _load_privacy(front, builder)
    _load_statement(front, builder)


def linked(body: Body, builder: Builder) -> Body:
    """The body with its links to terms, written as `term:` and a key, as the editor stores them."""

    def link(html: str | None) -> str | None:
        return html and re.sub(
            r'<a href="term:([\w-]+)">',
            lambda found: f'<a linktype="page" id="{builder.pages[f"term:{found[1]}"].pk}">',
            html,
        )

    return tuple(
        replace(block, html=T(link(block.html.nl) or "", link(block.html.en))) if isinstance(block, Text) else block
        for block in body
    )


def _load_glossary(front: Page, builder: Builder) -> None:
    page = builder.add(front, GlossaryPage(), glossary.TITLE, glossary.LEAD, key="glossary")
    for row in glossary.TERMS:
        term = GlossaryTermPage(abbreviation=row.abbreviation, explanation=row.explanation.nl)
        words = [row.explanation, T(row.abbreviation, row.abbreviation)]
        builder.add(page, term, row.title, row.lead, words, key=f"term:{row.key}")


def _load_themes(front: Page, builder: Builder) -> None:
    index = FocusAreaIndexPage(show_in_menus=True)
    builder.add(front, index, commons.THEMES_TITLE, commons.THEMES_LEAD, key="themes")
    names = {area.key: area.name for area in network.FOCUS_AREAS}
    for row in commons.THEMES:
        body = linked(row.body, builder)
        page = FocusAreaPage(focus_area=builder.focus_areas[row.focus_area], body=stream(body, builder.library))
        builder.add(index, page, names[row.focus_area], row.lead, body, picture=row.picture)


def _load_publications(front: Page, builder: Builder) -> None:
    index = builder.add(
        front, PublicationIndexPage(), commons.PUBLICATIONS_TITLE, commons.PUBLICATIONS_LEAD, key="publications"
    )
    row = commons.FACTSHEET
    file = ContentFile(paper(row.lines), name="factsheet-eerste-leergang.pdf")
    page = PublicationPage(
        kind=row.kind,
        status="published",
        date=row.date,
        document=Document.objects.create(title=row.title.nl, file=file),
        body=stream(row.body, builder.library),
    )
    builder.add(index, page, row.title, row.lead, row.body, relations=row.relations, key="factsheet")


def _load_evidence(builder: Builder) -> None:
    """Name for the goals of phases the pages that show what came of them, which weren't there before."""
    for phase in PhasePage.objects.filter(locale__language_code="nl"):
        proven = [goal for goal in phase.goals if goal.value["text"] in commons.EVIDENCE]
        if not proven:
            continue
        for goal in proven:
            goal.value["evidence"] = builder.pages[commons.EVIDENCE[goal.value["text"]]]
        phase.save_revision().publish()
        source, _ = TranslationSource.update_or_create_from_instance(phase)
        source.translations.get(target_locale=builder.english).save_target(publish=False)
        phase.get_translation(builder.english).get_latest_revision().publish()


def _load_contact(front: Page, builder: Builder) -> None:
    row = information.CONTACT
    page = ContactPage(body=stream(row.body, builder.library))
    builder.add(front, page, row.title, row.lead, row.body, relations=commons.CONTACT_PEOPLE)


def _load_privacy(front: Page, builder: Builder) -> None:
    row = information.PRIVACY
    processing: list[Any] = [
        (
            "processing",
            {
                "what": each.what.nl,
                "purpose": each.purpose.nl,
                "basis": each.basis.nl,
                "retention": each.retention.nl,
            },
        )
        for each in information.PROCESSING
    ]
    page = PrivacyPage(
        body=stream(row.body, builder.library), processing=processing, changed_on=information.PRIVACY_CHANGED_ON
    )
    builder.add(front, page, row.title, row.lead, row.body, information.PROCESSING)


def _load_statement(front: Page, builder: Builder) -> None:
    row, said = information.ACCESSIBILITY, information.STATEMENT
    page = AccessibilityStatementPage(
        status="E",
        scope=said.scope.nl,
        stated_on=said.stated_on,
        stated_by=said.stated_by.nl,
        feedback_email=network.CONTACT_ADDRESS,
        complaints_url=said.complaints_url,
        body=stream(row.body, builder.library),
    )
    builder.add(front, page, row.title, row.lead, row.body, said.scope, said.stated_by)
