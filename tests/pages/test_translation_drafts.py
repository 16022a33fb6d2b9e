"""“Translate” in the admin makes drafts, and no way through the admin puts a page live in the wrong language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client, TestCase
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from academy.models import AcademyIndexPage, ProgrammePage
from network.models import FocusArea
from news.models import ArticlePage
from pages.tasks import make_drafts_below
from tests import factories
from tests.conftest import Tree
from tests.translations import draft, fill_in, publish, translate, translation_of

WORDS = {
    "Een buurttuin": "A community garden",
    "buurttuin": "garden",
    "Waar het bericht over gaat.": "What it is about.",
}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True))
    return client


@pytest.fixture
def article(tree: Tree) -> ArticlePage:
    article: ArticlePage = factories.ArticlePageFactory(parent=tree.news, title="Een buurttuin", slug="buurttuin")
    return article


def submit(editor: Client, page: Page, locale: Locale, **more: str) -> str:
    """Presses “Translate” on a page, and gives what the editor reads then."""
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert editor.get(url).status_code == 200
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = editor.post(url, {"locales": [locale.pk], **more}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def told(response: object) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def english(page: Page, tree: Tree) -> Page:
    return Page.objects.get(translation_key=page.translation_key, locale=tree.english)


def test_translating_a_live_page_makes_a_draft(tree: Tree, article: ArticlePage, editor: Client) -> None:
    shown = submit(editor, article, tree.english)
    assert "Engels" in shown
    page = english(article, tree)
    assert not page.live
    assert editor.get("/en/news/buurttuin/").status_code == 404
    assert translation_of(article, tree.english).enabled


def test_pages_above_that_are_not_translated_become_drafts_too(tree: Tree, editor: Client) -> None:
    programme = factories.ProgrammePageFactory(parent=tree.academy)
    submit(editor, programme, tree.english)
    for page in english(tree.academy, tree), english(programme, tree):
        assert (page.live, page.alias_of) == (False, None)
        assert translation_of(page, tree.english)
    assert editor.get("/en/academie/").status_code == 404


def test_an_alias_in_the_other_language_makes_way_for_the_draft(tree: Tree, editor: Client) -> None:
    tree.academy.copy_for_translation(tree.english, alias=True)
    assert editor.get("/en/academie/").status_code == 200
    submit(editor, tree.academy, tree.english)
    page = english(tree.academy, tree)
    assert (page.live, page.alias_of) == (False, None)


def test_pages_below_follow_as_drafts_and_what_is_translated_already_is_left_alone(
    tree: Tree, article: ArticlePage, editor: Client
) -> None:
    done = translate(article, tree.english, WORDS)
    article.title = "Twee buurttuinen"
    publish(article)
    fresh = factories.ArticlePageFactory(parent=tree.news)
    make_drafts_below(page_id=tree.news.pk, locale_id=tree.english.pk, user_id=0)
    assert ArticlePage.objects.get(pk=done.pk).title == "A community garden"
    assert not english(fresh, tree).live


def test_the_pages_below_are_left_to_the_worker(tree: Tree, editor: Client) -> None:
    programme = factories.ProgrammePageFactory(parent=tree.academy)
    submit(editor, tree.academy, tree.english, include_subtree="on")
    job = ProcrastinateJob.objects.get(task_name="pages.make_drafts_below")
    assert not ProgrammePage.objects.filter(locale=tree.english).exists()
    make_drafts_below(**job.args)
    page = ProgrammePage.objects.get(locale=tree.english)
    assert (page.translation_key, page.live) == (programme.translation_key, False)
    assert not AcademyIndexPage.objects.get(locale=tree.english).live
    make_drafts_below(page_id=0, locale_id=tree.english.pk, user_id=0)


def test_a_page_that_never_was_live_is_translated_as_it_is_now(tree: Tree) -> None:
    page = factories.ArticlePageFactory(parent=tree.news, title="Eerste versie", live=False)
    page.title = "Een buurttuin"
    page.save_revision()
    assert draft(page, tree.english, WORDS).draft_title == "A community garden"


def test_a_page_that_is_not_sound_itself_is_not_translated_and_the_editor_reads_why(tree: Tree, editor: Client) -> None:
    page = factories.ArticlePageFactory(parent=tree.news)
    ArticlePage.objects.filter(pk=page.pk).update(title="")
    assert "kan nog niet worden vertaald" in submit(editor, page, tree.english)
    assert not ArticlePage.objects.filter(locale=tree.english).exists()


def test_a_focus_area_is_translated_by_its_own_form(tree: Tree, editor: Client) -> None:
    area = factories.FocusAreaFactory(name="Preventie")
    url = reverse("wagtail_localize:submit_snippet_translation", args=["network", "focusarea", area.pk])
    assert editor.post(url, {"locales": [tree.english.pk]}, follow=True).status_code == 200
    assert FocusArea.objects.get(locale=tree.english).translation_key == area.translation_key


# Ways around


def press_publish(editor: Client, page: Page) -> object:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


def publish_in_the_listing(editor: Client, page: Page) -> object:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with TestCase.captureOnCommitCallbacks(execute=True):
        return editor.post(f"{url}?id={page.pk}&next=/cms/", {"include_descendants": "on"})


def publish_below_in_the_listing(editor: Client, page: Page) -> object:
    return publish_in_the_listing(editor, page.get_parent())


WAYS_TO_PUBLISH = [press_publish, publish_in_the_listing, publish_below_in_the_listing]


@pytest.mark.parametrize("press", WAYS_TO_PUBLISH)
def test_a_translation_that_lacks_a_text_is_not_published(
    tree: Tree, article: ArticlePage, editor: Client, press: Callable[[Client, Page], object]
) -> None:
    page = draft(article, tree.english, {"Een buurttuin": "A community garden"})
    response = press(editor, page)
    assert not english(article, tree).live
    assert "vertaald" in told(response)
    texts = translation_of(article, tree.english).source.stringsegment_set.get_translations(tree.english)
    assert [text.data for text in texts] == ["A community garden"], "what was translated is kept"


@pytest.mark.parametrize("press", WAYS_TO_PUBLISH)
def test_a_whole_translation_is_published_with_its_words(
    tree: Tree, article: ArticlePage, editor: Client, press: Callable[[Client, Page], object]
) -> None:
    press(editor, draft(article, tree.english, WORDS))
    page = ArticlePage.objects.get(locale=tree.english)
    assert (page.live, page.title, page.slug) == (True, "A community garden", "garden")


def test_a_live_translation_that_is_behind_is_not_published_again_with_the_new_dutch_text(
    tree: Tree, article: ArticlePage, editor: Client
) -> None:
    page = translate(article, tree.english, WORDS)
    article.title = "Twee buurttuinen"
    publish(article)
    press_publish(editor, page)
    source = TranslationSource.objects.get(object_id=article.translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = editor.post(url, {"publish_translations": "on"})
    assert "vanzelf" in told(response)
    assert ArticlePage.objects.get(pk=page.pk).title == "A community garden"


def test_a_page_never_becomes_a_copy_in_another_language(tree: Tree, article: ArticlePage, editor: Client) -> None:
    page = translate(article, tree.english, WORDS)
    editor.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    assert ArticlePage.objects.get(pk=page.pk).alias_of is None
    Translation.objects.update(enabled=False)
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "localize-restart-translation" in form
    assert "localize-convert-to-alias" not in form


def test_a_language_is_never_filled_with_copies_of_another(tree: Tree, editor: Client) -> None:
    form = editor.get(reverse("wagtaillocales:edit", args=[tree.english.pk]))
    assert form.status_code == 200
    assert "sync_from" not in form.content.decode()


@pytest.mark.parametrize(("field", "limit"), [("title", 255), ("lead", 300)])
def test_a_text_that_is_too_long_is_kept_and_refused_with_the_reason(
    tree: Tree, article: ArticlePage, editor: Client, field: str, limit: int
) -> None:
    page = draft(article, tree.english, WORDS)
    translation = translation_of(article, tree.english)
    segment = translation.source.stringsegment_set.get(context__path=field)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])

    def write(text: str) -> None:
        body = encode_multipart(BOUNDARY, {"value": text})
        assert editor.put(url, body, content_type=MULTIPART_CONTENT).status_code == 200

    write("x" * (limit + 1))
    press_publish(editor, page)
    assert not english(article, tree).live
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f"niet meer dan {limit} tekens" in shown
    assert "x" * (limit + 1) in shown
    write("x" * limit)
    press_publish(editor, page)
    assert english(article, tree).live


def test_the_translation_editor_opens_with_every_text(tree: Tree, article: ArticlePage, editor: Client) -> None:
    page = draft(article, tree.english, {})
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Waar het bericht over gaat." in shown
    fill_in(translation_of(article, tree.english), WORDS)
    assert "What it is about." in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
