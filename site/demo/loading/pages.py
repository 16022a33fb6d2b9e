"""The demo's pages, each in Dutch and then in English where it has a translation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page

from academy.models import AcademyIndexPage, EditionPage, ProgrammePage
from network.models import Contribution, FocusArea, Organisation, PageFocusArea, Person
from news.models import ArticlePage, NewsIndexPage
from pages.models import HomePage, InformationPage, PhasePage, VisionPage

from ..content import academy, home, information, news, vision
from ..content.text import T
from ..translating import Words, translate
from .bodies import stream, words_in
from .library import Library, alt_of


@dataclass
class Builder:
    """What building a page takes besides its words: pictures, focus areas, the other language, the moment."""

    english: Locale
    library: Library
    focus_areas: dict[str, FocusArea]
    now: datetime.datetime

    def add(
        self,
        parent: Page,
        page: Any,
        title: T,
        lead: T,
        *words: Any,
        picture: str | None = None,
        focus_areas: tuple[str, ...] = (),
        published: datetime.datetime | None = None,
        slug: T | None = None,
    ) -> Any:
        """Put `page` below `parent`, published at a moment, and translate it unless its title has no English."""
        page.title, page.lead = title.nl, lead.nl
        page.slug = slug.nl if slug else slugify(title.nl)
        if picture:
            page.picture, page.picture_alt = self.library[picture], alt_of(picture).nl
        page.focus_area_links = [
            PageFocusArea(focus_area=self.focus_areas[key], sort_order=order) for order, key in enumerate(focus_areas)
        ]
        parent.add_child(instance=page)
        page.save_revision().publish()
        translated = [page]
        if title.en is not None:
            known = Words(words_in((title, lead, words, alt_of(picture) if picture else ())))
            english_slug = (slug.en if slug else None) or slugify(title.en)
            known.add_slug(page.slug, english_slug)
            translated.append(translate(page, self.english, known))
        moment = published or self.now - datetime.timedelta(days=90)
        Page.objects.filter(pk__in=[each.pk for each in translated]).update(
            first_published_at=moment, last_published_at=moment
        )
        return page

    def day(self, when: datetime.date | int) -> datetime.date:
        """A date as it is, or so many days after the day of loading."""
        if isinstance(when, int):
            return timezone.localdate(self.now) + datetime.timedelta(days=when)
        return when


def load_pages(root: Page, builder: Builder) -> HomePage:
    """Build the whole tree below `root` and answer the Dutch home page."""
    front = HomePage(kicker=home.KICKER.nl, statement=home.STATEMENT.nl, body=stream(home.BODY, builder.library))
    name = T(home.TITLE, home.TITLE)
    builder.add(
        root,
        front,
        name,
        home.LEAD,
        home.KICKER,
        home.STATEMENT,
        home.BODY,
        picture=home.PICTURE,
        slug=T("home-nl", "home-en"),
    )
    _load_vision(front, builder)
    _load_news(front, builder)
    _load_academy(front, builder)
    for row in information.INFORMATION:
        page = InformationPage(body=stream(row.body, builder.library))
        builder.add(front, page, row.title, row.lead, row.body)
    return front


def _load_vision(front: HomePage, builder: Builder) -> None:
    page = VisionPage(
        name=vision.NAME,
        target_year=vision.TARGET_YEAR,
        motto=vision.MOTTO.nl,
        body=stream(vision.BODY, builder.library),
        principles=[("principle", {"title": row.title.nl, "text": row.text.nl}) for row in vision.PRINCIPLES],
        criteria_rule=vision.CRITERIA_RULE.nl,
        criteria=[
            (
                "criterion",
                {"quality": row.quality.nl, "activity": row.activity.nl, "explanation": row.explanation.nl},
            )
            for row in vision.CRITERIA
        ],
        show_in_menus=True,
    )
    words = [T(vision.NAME, vision.NAME), vision.MOTTO, vision.BODY, vision.PRINCIPLES, vision.CRITERIA]
    builder.add(front, page, vision.TITLE, vision.LEAD, words, vision.CRITERIA_RULE, picture=vision.PICTURE)
    for row in vision.PHASES:
        phase = PhasePage(
            number=row.number,
            start_year=row.start_year,
            end_year=row.end_year,
            goals=[("goal", {"text": goal.text.nl, "status": goal.status}) for goal in row.goals],
        )
        builder.add(page, phase, row.name, row.lead, row.goals)


def _load_news(front: HomePage, builder: Builder) -> None:
    index = NewsIndexPage(show_in_menus=True)
    builder.add(front, index, news.TITLE, news.LEAD)
    for row in news.ARTICLES:
        published = _moment_of(row, builder)
        page = ArticlePage(kind=row.kind, date=timezone.localdate(published), body=stream(row.body, builder.library))
        builder.add(
            index,
            page,
            row.title,
            row.lead,
            row.body,
            picture=row.picture,
            focus_areas=row.focus_areas,
            published=published,
        )


def _moment_of(row: news.Article, builder: Builder) -> datetime.datetime:
    if row.date is None:
        return builder.now - datetime.timedelta(days=row.published_days_ago or 0)
    nine = datetime.time(9, tzinfo=timezone.get_current_timezone())
    return datetime.datetime.combine(row.date, nine)


def _load_academy(front: HomePage, builder: Builder) -> None:
    index = AcademyIndexPage(body=stream(academy.BODY, builder.library), show_in_menus=True)
    builder.add(front, index, academy.TITLE, academy.LEAD, academy.BODY, picture=academy.PICTURE)
    row = academy.PROGRAMME
    page = ProgrammePage(
        kind=row.kind,
        audience=row.audience.nl,
        eligibility=row.eligibility.nl,
        aims=[("aim", {"text": aim.text.nl, "horizon": aim.horizon}) for aim in row.aims],
        body=stream(row.body, builder.library),
    )
    page.contributions = [
        Contribution(
            sort_order=order,
            person=Person.objects.get(name=contribution.person),
            role=contribution.role,
            organisation=Organisation.objects.get(name=contribution.organisation),
        )
        for order, contribution in enumerate(row.contributions)
    ]
    words = [row.audience, row.eligibility, row.aims, row.body]
    builder.add(
        index,
        page,
        row.title,
        row.lead,
        words,
        picture=row.picture,
        focus_areas=row.focus_areas,
        published=builder.now - datetime.timedelta(days=5),
    )
    for edition in row.editions:
        run = EditionPage(
            start=builder.day(edition.start),
            end=None if edition.end is None else builder.day(edition.end),
            application_deadline=None if edition.apply_until is None else builder.day(edition.apply_until),
            participants=edition.participants,
            participants_qualifier=edition.participants_qualifier,
        )
        builder.add(page, run, edition.title, edition.lead)
