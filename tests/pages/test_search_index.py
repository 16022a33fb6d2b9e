"""What is in the index, in which language, and what editors find with it in the admin."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from network.models import Organisation
from news.models import ArticlePage
from pages.search.configurations import configuration
from tests import factories
from tests.conftest import Tree
from tests.translations import translate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

BODY = [("text", "<p>De deelnemers schuiven aan bij keukentafelgesprekken.</p>")]


@pytest.fixture
def article(tree: Tree) -> ArticlePage:
    page: ArticlePage = factories.ArticlePageFactory(parent=tree.news, title="Nieuwe leergangen", body=BODY)
    return page


def lexemes(page: Page) -> str:
    entry = IndexEntry.objects.get(object_id=str(page.pk), content_type=page.content_type)
    return f"{entry.title} {entry.body}"


def test_each_language_has_its_configuration_and_one_without_any_is_read_as_it_stands() -> None:
    assert configuration("nl") == "dutch"
    assert configuration("en") == "english"
    assert configuration("nb") == "norwegian"
    assert configuration("fy") == "simple"
    assert configuration("x-unknown") == "simple"


def test_every_page_is_indexed_in_its_own_language(tree: Tree, article: ArticlePage) -> None:
    english = translate(article, tree.english, {"Nieuwe leergangen": "New courses for the healthy"})
    assert "'leergang'" in lexemes(article)
    assert "'cours'" in lexemes(english)
    assert "'healthi'" in lexemes(english)


def test_building_the_index_anew_writes_the_same(tree: Tree, article: ArticlePage) -> None:
    english = translate(article, tree.english, {"Nieuwe leergangen": "New courses"})
    before = lexemes(article), lexemes(english)
    IndexEntry.objects.all().delete()
    call_command("update_index", verbosity=0)
    assert (lexemes(article), lexemes(english)) == before


def test_what_is_no_page_is_read_in_the_networks_first_language(tree: Tree) -> None:
    organisation = factories.OrganisationFactory(name="Samenwerkende gezondheidscentra")
    entry = IndexEntry.objects.get(object_id=str(organisation.pk), content_type__model="organisation")
    assert "'samenwerk'" in entry.body
    assert list(Organisation.objects.filter(pk=organisation.pk)) == [organisation]


def test_a_language_that_postgresql_does_not_know_is_indexed_as_it_stands(tree: Tree) -> None:
    frisian = Locale.objects.create(language_code="fy")
    home = tree.home.copy_for_translation(frisian)
    home.title = "Sûnens foar elkenien"
    home.save_revision().publish()
    assert "'sûnens'" in lexemes(home)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("typed", ["keukentafelgesprekken", "keukentafelgesprek", "keukent", "leergang", "waar het"])
def test_an_editor_finds_a_page_by_the_words_of_its_title_lead_and_body(
    article: ArticlePage, editor: Client, typed: str
) -> None:
    other = factories.ArticlePageFactory(parent=article.get_parent(), title="Iets anders", lead="Anders")
    found = editor.get("/cms/pages/search/", {"q": typed}).content.decode()
    assert "Nieuwe leergangen" in found
    assert other.title not in found


def test_an_editor_finds_pages_in_both_languages_and_those_with_the_word_in_the_title_first(
    tree: Tree, article: ArticlePage, editor: Client
) -> None:
    translate(article, tree.english, {"Nieuwe leergangen": "New courses"})
    factories.ArticlePageFactory(
        parent=tree.news, title="Een terugblik", body=[("text", "<p>leergangen, leergangen en nog eens leergangen</p>")]
    )
    assert "New courses" in editor.get("/cms/pages/search/", {"q": "course"}).content.decode()
    found = editor.get("/cms/pages/search/", {"q": "leergangen"}).content.decode()
    assert found.index("Nieuwe leergangen") < found.index("Een terugblik")


def test_an_editor_who_types_only_signs_finds_nothing(article: ArticlePage, editor: Client) -> None:
    for signs in ("-", "- -", "!"):
        response = editor.get("/cms/pages/search/", {"q": signs})
        assert response.status_code == 200
        assert "Nieuwe leergangen" not in response.content.decode()


def test_wagtails_own_search_takes_single_fields(article: ArticlePage) -> None:
    assert article.page_ptr in Page.objects.search("leergang", fields=["title"])
    assert article.page_ptr not in Page.objects.search("keukentafelgesprek", fields=["title"])
