"""What an editor relies on when a page is translated with wagtail-localize."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import PageViewRestriction
from wagtail_localize.models import Translation

from network.models import Contribution, FocusArea
from news.models import ArticlePage
from pages.translations import following
from pages.translations.status import Status, pages_to_translate, status_in
from tests import factories
from tests.conftest import Tree
from tests.translations import draft, fill_in, follow, publish, translate, translate_snippet, translation_of

LEAD = "Waar het bericht over gaat."
WORDS = {
    "Een buurttuin": "A community garden",
    "buurttuin": "garden",
    LEAD: "What the article is about.",
    "Samen zaaien": "Sowing together",
    "Samen oogsten": "Harvesting together",
}
BODY = [
    {"type": "heading", "value": {"text": "Samen zaaien", "level": "2"}, "id": "a"},
    {"type": "heading", "value": {"text": "Samen oogsten", "level": "2"}, "id": "b"},
]


@pytest.fixture
def area(tree: Tree) -> FocusArea:
    area: FocusArea = factories.FocusAreaFactory(name="Wijkgerichte preventie", order=1)
    translate_snippet(area, tree.english, {"Wijkgerichte preventie": "Neighbourhood prevention"})
    return area


@pytest.fixture
def article(tree: Tree, area: FocusArea) -> ArticlePage:
    article: ArticlePage = factories.ArticlePageFactory(
        parent=tree.news, title="Een buurttuin", slug="buurttuin", focus_areas=[area], body=BODY
    )
    return article


@pytest.fixture
def english(tree: Tree, article: ArticlePage) -> ArticlePage:
    page: ArticlePage = translate(article, tree.english, WORDS)
    return page


def now(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def status(page: ArticlePage, tree: Tree) -> str:
    status: str = pages_to_translate().annotate(status=status_in(tree.english)).get(pk=page.pk).status
    return status


# What is language-neutral shows in the reader's language


def test_an_english_page_shows_its_focus_areas_in_english(english: ArticlePage, client: Client) -> None:
    page = client.get("/en/news/garden/").content.decode()
    assert "A community garden" in page
    assert "Neighbourhood prevention" in page
    assert "Wijkgerichte preventie" not in page


def test_a_focus_area_without_a_translation_stays_in_the_first_language(tree: Tree) -> None:
    area = factories.FocusAreaFactory(name="Aantrekkelijke arbeidsmarkt")
    assert FocusArea.in_language([area.pk], tree.english.pk) == [area]


def test_a_renamed_focus_area_keeps_its_english_name_until_that_is_translated(area: FocusArea, tree: Tree) -> None:
    area.name, area.order = "Preventie in de wijk", 5
    area.save()
    follow()
    english = FocusArea.objects.get(locale=tree.english)
    assert (english.name, english.order) == ("Neighbourhood prevention", 1)
    translate_snippet(area, tree.english, {"Preventie in de wijk": "Prevention nearby"})
    area.order = 6
    area.save()
    follow()
    english.refresh_from_db()
    assert (english.name, english.order) == ("Prevention nearby", 6)


# Slugs, and the switch between languages


def test_the_switch_finds_a_page_at_its_translated_address(english: ArticlePage, client: Client) -> None:
    assert 'href="/en/news/garden/"' in client.get("/nl/nieuws/buurttuin/").content.decode()
    assert 'href="/nl/nieuws/buurttuin/"' in client.get("/en/news/garden/").content.decode()


def test_the_switch_leads_home_while_the_translation_is_a_draft(
    tree: Tree, article: ArticlePage, client: Client
) -> None:
    draft(article, tree.english, WORDS)
    page = client.get("/nl/nieuws/buurttuin/").content.decode()
    assert "/en/news/" not in page
    assert 'href="/en/"' in page


# A live translation follows what has no words


def change_date(page: ArticlePage) -> None:
    page.date = date(2026, 5, 1)


def change_kind(page: ArticlePage) -> None:
    page.kind = ArticlePage.Kind.RETROSPECTIVE


def add_picture(page: ArticlePage) -> None:
    page.picture, page.picture_is_decorative = factories.PictureFactory(title="Moestuin"), True


def add_contribution(page: ArticlePage) -> None:
    page.contributions.add(Contribution(person=factories.PersonFactory(name="Noor de Wit")))


def swap_blocks(page: ArticlePage) -> None:
    page.body = BODY[::-1]


def add_focus_area(page: ArticlePage) -> None:
    area = factories.FocusAreaFactory(name="Digitale transformatie", order=2)
    translate_snippet(area, page.get_translations()[0].locale, {"Digitale transformatie": "Digital transformation"})
    page.focus_area_links.create(focus_area=area, sort_order=1)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (change_date, lambda page: page.date == date(2026, 5, 1)),
        (change_kind, lambda page: page.kind == "retrospective"),
        (add_picture, lambda page: page.picture is not None),
        (add_contribution, lambda page: [row.person.name for row in page.contributions.all()] == ["Noor de Wit"]),
        (
            swap_blocks,
            lambda page: [block.value["text"] for block in page.body] == ["Harvesting together", "Sowing together"],
        ),
        (
            add_focus_area,
            lambda page: (
                [area.name for area in page.focus_areas] == ["Neighbourhood prevention", "Digital transformation"]
            ),
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_change_without_words_shows_in_english_once_it_is_published(
    tree: Tree,
    article: ArticlePage,
    english: ArticlePage,
    change: Callable[[ArticlePage], None],
    seen: Callable[[ArticlePage], bool],
) -> None:
    change(article)
    assert not seen(now(english))
    publish(article)
    page = now(english)
    assert seen(page)
    assert page.live
    assert (page.title, page.slug, page.lead) == ("A community garden", "garden", "What the article is about.")
    assert status(article, tree) == Status.COMPLETE
    published_at = page.last_published_at
    follow()
    assert now(english).last_published_at == published_at, "published again without a reason"


def test_a_change_of_words_stays_out_of_the_english_page_until_it_is_translated(
    tree: Tree, article: ArticlePage, english: ArticlePage, client: Client
) -> None:
    article.title, article.date = "Twee buurttuinen", date(2026, 5, 1)
    publish(article)
    page = now(english)
    assert (page.title, page.date) == ("A community garden", date(2026, 3, 2))
    assert "Twee buurttuinen" not in client.get("/en/news/garden/").content.decode()
    assert status(article, tree) == Status.OUT_OF_DATE
    translation = translation_of(article, tree.english)
    fill_in(translation, {"Twee buurttuinen": "Two community gardens"})
    assert status(article, tree) == Status.OUT_OF_DATE, "translated, and not published yet"
    following.publish_translation(translation, None)
    page = now(english)
    assert (page.title, page.date) == ("Two community gardens", date(2026, 5, 1))
    assert status(article, tree) == Status.COMPLETE


def test_what_a_translator_has_not_published_yet_is_not_published_for_them(
    tree: Tree, article: ArticlePage, english: ArticlePage
) -> None:
    fill_in(translation_of(article, tree.english), {LEAD: "Half a sen"})
    change_date(article)
    publish(article)
    assert now(english).lead == "What the article is about."
    assert now(english).date == date(2026, 3, 2)
    assert status(article, tree) == Status.OUT_OF_DATE


def test_a_page_that_is_dated_back_follows_as_any_other(tree: Tree, article: ArticlePage, english: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=english.pk).update(last_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    change_date(article)
    publish(article)
    assert now(english).date == date(2026, 5, 1)


@pytest.mark.parametrize("state", ["stopped", "locked"])
def test_a_page_that_is_kept_apart_or_locked_stays_as_it_is(
    tree: Tree, article: ArticlePage, english: ArticlePage, state: str
) -> None:
    if state == "stopped":
        Translation.objects.update(enabled=False)
    else:
        ArticlePage.objects.filter(pk=english.pk).update(locked=True)
    change_date(article)
    publish(article)
    assert now(english).date == date(2026, 3, 2)
    assert status(article, tree) == Status.OUT_OF_DATE


def test_a_draft_follows_and_stays_a_draft(tree: Tree, article: ArticlePage) -> None:
    english = draft(article, tree.english, WORDS)
    change_date(article)
    publish(article)
    page = now(english)
    assert (page.live, page.date, page.title) == (False, date(2026, 5, 1), "A community garden")
    assert status(article, tree) == Status.DRAFT


def test_an_unfinished_translation_stays_a_draft(tree: Tree, article: ArticlePage) -> None:
    english = draft(article, tree.english, {"Een buurttuin": "A community garden"})
    publish(article)
    assert not now(english).live


def test_a_translation_that_fails_is_logged_and_the_page_itself_is_published(
    tree: Tree,
    article: ArticlePage,
    english: ArticlePage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(following, "publish_translation", fail)
    change_date(article)
    with caplog.at_level(logging.ERROR):
        publish(article)
    assert "couldn't follow its source" in caplog.text
    assert now(article).date == date(2026, 5, 1)
    assert now(english).date == date(2026, 3, 2)
    assert status(article, tree) == Status.OUT_OF_DATE


def test_a_page_that_becomes_private_is_private_in_english_even_while_its_words_are_behind(
    tree: Tree, article: ArticlePage, english: ArticlePage, client: Client
) -> None:
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    article.title = "Alleen voor ons"
    publish(article)
    assert client.get("/en/news/garden/").status_code == 302


def test_a_page_without_translations_gives_the_worker_nothing_to_do(tree: Tree) -> None:
    publish(factories.ArticlePageFactory(parent=tree.news))
    assert not ProcrastinateJob.objects.filter(task_name="pages.follow_in_translations").exists()
