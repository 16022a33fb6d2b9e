"""What an editor of an issue is told and can fill in, beside the words and the order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from newsletter.approval import current_contents
from newsletter.compiling import compile_issue
from newsletter.models import Issue, IssueItem
from tests import factories

from .conftest import ANCHOR, Newsletter
from .test_compiling import titles
from .test_in_step import edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True))
    return client


def opened(editor: Client, issue: Issue, language: str = "nl") -> str:
    page = issue.pages.get(language=language)
    return editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_editor_asks_what_becomes_of_what_was_taken_out(newsletter: Newsletter, editor: Client) -> None:
    issue = newsletter.issue("Eerste", "Tweede")
    assert "of nooit?" not in opened(editor, issue)
    for language in ("nl", "en"):
        edit(issue, language, "Eerste")
    page = opened(editor, issue)
    assert "“Tweede” (in het volgende nummer)" in page
    assert f"{reverse('newsletter_issue:detail', args=[issue.pk])}#removed-heading" in page
    detail = editor.get(reverse("newsletter_issue:detail", args=[issue.pk])).content.decode()
    assert 'id="removed-heading"' in detail
    removed = issue.compiled_items.get(translation_key=newsletter_key(newsletter, "Tweede"))
    editor.post(reverse("newsletter_planning:decide", args=[issue.pk]), {f"item-{removed.pk}": "never"})
    assert "“Tweede” (nooit)" in opened(editor, issue)


def test_the_editor_says_what_is_new_and_what_is_in_one_language_only(newsletter: Newsletter, editor: Client) -> None:
    issue = newsletter.issue("Eerste", "Tweede")
    assert "nieuw sinds" not in opened(editor, issue)
    newsletter.article("Derde")
    edit(issue, "nl", "Eerste")
    page = opened(editor, issue)
    assert "1 nieuw sinds" in page
    assert "Niet in elke taal hetzelfde" in page


def test_an_item_that_is_added_by_hand_stands_in_the_section_of_its_page(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Eerste")
    agenda = factories.AgendaPageFactory(parent=newsletter.tree.home)
    gathering = factories.GatheringPageFactory(parent=agenda, start=ANCHOR + timedelta(days=9))
    draft = issue.pages.get(language="nl").get_latest_revision_as_object()
    draft.items.add(IssueItem(page_id=gathering.pk, sort_order=1))
    draft.save_revision()
    assert [item.kind for item in current_contents(issue)["nl"].items] == ["news", "agenda"]


def test_there_is_nothing_to_correct_before_an_issue_is_sent(newsletter: Newsletter, editor: Client) -> None:
    newsletter.article("Nieuws")
    issue = compile_issue(at=ANCHOR)
    assert titles(issue) == ["Nieuws"]
    assert 'name="correction"' not in opened(editor, issue)
    newsletter.dispatch(issue)
    assert 'name="correction"' in opened(editor, issue)


def newsletter_key(newsletter: Newsletter, title: str) -> str:
    return str(newsletter.tree.news.get_children().get(title=title).translation_key)
