"""What an editor relies on when a page is translated with wagtail-localize."""

import pytest
from django.test import Client, TestCase
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from network.models import FocusArea
from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree


def translated(instance: object, tree: Tree, words: dict[str, str]) -> Translation:
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=tree.english)
    for segment in source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=tree.english,
                context=segment.context,
                defaults={"data": words[segment.string.data], "translation_type": "manual"},
            )
    # wagtail-localize publishes once the transaction is through.
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return translation


@pytest.fixture
def area(tree: Tree) -> FocusArea:
    area = factories.FocusAreaFactory(name="Wijkgerichte preventie", order=1)
    translated(area, tree, {"Wijkgerichte preventie": "Neighbourhood prevention"})
    return area


@pytest.fixture
def article(tree: Tree, area: FocusArea) -> ArticlePage:
    article: ArticlePage = factories.ArticlePageFactory(
        parent=tree.news, title="Een buurttuin", slug="buurttuin", focus_areas=[area]
    )
    return article


def test_an_english_page_shows_its_focus_areas_in_english(tree: Tree, article: ArticlePage, client: Client) -> None:
    translated(article, tree, {"Een buurttuin": "A community garden", "buurttuin": "garden"})
    page = client.get("/en/news/garden/").content.decode()
    assert "A community garden" in page
    assert "Neighbourhood prevention" in page
    assert "Wijkgerichte preventie" not in page


def test_a_focus_area_added_later_reaches_the_english_page(tree: Tree, article: ArticlePage) -> None:
    translated(article, tree, {"Een buurttuin": "A community garden", "buurttuin": "garden"})
    later = factories.FocusAreaFactory(name="Digitale transformatie", order=2)
    translated(later, tree, {"Digitale transformatie": "Digital transformation"})
    article.focus_area_links.create(focus_area=later, sort_order=1)
    article.save_revision().publish()
    translated(article, tree, {})
    english = ArticlePage.objects.get(locale=tree.english)
    assert [area.name for area in english.focus_areas] == ["Neighbourhood prevention", "Digital transformation"]


def test_a_focus_area_without_a_translation_stays_in_the_first_language(tree: Tree) -> None:
    area = factories.FocusAreaFactory(name="Aantrekkelijke arbeidsmarkt")
    assert FocusArea.in_language([area.pk], tree.english.pk) == [area]


def test_publishing_the_dutch_page_leaves_an_unfinished_translation_a_draft(tree: Tree, article: ArticlePage) -> None:
    article.copy_for_translation(tree.english)
    article.save_revision().publish()
    assert not ArticlePage.objects.get(locale=tree.english).live
