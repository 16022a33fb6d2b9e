"""The demo's pages, each in Dutch and then in English where it has a translation."""

from __future__ import annotations

import datetime

from django.utils import timezone
from wagtail.models import Page

from news.models import ArticlePage, NewsIndexPage
from pages.models import HomePage, PhasePage, VisionPage

from ..content import home, news, vision
from ..content.relations import Relations
from ..content.text import T
from .academy import load_academy
from .bodies import stream
from .builder import Builder
from .circles import load_circles
from .commons import load_commons, load_information
from .gatherings import load_gatherings


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
    load_commons(front, builder)
    load_circles(load_academy(front, builder), builder)
    load_gatherings(front, builder)
    # Last, for articles are about what is loaded before them.
    _load_news(front, builder)
    load_information(front, builder)
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
        builder.add(page, phase, row.name, row.lead, row.goals, key=f"phase-{row.number}")


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
            relations=Relations(focus_areas=row.focus_areas, ties=row.about),
            published=published,
        )


def _moment_of(row: news.Article, builder: Builder) -> datetime.datetime:
    if row.date is None:
        return builder.now - datetime.timedelta(days=row.published_days_ago or 0)
    nine = datetime.time(9, tzinfo=timezone.get_current_timezone())
    return datetime.datetime.combine(row.date, nine)
