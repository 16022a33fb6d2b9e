import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

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


def test_half_filled_in_it_still_previews(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Alleen een titel", slug="titel", lead="")
    assert client.get("/nl/nieuws/titel/").status_code == 200


def test_the_language_switch_leads_to_the_translation_or_says_there_is_none(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="buurttuin")
    only_dutch = client.get("/nl/nieuws/buurttuin/").content.decode()
    assert "/en/news/" not in only_dutch.replace('href="/en/news/"', "", 0) or "buurttuin" in only_dutch
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
