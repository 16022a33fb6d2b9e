import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.conftest import Tree


def hide(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_page_for_staff_is_shown_to_nobody_else_and_named_nowhere(tree: Tree, client: Client) -> None:
    hidden = factories.ArticlePageFactory(parent=tree.news, title="Alleen intern", slug="intern")
    assert "Alleen intern" in client.get("/nl/nieuws/").content.decode()
    hide(hidden)
    assert client.get("/nl/nieuws/intern/").status_code == 302
    assert "Alleen intern" not in client.get("/nl/nieuws/").content.decode()
    assert "Alleen intern" not in client.get("/nl/").content.decode()


def test_what_stands_below_a_hidden_page_is_hidden_too(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Alleen intern", slug="intern")
    hide(tree.news)
    assert client.get("/nl/nieuws/intern/").status_code == 302
    assert "Alleen intern" not in client.get("/nl/").content.decode()


def test_an_alias_is_hidden_with_the_page_that_it_stands_for(tree: Tree, client: Client) -> None:
    hidden = factories.ArticlePageFactory(parent=tree.news, title="Alleen intern", slug="intern")
    hidden.create_alias(update_slug="ook-intern")
    assert "ook-intern" in client.get("/nl/nieuws/").content.decode()
    hide(hidden)
    assert client.get("/nl/nieuws/ook-intern/").status_code == 302
    assert "intern" not in client.get("/nl/nieuws/").content.decode()


@pytest.mark.parametrize("in_menu", [True, False])
def test_a_hidden_page_stands_neither_in_the_menu_nor_in_the_footer(tree: Tree, client: Client, in_menu: bool) -> None:
    hidden = factories.InformationPageFactory(
        parent=tree.home, title="Intranet", slug="intranet", show_in_menus=in_menu
    )
    assert "Intranet" in client.get("/nl/").content.decode()
    hide(hidden)
    assert "Intranet" not in client.get("/nl/").content.decode()


def test_a_hidden_phase_is_not_on_the_road(tree: Tree, client: Client) -> None:
    vision = factories.VisionPageFactory(parent=tree.home, slug="visie", target_year=2030)
    hidden = factories.PhasePageFactory(parent=vision, title="Geheime fase", start_year=2027, end_year=2030)
    assert "Geheime fase" in client.get("/nl/").content.decode()
    hide(hidden)
    assert "Geheime fase" not in client.get("/nl/").content.decode()
    assert "Geheime fase" not in client.get("/nl/visie/").content.decode()


def test_a_hidden_translation_is_not_named_by_its_page(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="buurttuin")
    translation = article.copy_for_translation(tree.english)
    translation.slug = "secret-garden"
    translation.save_revision().publish()
    assert "secret-garden" in client.get("/nl/nieuws/buurttuin/").content.decode()
    hide(translation)
    assert "secret-garden" not in client.get("/nl/nieuws/buurttuin/").content.decode()


def test_an_unpublished_page_is_not_found(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, slug="concept", live=False)
    assert client.get("/nl/nieuws/concept/").status_code == 404


def test_nor_named_by_the_pages_below_it(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, slug="buurttuin")
    above = tree.news.title
    assert above in client.get("/nl/nieuws/buurttuin/").content.decode()
    tree.news.unpublish()
    answer = client.get("/nl/nieuws/buurttuin/")
    assert answer.status_code == 200
    assert f">{above}<" not in answer.content.decode()
    assert f'"{above}"' not in answer.content.decode()


def test_who_knows_a_pages_password_reads_it(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Alleen intern", slug="intern")
    PageViewRestriction.objects.create(page=tree.news, restriction_type="password", password="samen-weten")
    form = BeautifulSoup(client.get("/nl/nieuws/intern/").content, "html.parser").find("form", method="POST")
    assert form
    words = {"return_url": "/nl/nieuws/intern/"}
    assert client.post(form["action"], {**words, "password": "fout"}).status_code == 200
    assert "Alleen intern" not in client.get("/nl/nieuws/intern/").content.decode()
    assert client.post(form["action"], {**words, "password": "samen-weten"}).headers["Location"] == "/nl/nieuws/intern/"
    assert "Alleen intern" in client.get("/nl/nieuws/intern/").content.decode()
