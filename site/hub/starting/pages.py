"""The tree of pages that a network begins with.

What is true as it stands goes live: what fills itself, and what says that it is still to come. What only the network
can say is a draft: its phases, its privacy page, its accessibility statement, and lists of what isn't there yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.strings import StringValue

from academy.models import AcademyIndexPage, AgendaPage, LearningAgendaPage
from news.models import NewsIndexPage
from newsletter.models import NewsletterIndexPage
from pages.models import (
    AccessibilityStatementPage,
    ContactPage,
    FocusAreaIndexPage,
    HomePage,
    PartnersPage,
    PeoplePage,
    PhasePage,
    PrivacyPage,
    VisionPage,
)
from pages.translations.drafting import make_draft
from pages.translations.given import translate

from . import words
from .words import Text, Words


@dataclass
class Builder:
    """Builds pages in the first language, and in the others: with words where there are, else drafts to translate."""

    first: Locale
    others: Sequence[Locale]
    live: int = 0
    drafts: int = 0
    pages: dict[type[Page], Page] = field(default_factory=dict)

    def add(
        self, parent: Page, page: Any, said: Words, *more: Text, is_live: bool = True, in_menu: bool = False
    ) -> Any:
        """Put a page below another in every language; `more` are its texts besides title, slug and lead."""
        code = self.first.language_code
        texts = (said.title, said.slug, said.lead, *more)
        page.title, page.slug, page.lead = (text.in_language(code) for text in texts[:3])
        page.locale, page.show_in_menus, page.live = self.first, in_menu, is_live
        parent.add_child(instance=page)
        revision = page.save_revision()
        if is_live:
            revision.publish()
        self._count(is_live)
        for locale in self.others:
            self._translate(page, locale, texts, is_live)
        self.pages[type(page)] = page
        return page

    def _translate(self, page: Page, locale: Locale, texts: Iterable[Text], is_live: bool) -> None:
        if locale.language_code not in words.LANGUAGES:
            make_draft(page, locale)
            self._count(is_live=False)
            return
        known = {
            StringValue.from_plaintext(text.in_language(self.first.language_code)).data: text.in_language(
                locale.language_code
            )
            for text in texts
        }
        translate(page, locale, known.__getitem__, publish=is_live)
        self._count(is_live)

    def _count(self, is_live: bool) -> None:
        if is_live:
            self.live += 1
        else:
            self.drafts += 1


def build(root: Page, name: str, email: str, builder: Builder) -> HomePage:
    """Build the whole tree below `root` and answer the home page in the first language."""
    first = builder.first.language_code
    front = HomePage(statement=words.STATEMENT.in_language(first))
    home: HomePage = builder.add(
        root, front, Words(words.same(name), words.HOME_SLUG, words.HOME_LEAD), words.STATEMENT
    )
    vision = builder.add(home, VisionPage(), words.VISION, in_menu=True)
    for number, phase in enumerate(words.PHASES, start=1):
        builder.add(vision, PhasePage(number=number), phase, is_live=False)
    academy = builder.add(home, AcademyIndexPage(), words.ACADEMY, in_menu=True)
    builder.add(academy, LearningAgendaPage(), words.LEARNING_AGENDA)
    builder.add(home, AgendaPage(), words.AGENDA, in_menu=True)
    builder.add(home, NewsIndexPage(), words.NEWS, in_menu=True)
    builder.add(home, NewsletterIndexPage(), words.NEWSLETTER, in_menu=True)
    builder.add(home, FocusAreaIndexPage(), words.THEMES, is_live=False)
    builder.add(home, PartnersPage(), words.PARTNERS, is_live=False)
    builder.add(home, PeoplePage(), words.PEOPLE, is_live=False)
    builder.add(home, ContactPage(), words.CONTACT, is_live=bool(email))
    row = {name: text.in_language(first) for name, text in words.PROCESSING.items()}
    privacy = PrivacyPage(processing=[("processing", row)])
    builder.add(home, privacy, words.PRIVACY, *words.PROCESSING.values(), is_live=False)
    statement = AccessibilityStatementPage(feedback_email=email)
    builder.add(home, statement, words.ACCESSIBILITY, is_live=False)
    return home
