from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories
from tests.conftest import Tree


def test_a_page_for_staff_is_shown_to_nobody_else_and_named_nowhere(tree: Tree, client: Client) -> None:
    hidden = factories.ArticlePageFactory(parent=tree.news, title="Alleen intern", slug="intern")
    assert "Alleen intern" in client.get("/nl/nieuws/").content.decode()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/nl/nieuws/intern/").status_code == 302
    assert "Alleen intern" not in client.get("/nl/nieuws/").content.decode()
    assert "Alleen intern" not in client.get("/nl/").content.decode()


def test_what_stands_below_a_hidden_page_is_hidden_too(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Alleen intern", slug="intern")
    PageViewRestriction.objects.create(page=tree.news, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/nl/nieuws/intern/").status_code == 302
    assert "Alleen intern" not in client.get("/nl/").content.decode()


def test_an_unpublished_page_is_not_found(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, slug="concept", live=False)
    assert client.get("/nl/nieuws/concept/").status_code == 404
