"""What else there is about the same, at the foot of a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from network.models import FocusArea, PageFocusArea, Tie
from pages.models import PublicationPage
from tests import factories
from tests.conftest import Tree


@pytest.fixture
def areas(tree: Tree) -> list[FocusArea]:
    return [factories.FocusAreaFactory() for _ in range(2)]


@pytest.fixture
def publications(tree: Tree) -> Page:
    page: Page = factories.PublicationIndexPageFactory(parent=tree.home, slug="publicaties")
    return page


def publish(parent: Page, title: str, areas: list[FocusArea], **fields: Any) -> PublicationPage:
    page: PublicationPage = factories.PublicationPageFactory(parent=parent, title=title, slug=title, **fields)
    for area in areas:
        PageFocusArea.objects.create(page=page, focus_area=area)
    return page


def related(client: Client, page: Page) -> list[str]:
    return [card.title for card in client.get(page.url).context["page"].related]


def test_the_pages_with_most_in_common_are_named(
    publications: Page, tree: Tree, areas: list[FocusArea], client: Client
) -> None:
    page = publish(publications, "dit", areas)
    publish(publications, "iets-anders", [])
    publish(publications, "oud-en-verwant", areas, date=date(2020, 1, 1))
    for number in range(3):
        publish(publications, f"half-{number}", areas[:1], date=date(2026, 1, 1 + number))
    assert related(client, page) == ["half-2", "half-1", "oud-en-verwant"]
    assert "Bekijk ook" in client.get(page.url).content.decode()


def test_pages_of_the_same_whole_are_related(publications: Page, tree: Tree, client: Client) -> None:
    challenge = factories.ChallengePageFactory(parent=factories.ChallengeIndexPageFactory(parent=tree.home))
    page, other = (publish(publications, title, []) for title in ("een", "twee"))
    for each in (page, other):
        Tie.objects.create(page=each, target=challenge)
    assert related(client, page) == ["twee"]


def test_nothing_is_named_twice_nor_what_nobody_may_see(
    publications: Page, tree: Tree, areas: list[FocusArea], client: Client
) -> None:
    tied, chosen, hidden, draft, seen = (
        publish(publications, title, areas) for title in ("verbonden", "gekozen", "geheim", "concept", "gewoon")
    )
    page = publish(publications, "dit", areas, body=[("related_pages", {"title": "", "pages": [chosen]})])
    Tie.objects.create(page=page, target=tied)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft.unpublish()
    english = seen.copy_for_translation(tree.english, copy_parents=True)
    english.save_revision().publish()
    assert related(client, page) == ["gewoon"]


def test_a_session_leaves_out_the_other_sessions_of_its_row(tree: Tree, areas: list[FocusArea], client: Client) -> None:
    agenda = factories.AgendaPageFactory(parent=tree.home, slug="agenda")
    series = factories.SeriesPageFactory(parent=agenda)
    one, other, alone = (
        factories.GatheringPageFactory(parent=parent, title=title)
        for parent, title in ((series, "een"), (series, "twee"), (agenda, "los"))
    )
    for page in (series, one, other, alone):
        PageFocusArea.objects.create(page=page, focus_area=areas[0])
    assert related(client, one) == ["los"]
    assert set(related(client, alone)) == {series.title, "een", "twee"}


def test_more_news_is_first_about_the_same_and_then_the_newest(
    tree: Tree, areas: list[FocusArea], client: Client
) -> None:
    article, *_others = (
        factories.ArticlePageFactory(parent=tree.news, title=title, date=date(2026, 1, day), focus_areas=about)
        for title, day, about in (
            ("dit", 1, areas[:1]),
            ("nieuw", 30, []),
            ("verwant", 2, areas[:1]),
            ("minder-nieuw", 20, areas[1:]),
            ("oud", 3, []),
        )
    )
    context = client.get(article.url).context
    assert [page.title for page in context["more"]] == ["verwant", "nieuw", "minder-nieuw"]
    assert context["page"].related == []


def test_a_page_asks_for_a_subscription_once(tree: Tree, client: Client) -> None:
    for slug, body in (("zonder", []), ("met", [("sign_up", {"title": "", "text": ""})])):
        page = factories.InformationPageFactory(parent=tree.home, slug=slug, body=body)
        assert client.get(page.url).content.decode().count("/nieuwsbrief/aanmelden/") == 1
