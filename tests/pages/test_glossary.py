"""The glossary from A to Z, and the pages that use a term."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, ReferenceIndex

from academy.models import SeriesPage
from pages.cards import cards
from pages.models import GlossaryTermPage
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def glossary(tree: Tree) -> Page:
    page: Page = factories.GlossaryPageFactory(parent=tree.home, slug="begrippen")
    return page


@pytest.fixture
def term(glossary: Page) -> GlossaryTermPage:
    page: GlossaryTermPage = factories.GlossaryTermPageFactory(
        parent=glossary,
        slug="phm",
        title="Population Health Management",
        abbreviation="PHM",
        lead="Kijken naar een hele groep.",
        explanation="<p>En daar samen naar <b>handelen</b>.</p>",
    )
    return page


def test_terms_stand_under_their_letter_whatever_its_case(
    glossary: Page, term: GlossaryTermPage, client: Client
) -> None:
    for title in ("zorgpad", "AHO", "adviesraad"):
        factories.GlossaryTermPageFactory(parent=glossary, title=title)
    page = client.get("/nl/begrippen/").content.decode().split("<main")[1]
    places = [page.index(f"<dfn>{title}</dfn>") for title in ("adviesraad", "AHO", term.title, "zorgpad")]
    assert places == sorted(places)
    assert page.count('<section class="letter"') == 3
    assert '<abbr title="Population Health Management">PHM</abbr>' in page
    assert "Kijken naar een hele groep." in page


def test_a_term_is_explained(term: GlossaryTermPage, client: Client) -> None:
    page = client.get("/nl/begrippen/phm/").content.decode()
    assert "<dfn>Population Health Management</dfn>" in page
    assert "<b>handelen</b>" in page


def test_a_term_names_the_public_pages_that_link_to_it_in_the_readers_language(
    tree: Tree, glossary: Page, term: GlossaryTermPage, client: Client
) -> None:
    link = f'<p>Over <a linktype="page" id="{term.pk}">PHM</a>.</p>'
    article = factories.ArticlePageFactory(parent=tree.news, title="Brandhaarden", body=[("text", link)])
    information = factories.InformationPageFactory(parent=tree.home, title="Meedoen", body=[("text", link)])
    english_glossary = glossary.copy_for_translation(tree.english)
    english_glossary.save_revision().publish()
    english_term = term.copy_for_translation(tree.english)
    english_term.save_revision().publish()
    # A translation keeps the link as it was written: to the Dutch term.
    english = article.copy_for_translation(tree.english)
    english.title = "Hot spots"
    english.save_revision().publish()
    for page in (article, information, english):
        ReferenceIndex.create_or_update_for_object(page)
    dutch_page = client.get("/nl/begrippen/phm/").content.decode()
    assert "Brandhaarden" in dutch_page
    assert "Meedoen" in dutch_page
    assert "Hot spots" not in dutch_page
    english_page = client.get(english_term.url).content.decode()
    assert "Hot spots" in english_page
    assert "Brandhaarden" not in english_page
    article.unpublish()
    assert "Brandhaarden" not in client.get("/nl/begrippen/phm/").content.decode()


def test_twenty_terms_cost_as_much_as_one(
    glossary: Page, term: GlossaryTermPage, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/nl/begrippen/")
    with CaptureQueriesContext(connection) as first:
        client.get("/nl/begrippen/")
    for _ in range(19):
        factories.GlossaryTermPageFactory(parent=glossary)
    with django_assert_num_queries(len(first)):
        client.get("/nl/begrippen/")
    assert len(first) <= 15


@pytest.mark.parametrize(("language", "kind"), [("nl", "focusgebied"), ("en", "focus area")])
def test_a_focus_areas_page_is_called_after_what_it_is_about(
    tree: Tree, term: GlossaryTermPage, language: str, kind: str
) -> None:
    page = factories.FocusAreaPageFactory(
        parent=factories.FocusAreaIndexPageFactory(parent=tree.home),
        focus_area=factories.FocusAreaFactory(),
        body=[("text", f'<p><a linktype="page" id="{term.pk}">PHM</a></p>')],
    )
    with override(language):
        [card] = cards(Page.objects.filter(pk=page.pk))
        assert str(card.kind) == str(page.kind_label) == kind
        assert str(card.group) == {"nl": "focusgebieden", "en": "focus areas"}[language]


def test_several_series_are_several_in_dutch_too() -> None:
    with override("nl"):
        assert str(SeriesPage._meta.verbose_name_plural) == "reeksen"
