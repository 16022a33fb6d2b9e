"""Who has an old address still arrives, in each language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, TestCase

from news.models import ArticlePage, NewsIndexPage
from tests import factories
from tests.conftest import Tree
from tests.translations import fill_in, publish, translate, translation_of

WORDS = {
    "Een buurttuin": "A community garden",
    "buurttuin": "garden",
    "Waar het bericht over gaat.": "What it is about.",
}


@pytest.fixture
def article(tree: Tree) -> ArticlePage:
    article: ArticlePage = factories.ArticlePageFactory(parent=tree.news, title="Een buurttuin", slug="buurttuin")
    translate(article, tree.english, WORDS)
    return article


def change_slugs(tree: Tree, article: ArticlePage) -> None:
    article.slug = "moestuin"
    publish(article)
    translation = translation_of(article, tree.english)
    fill_in(translation, {"moestuin": "kitchen-garden"})
    translation.save_target(publish=True)


def change_slugs_above(tree: Tree, article: ArticlePage) -> None:
    tree.news.slug = "actueel"
    tree.news.save_revision().publish()
    tree.english_news.slug = "latest"
    tree.english_news.save_revision().publish()


def move(tree: Tree, article: ArticlePage) -> None:
    for home, index in (tree.home, tree.news), (tree.english_home, tree.english_news):
        archive = factories.NewsIndexPageFactory(parent=home, slug="archive", locale=home.locale)
        page = ArticlePage.objects.get(locale=home.locale, translation_key=article.translation_key)
        page.move(archive, pos="last-child")
        assert not NewsIndexPage.objects.get(pk=index.pk).get_children().exists()


@pytest.mark.parametrize(
    ("change", "dutch", "english"),
    [
        (change_slugs, "/nl/nieuws/moestuin/", "/en/news/kitchen-garden/"),
        (change_slugs_above, "/nl/actueel/buurttuin/", "/en/latest/garden/"),
        (move, "/nl/archive/buurttuin/", "/en/archive/garden/"),
    ],
)
def test_an_old_address_leads_to_the_new_one(
    tree: Tree,
    article: ArticlePage,
    client: Client,
    change: Callable[[Tree, ArticlePage], None],
    dutch: str,
    english: str,
) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        change(tree, article)
    for old, new in ("/nl/nieuws/buurttuin/", dutch), ("/en/news/garden/", english):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
        assert client.get(new).status_code == 200
