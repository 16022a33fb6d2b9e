"""What shuts readers out goes live by no way around the page's form, in no language."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import TranslationSource

from hub.roles import EDITORS, MODERATORS, WORKFLOW, make_roles
from network.models import User
from news.models import ArticlePage
from pages.translations.publishing import obstacles_to_publishing
from tests import factories
from tests.conftest import Tree
from tests.translations import draft, fill_in, follow, translation_of

FLAWED = [("heading", {"text": "De buren", "level": "3"})]
LINKED = [("text", '<p>Lees <a href="https://example.org/">het verslag</a>.</p>')]
WORDS = {"Een buurttuin": "A garden", "buurttuin": "garden", "Waar het bericht over gaat.": "What it is about."}
SILENT = {**WORDS, 'Lees <a id="a1">het verslag</a>.': 'Read <a id="a1">\u00a0</a>.'}
HEARD = {'Lees <a id="a1">het verslag</a>.': 'Read <a id="a1">the report</a>.'}


@pytest.fixture
def article(tree: Tree) -> ArticlePage:
    article: ArticlePage = factories.ArticlePageFactory(
        parent=tree.news, title="Een buurttuin", slug="buurttuin", live=False
    )
    return article


def somebody_in(*names: str) -> User:
    make_roles()
    user: User = factories.UserFactory()
    user.groups.set(Group.objects.filter(name__in=names))
    return user


def live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("header", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_no_step_of_the_workflow_is_approved(article: ArticlePage, client: Client, header: dict[str, str]) -> None:
    moderator = somebody_in(EDITORS.name, MODERATORS.name)
    article.body = FLAWED
    article.save_revision()
    Workflow.objects.get(name=WORKFLOW).start(article, factories.UserFactory())
    client.force_login(moderator)
    state = article.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    client.post(url, {"comment": ""}, headers=header)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "Niet goedgekeurd. “Een buurttuin” (Nederlands): " in shown
    assert "Kies een hoger niveau" in shown
    assert Page.objects.get(pk=article.pk).current_workflow_task_state == state

    article.body = [("heading", {"text": "De buren", "level": "2"})]
    revision = article.save_revision()
    state.revision = revision
    state.save()
    client.post(url, {"comment": ""}, headers=header)
    assert Page.objects.get(pk=article.pk).current_workflow_task_state != state


def test_no_language_goes_live_with_the_others(tree: Tree, article: ArticlePage, client: Client) -> None:
    article.body = LINKED
    article.save_revision()
    english = draft(article, tree.english, SILENT)
    boss = factories.UserFactory(is_superuser=True)
    client.force_login(boss)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    def press() -> str:
        form = client.get(edit).context["form"]
        filled = {name: form.initial.get(name) or "" for name in form.fields if name not in ("body",)}
        rows = {f"{name}-{part}": 0 for name in form.formsets for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
        written = nested_form_data({"body": streamfield([("text", rich_text(LINKED[0][1], features=["link"]))])})
        data = {**filled, **rows, **written, "body-0-id": article.body.raw_data[0]["id"]}
        with TestCase.captureOnCommitCallbacks(execute=True):
            return client.post(edit, {**data, "action-publish": "in-all-languages"}, follow=True).content.decode()

    shown = press()
    assert "(Engels): Een link hier heeft geen tekst" in shown
    assert not live(article)
    assert not live(english)

    fill_in(translation_of(article, tree.english), HEARD)
    press()
    assert live(article)
    assert live(english)


def test_the_page_itself_is_looked_at_as_well(tree: Tree, article: ArticlePage) -> None:
    draft(article, tree.english, WORDS)
    article.body = FLAWED
    (reason,) = obstacles_to_publishing(article, factories.UserFactory(is_superuser=True))
    assert "“Een buurttuin” (Nederlands)" in reason


def test_a_live_translation_does_not_follow_into_a_flaw(tree: Tree, article: ArticlePage) -> None:
    article.save_revision().publish()
    english = draft(article, tree.english, WORDS)
    english.get_latest_revision().publish()
    article.body = LINKED
    TranslationSource.update_or_create_from_instance(article)
    fill_in(translation_of(article, tree.english), SILENT)
    with TestCase.captureOnCommitCallbacks(execute=True):
        article.save_revision().publish()
    follow()
    assert not ArticlePage.objects.get(pk=english.pk).body


def test_the_translation_editor_publishes_no_flaw(tree: Tree, article: ArticlePage, client: Client) -> None:
    article.body = LINKED
    article.save_revision().publish()
    english = draft(article, tree.english, SILENT)
    client.force_login(factories.UserFactory(is_superuser=True))
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    shown = client.post(edit, {"action": "publish"}, follow=True).content.decode()
    assert "Niet gepubliceerd. “A garden” (Engels): Een link hier heeft geen tekst" in shown
    assert not live(english)
    fill_in(translation_of(article, tree.english), HEARD)
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(edit, {"action": "publish"})
    assert live(english)
