"""“Publish in all languages”: a page and its translations go live together, or none does and the reason is said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, streamfield

from network.models import User
from news.models import ArticlePage
from pages.translations import publishing
from pages.translations.status import Status, pages_to_translate, status_in
from tests import factories
from tests.conftest import Tree
from tests.translations import draft, fill_in, follow, translate, translation_of

WORDS = {
    "Een buurttuin": "A community garden",
    "buurttuin": "garden",
    "Waar het bericht over gaat.": "What it is about.",
}


@pytest.fixture
def article(tree: Tree) -> ArticlePage:
    article: ArticlePage = factories.ArticlePageFactory(
        parent=tree.news, title="Een buurttuin", slug="buurttuin", live=False
    )
    article.save_revision()
    return article


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True))
    return client


def press(client: Client, page: ArticlePage, button: str = "in-all-languages", **changed: Any) -> str:
    """Presses a button of the page's editor, and gives what the editor reads then."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(url).context["form"]
    filled = {name: form.initial.get(name) or "" for name in form.fields if name not in ("body", "focus_area_links")}
    rows = {f"{name}-{part}": 0 for name in form.formsets for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data = {**filled, **nested_form_data({"body": streamfield([])}), **rows, **changed, "action-publish": button}
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(url, data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def english() -> ArticlePage:
    return ArticlePage.objects.get(locale__language_code="en")


def test_both_languages_go_live_at_once(tree: Tree, article: ArticlePage, boss: Client) -> None:
    draft(article, tree.english, WORDS)
    assert "in-all-languages" in boss.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "in alle talen gepubliceerd: Nederlands, Engels" in press(boss, article, date="2026-05-01")
    page = english()
    assert ArticlePage.objects.get(pk=article.pk).live
    assert (page.live, page.title, str(page.date)) == (True, "A community garden", "2026-05-01")
    assert "A community garden" in boss.get("/en/news/garden/").content.decode()
    logged = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").get()
    assert logged.user is not None
    follow()
    assert english().last_published_at == page.last_published_at, "published again without a reason"
    assert pages_to_translate().annotate(status=status_in(tree.english)).get(pk=article.pk).status == Status.COMPLETE


def test_a_text_that_is_not_translated_yet_keeps_both_as_they_are_and_loses_nothing(
    tree: Tree, article: ArticlePage, boss: Client
) -> None:
    translate(article, tree.english, WORDS)
    shown = press(boss, article, title="Twee buurttuinen")
    assert "1 tekst is nog niet vertaald" in shown
    assert reverse("wagtailadmin_pages:edit", args=[english().pk]) in shown
    kept = Page.objects.get(pk=article.pk)
    assert (kept.live, kept.draft_title) == (False, "Twee buurttuinen")
    assert english().title == "A community garden"
    fill_in(translation_of(article, tree.english), {"Twee buurttuinen": "Two community gardens"})
    press(boss, kept.specific, title="Twee buurttuinen")
    assert (ArticlePage.objects.get(pk=article.pk).title, english().title) == (
        "Twee buurttuinen",
        "Two community gardens",
    )


def test_only_the_page_itself_is_published_by_the_ordinary_button(
    tree: Tree, article: ArticlePage, boss: Client
) -> None:
    draft(article, tree.english, WORDS)
    press(boss, article, "action-publish")
    assert ArticlePage.objects.get(pk=article.pk).live
    assert not english().live


def test_a_page_that_goes_live_later_has_its_translations_wait(tree: Tree, article: ArticlePage, boss: Client) -> None:
    draft(article, tree.english, WORDS)
    later = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    assert "komt later online" in press(boss, article, go_live_at=later)
    assert not english().live


def test_a_locked_translation_keeps_both_as_they_are(tree: Tree, article: ArticlePage, boss: Client) -> None:
    page = draft(article, tree.english, WORDS)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=factories.UserFactory(), locked_at=timezone.now())
    assert "vergrendeld" in press(boss, article)
    assert not Page.objects.filter(pk__in=[article.pk, page.pk], live=True).exists()


def editor_of(page: Page) -> User:
    """Somebody who may publish one part of the site."""
    group = Group.objects.create(name="Vertalers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename, content_type__model="page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user: User = factories.UserFactory()
    user.groups.add(group)
    return user


def test_who_may_not_publish_the_translation_publishes_neither(
    tree: Tree, article: ArticlePage, client: Client
) -> None:
    draft(article, tree.english, WORDS)
    client.force_login(editor_of(tree.home))
    assert "niet publiceren" in press(client, article)
    assert not ArticlePage.objects.filter(live=True).exists()


def test_what_a_translation_itself_may_not_hold_is_said(
    tree: Tree, article: ArticlePage, boss: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(page: ArticlePage) -> None:
        if page.locale_id == tree.english.pk:
            raise ValidationError({"title": "Deze titel kan niet."})

    draft(article, tree.english, WORDS)
    monkeypatch.setattr(ArticlePage, "clean", refuse)
    assert "Deze titel kan niet." in press(boss, article)
    assert not ArticlePage.objects.filter(live=True).exists()


def test_a_failure_halfway_undoes_all_of_it(
    tree: Tree, article: ArticlePage, boss: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("no")

    draft(article, tree.english, WORDS)
    monkeypatch.setattr(publishing, "publish_translation", fail)
    with pytest.raises(RuntimeError):
        press(boss, article)
    assert not ArticlePage.objects.filter(live=True).exists()


def test_a_page_without_translations_offers_no_such_button(tree: Tree, article: ArticlePage, boss: Client) -> None:
    assert "in-all-languages" not in boss.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "nog geen vertalingen" in press(boss, article)
    assert not ArticlePage.objects.get(pk=article.pk).live
