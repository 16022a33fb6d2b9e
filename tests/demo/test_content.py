"""The demo's words: complete in Dutch, in English unless left out on purpose, and within their fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from types import ModuleType

import pytest
from wagtail.models import Locale

from demo.content import (
    academy,
    circles,
    commons,
    gatherings,
    glossary,
    home,
    information,
    network,
    newsletter,
    timeline,
    vision,
)
from demo.content.gatherings import kinds
from demo.content.news import ARTICLES
from demo.content.relations import By
from demo.content.text import CallOut, Heading, KeyFigure, Picture, Quote, Statement, T, Text
from demo.drawings import DRAWINGS
from demo.loading.builder import FRIDAY, Builder
from demo.loading.issues import PAST
from demo.loading.library import Library
from newsletter.models import NewsletterSettings

MODULES = (network, home, vision, academy, newsletter, information, commons, glossary, gatherings)
DUTCH_ONLY = {"career-changers", "cycling"}
ALLOWED_TAGS = {"p", "ul", "li", "b", "a"}
FOCUS_AREAS = {area.key for area in network.FOCUS_AREAS}


def everything_in(value: object) -> Iterator[object]:
    """The value and all that it holds."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from everything_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from everything_in(part)


def everything_said_by(module: ModuleType) -> Iterator[object]:
    for name, value in vars(module).items():
        if name.isupper():
            yield from everything_in(value)


SAID = [part for module in MODULES for part in everything_said_by(module)]
REPORTED = [part for article in ARTICLES for part in everything_in(article)]
EVERYTHING = [*SAID, *REPORTED]
LEFT_OUT = T("", "")
A_SUNDAY = datetime.date(2022, 3, 20)
TEXTS = [part for part in EVERYTHING if isinstance(part, T) and part != LEFT_OUT]


def words(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]+>", " ", html)).split()


def test_every_text_is_written_in_dutch() -> None:
    assert TEXTS
    assert all(text.nl.strip() for text in TEXTS)


def test_english_is_missing_only_where_an_article_stays_in_dutch_on_purpose() -> None:
    assert {article.key for article in ARTICLES if article.is_dutch_only} == DUTCH_ONLY
    assert all(part.en for part in SAID if isinstance(part, T) and part != LEFT_OUT)
    for article in ARTICLES:
        languages = {part.en is None for part in everything_in(article) if isinstance(part, T)}
        assert languages == {article.is_dutch_only}, article.key


def test_a_text_without_a_translation_is_read_in_dutch() -> None:
    assert T("Hallo", None).in_language("en") == "Hallo"
    assert T("Hallo", "Hello").in_language("en") == "Hello"
    assert T("Hallo", "Hello").in_language("nl") == "Hallo"


@pytest.mark.parametrize(
    ("kind", "field", "most"),
    [
        (Heading, "text", 120),
        (Quote, "attribution", 160),
        (Statement, "text", 160),
        (KeyFigure, "value", 12),
        (KeyFigure, "label", 80),
        (CallOut, "title", 120),
        (Picture, "caption", 200),
        (network.FocusArea, "name", 80),
        (network.FocusArea, "description", 200),
        (vision.Principle, "title", 120),
        (vision.Criterion, "quality", 60),
        (vision.Criterion, "activity", 80),
        (vision.Goal, "text", 200),
        (academy.Aim, "text", 200),
        (academy.Programme, "audience", 200),
        (academy.Programme, "eligibility", 200),
        (information.Processing, "what", 120),
        (information.Processing, "purpose", 200),
        (information.Processing, "basis", 120),
        (information.Processing, "retention", 120),
        (information.Statement, "scope", 200),
        (information.Statement, "stated_by", 120),
        (kinds.Gathering, "plan_note", 200),
        (kinds.Gathering, "audience", 200),
        (kinds.Pitch, "outcome_question", 200),
        (kinds.Step, "text", 250),
        (kinds.Step, "owner", 120),
        (kinds.Item, "title", 160),
        (kinds.Coalition, "theme", 120),
    ],
)
def test_a_text_fits_its_field(kind: type, field: str, most: int) -> None:
    found = [getattr(part, field) for part in EVERYTHING if isinstance(part, kind)]
    assert found
    assert [text.nl for text in found if max(len(text.nl), len(text.en or "")) > most] == []


def test_the_large_lines_fit_their_fields() -> None:
    for text, most in ((home.KICKER, 80), (home.STATEMENT, 120), (vision.MOTTO, 160), (vision.CRITERIA_RULE, 200)):
        assert max(len(text.nl), len(text.en or "")) <= most


def test_leads_are_short_enough_for_cards_and_mail() -> None:
    leads = [part.lead for part in EVERYTHING if hasattr(part, "lead")]
    leads += [home.LEAD, vision.LEAD, academy.LEAD, newsletter.LEAD]
    assert len(leads) > len(ARTICLES)
    assert [lead.nl for lead in leads if max(len(lead.nl), len(lead.en or "")) > 300] == []


def test_every_picture_is_one_of_the_drawings() -> None:
    used = {article.picture for article in ARTICLES} | {
        part.drawing for part in EVERYTHING if isinstance(part, Picture)
    }
    used |= {home.PICTURE, vision.PICTURE, academy.PICTURE, newsletter.PICTURE, academy.PROGRAMME.picture}
    assert used == set(DRAWINGS)


