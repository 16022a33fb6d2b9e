"""Links in texts: to the reader's own language, and to nothing that isn't there."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree


def linking_to(page_id: int) -> tuple[str, str]:
    link = f'<a linktype="page" id="{page_id}">het verhaal</a>'
    return "text", f'<p>Lees {link}, of <a href="https://example.org">meer</a>.</p>'


def test_a_link_leads_to_the_page_and_without_address_when_nobody_may_see_it(tree: Tree, client: Client) -> None:
    story = factories.ArticlePageFactory(parent=tree.news, slug="verhaal")
    factories.InformationPageFactory(parent=tree.home, slug="meedoen", body=[linking_to(story.pk)])
    page = client.get("/nl/meedoen/").content.decode()
    assert '<a href="/nl/nieuws/verhaal/">het verhaal</a>' in page
    assert '<a href="https://example.org">meer</a>' in page
    story.unpublish()
    assert "<a>het verhaal</a>" in client.get("/nl/meedoen/").content.decode()


def test_a_link_leads_to_the_page_in_the_readers_language(tree: Tree, client: Client) -> None:
    story = factories.ArticlePageFactory(parent=tree.news, slug="verhaal")
    translated = story.copy_for_translation(tree.english)
    translated.slug = "story"
    translated.save_revision().publish()
    factories.InformationPageFactory(
        parent=tree.english_home, slug="take-part", locale=tree.english, body=[linking_to(story.pk)]
    )
    assert 'href="/en/news/story/"' in client.get("/en/take-part/").content.decode()
    ArticlePage.objects.get(pk=translated.pk).unpublish()
    assert 'href="/nl/nieuws/verhaal/" hreflang="nl"' in client.get("/en/take-part/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_as_much_for_one_link_as_for_twenty(
    tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stories = [factories.ArticlePageFactory(parent=tree.news) for _ in range(count)]
    body = [linking_to(story.pk) for story in stories]
    factories.InformationPageFactory(parent=tree.home, slug="meedoen", body=body)
    client.get("/nl/meedoen/")
    with django_assert_max_num_queries(8):
        assert client.get("/nl/meedoen/").status_code == 200
