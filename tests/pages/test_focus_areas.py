"""The page of a focus area gathers everything that is about it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.models import FocusArea, PageFocusArea
from pages.models import FocusAreaPage
from tests import factories
from tests.conftest import Tree
from tests.translations import translate_snippet

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(tree: Tree) -> FocusArea:
    area: FocusArea = factories.FocusAreaFactory(name="Wijkgerichte preventie")
    translate_snippet(area, tree.english, {"Wijkgerichte preventie": "Neighbourhood prevention"})
    return area


@pytest.fixture
def landing(tree: Tree, area: FocusArea) -> FocusAreaPage:
    index = factories.FocusAreaIndexPageFactory(parent=tree.home, slug="themas")
    page: FocusAreaPage = factories.FocusAreaPageFactory(parent=index, slug="preventie", focus_area=area)
    english = index.copy_for_translation(tree.english)
    english.slug = "themes"
    english.save_revision().publish()
    english = page.copy_for_translation(tree.english)
    english.slug = "prevention"
    english.save_revision().publish()
    return page


def test_it_gathers_pages_of_every_type_in_its_own_language(
    tree: Tree, landing: FocusAreaPage, area: FocusArea, client: Client
) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, title="Een buurttuin", focus_areas=[area])
    english = article.copy_for_translation(tree.english)
    english.title = "A community garden"
    english.save_revision().publish()
    programme = factories.ProgrammePageFactory(parent=tree.academy, title="Samen leren")
    PageFocusArea.objects.create(page=programme, focus_area=area)
    factories.ArticlePageFactory(parent=tree.news, title="Iets anders")
    page = client.get("/nl/themas/preventie/").content.decode()
    assert "Een buurttuin" in page
    assert "Samen leren" in page
    assert "Iets anders" not in page
    assert "A community garden" not in page
    assert "A community garden" in client.get("/en/themes/prevention/").content.decode()


def test_a_page_that_is_about_it_and_the_front_page_lead_to_it(
    tree: Tree, landing: FocusAreaPage, area: FocusArea, client: Client
) -> None:
    factories.ArticlePageFactory(parent=tree.news, slug="buurttuin", focus_areas=[area])
    for address in ("/nl/", "/nl/nieuws/buurttuin/"):
        page = client.get(address).content.decode()
        assert 'href="/nl/themas/preventie/">Wijkgerichte preventie' in page
    assert 'href="/en/themes/prevention/">Neighbourhood prevention' in client.get("/en/").content.decode()


def test_a_focus_area_has_one_page(landing: FocusAreaPage, area: FocusArea) -> None:
    second = FocusAreaPage(title="Nog een", slug="nog-een", focus_area=area, locale=landing.locale)
    with pytest.raises(ValidationError) as error:
        second.clean()
    assert "focus_area" in error.value.message_dict
    landing.clean()


def test_twenty_pages_cost_as_much_as_one(tree: Tree, landing: FocusAreaPage, area: FocusArea, client: Client) -> None:
    def queries() -> int:
        client.get("/nl/themas/preventie/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/nl/themas/preventie/")
        return len(asked)

    factories.ArticlePageFactory(parent=tree.news, focus_areas=[area])
    first = queries()
    for _ in range(19):
        factories.ArticlePageFactory(parent=tree.news, focus_areas=[area])
    assert queries() == first <= 12


def test_a_name_that_is_not_translated_is_marked_as_what_it_is(tree: Tree, client: Client) -> None:
    area: FocusArea = factories.FocusAreaFactory(name="Gezond wonen")
    factories.ArticlePageFactory(parent=tree.english_news, slug="garden", locale=tree.english, focus_areas=[area])
    for _ in ("without a row in English", "with one that translating a page made"):
        for address in ("/en/news/garden/", "/en/"):
            document = BeautifulSoup(client.get(address).content, "html.parser")
            (element,) = [each for each in document.select("li") if each.get_text(strip=True) == "Gezond wonen"]
            assert element["lang"] == "nl"
        translate_snippet(area, tree.english, {})
    translate_snippet(area, tree.english, {"Gezond wonen": "Healthy homes"})
    page = client.get("/en/news/garden/").content.decode()
    assert "Healthy homes" in page
    assert 'lang="nl"' not in page.split("Healthy homes")[0].split("<li")[-1]


def test_the_report_of_translations_names_the_focus_areas(tree: Tree, client: Client) -> None:
    areas = [factories.FocusAreaFactory(name=name) for name in ("Wonen", "Werken", "Leren")]
    translate_snippet(areas[0], tree.english, {"Wonen": "Living"})
    translate_snippet(areas[1], tree.english, {})
    client.force_login(factories.UserFactory(is_superuser=True))
    report = BeautifulSoup(client.get("/cms/reports/translations/").content, "html.parser")
    rows = {row.td.get_text(strip=True): row for row in report.select("table")[-1].select("tbody tr") if row.td}
    assert {name: row.select_one(".w-status").get_text() for name, row in rows.items()} == {
        "Wonen": "compleet",
        "Werken": "ontbreekt",
        "Leren": "ontbreekt",
    }
    assert all(client.get(row.a["href"]).status_code == 200 for row in rows.values())