def test_articles_name_known_focus_areas_and_are_dated_once() -> None:
    assert len({article.key for article in ARTICLES}) == len(ARTICLES)
    for article in ARTICLES:
        assert article.focus_areas
        assert set(article.focus_areas) <= FOCUS_AREAS
        assert (article.date is None) != (article.published_days_ago is None), article.key
    covered = {area for article in ARTICLES if (article.published_days_ago or 99) <= 14 for area in article.focus_areas}
    assert covered == FOCUS_AREAS


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)
def test_an_article_is_long_enough_to_read_and_short_enough_to_finish(article: object) -> None:
    said = [part for part in everything_in(article) if isinstance(part, T)]
    assert 120 <= sum(len(words(text.nl)) for text in said) <= 420


def test_rich_text_is_whole_and_simple() -> None:
    for part in EVERYTHING:
        if isinstance(part, Text | CallOut):
            for html in filter(None, (part.html.nl, part.html.en)):
                opened, closed = re.findall(r"<(\w+)[^>]*>", html), re.findall(r"</(\w+)>", html)
                assert set(opened) <= ALLOWED_TAGS
                assert sorted(opened) == sorted(closed)
                assert html.count("<") == len(opened) + len(closed)


def test_links_lead_to_terms_of_the_glossary() -> None:
    terms = {f"term:{term.key}" for term in glossary.TERMS}
    for part in EVERYTHING:
        if isinstance(part, Text) and part.html.en:
            links = [re.findall(r'href="([^"]+)"', html) for html in (part.html.nl, part.html.en)]
            assert set(links[0]) <= terms
            assert links[0] == links[1]


def test_every_focus_area_has_a_theme_and_evidence_belongs_to_goals() -> None:
    assert {theme.focus_area for theme in commons.THEMES} == FOCUS_AREAS
    assert set(commons.EVIDENCE) <= {goal.text.nl for phase in vision.PHASES for goal in phase.goals}


def test_phases_follow_each_other_and_only_the_last_is_all_plans() -> None:
    for phase, following in zip(vision.PHASES, vision.PHASES[1:], strict=False):
        assert phase.end_year + 1 == following.start_year
    assert vision.PHASES[-1].end_year == vision.TARGET_YEAR
    assert [{goal.status for goal in phase.goals} for phase in vision.PHASES] == [
        {"reached"},
        {"reached", "under_way"},
        {"planned"},
    ]


def test_people_and_contributions_refer_to_organisations_that_are_there() -> None:
    organisations = {organisation.name for organisation in (*network.ORGANISATIONS, *gatherings.ORGANISATIONS)}
    people = {person.name for person in (*network.PEOPLE, *gatherings.PEOPLE)}
    assert {person.organisation for person in (*network.PEOPLE, *gatherings.PEOPLE)} <= organisations
    contributions = [part for part in EVERYTHING if isinstance(part, By)]
    assert contributions
    for contribution in contributions:
        assert contribution.person in people
        assert contribution.organisation is None or contribution.organisation in organisations


def test_subscribers_show_every_state_and_both_languages() -> None:
    assert {reader.state for reader in newsletter.SUBSCRIBERS} == {"pending", "active", "paused", "unsubscribed"}
    assert {reader.language for reader in newsletter.SUBSCRIBERS} == {"nl", "en"}
    assert {reader.language for reader in newsletter.SUBSCRIBERS if reader.rhythm == "monthly"} == {"nl", "en"}
    assert len({reader.email for reader in newsletter.SUBSCRIBERS}) == len(newsletter.SUBSCRIBERS)
    assert all(set(reader.topics) <= FOCUS_AREAS for reader in newsletter.SUBSCRIBERS)


def test_no_address_could_belong_to_anybody() -> None:
    said = [part for part in EVERYTHING if isinstance(part, str)]
    addresses = {address for text in said for address in re.findall(r"[\w.+-]+@[\w.-]*\w", text)}
    assert network.CONTACT_ADDRESS in addresses
    own = {address for address in addresses if address.endswith("@healthhub.example")}
    assert own == {network.CONTACT_ADDRESS}
    assert all(re.search(r"@example\.(org|net|com)$", address) for address in addresses - own)


def test_every_issue_has_something_besides_news() -> None:
    titles = {part.title.nl for part in EVERYTHING if isinstance(getattr(part, "title", None), T)}
    assert titles | {theme.title.nl for theme in circles.THEMES} >= set(timeline.DAYS_AGO)
    moments = [-12 - 14 * n for n in range(PAST)]
    for moment in moments:
        assert [days for days in timeline.DAYS_AGO.values() if moment - 14 <= -days < moment - 5], moment
    assert [days for days in timeline.DAYS_AGO.values() if days <= 10]
    # The first issue reaches back this far.
    assert min(moments) - NewsletterSettings().oldest_age_days > -timeline.LONG_AGO


@pytest.mark.parametrize("loaded_on", range(23, 30))
def test_nobody_of_the_demo_gathers_in_a_weekend(loaded_on: int) -> None:
    now = datetime.datetime(2026, 11, loaded_on, 12, tzinfo=datetime.UTC)
    builder = Builder(english=Locale(), library=Library(), focus_areas={}, now=now)
    days = [builder.working_day(gathering.day) for gathering in gatherings.GATHERINGS]
    assert all(day.isoweekday() <= FRIDAY for day in days)
    assert days == sorted(days)
    assert builder.working_day(A_SUNDAY) == A_SUNDAY
