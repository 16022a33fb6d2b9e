from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree


def test_a_visitor_reads_an_article(tree: Tree, client: Client) -> None:
    area = factories.FocusAreaFactory(name="Wijkgerichte preventie")
    factories.ArticlePageFactory(
        parent=tree.news,
        title="Een buurttuin in Overvecht",
        slug="buurttuin",
        lead="Buren telen samen groente.",
        focus_areas=[area],
        body=[("quote", {"text": "Ik ken nu mijn buren.", "attribution": "een bewoner"})],
    )
    page = client.get("/nl/nieuws/buurttuin/").content.decode()
    assert '<html lang="nl"' in page
    assert "Een buurttuin in Overvecht" in page
    assert "Buren telen samen groente." in page
    assert "Ik ken nu mijn buren." in page
    assert "Wijkgerichte preventie" in page


def test_half_filled_in_it_still_previews(tree: Tree) -> None:
    draft = ArticlePage(title="Alleen een titel", locale=tree.dutch)
    answer = draft.make_preview_request()
    assert answer.status_code == 200
    assert "Alleen een titel" in answer.content.decode()


def test_the_canonical_address_is_the_public_one_by_whatever_host_it_was_asked(
    tree: Tree, client: Client, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://network.example"
    factories.ArticlePageFactory(parent=tree.news, slug="buurttuin")
    page = client.get("/nl/nieuws/buurttuin/").content.decode()
    assert '<link rel="canonical" href="https://network.example/nl/nieuws/buurttuin/">' in page


def test_the_language_switch_leads_to_the_translation_or_says_there_is_none(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="buurttuin")
    only_dutch = client.get("/nl/nieuws/buurttuin/").content.decode()
    assert "This page is only there in Dutch." in only_dutch
    assert 'hreflang="en">' in only_dutch
    assert '<link rel="alternate"' not in only_dutch
    translation = article.copy_for_translation(tree.english)
    translation.slug = "community-garden"
    translation.save_revision().publish()
    assert 'href="/en/news/community-garden/"' in client.get("/nl/nieuws/buurttuin/").content.decode()
    assert 'href="/nl/nieuws/buurttuin/"' in client.get("/en/news/community-garden/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_listing_costs_as_much_for_one_article_as_for_twenty(
    tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.ArticlePageFactory(parent=tree.news, picture=factories.PictureFactory())
    client.get("/nl/nieuws/")
    with django_assert_max_num_queries(15):
        assert client.get("/nl/nieuws/").status_code == 200
