"""An editor changes one language, sees how the others differ from it, and has them follow."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from newsletter.approval import IssueError, approve
from newsletter.in_step import apart, follow
from newsletter.models import Issue, IssueItem
from newsletter.planning import removed_from
from tests.factories import UserFactory

from .conftest import Newsletter
from .test_compiling import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(newsletter: Newsletter) -> Issue:
    """Three items, of which the second has no English page."""
    newsletter.article("Eerste", english="First")
    newsletter.article("Tweede")
    newsletter.article("Derde", english="Third")
    return newsletter.issue()


def edit(issue: Issue, language: str, *wanted: str, pinned: str = "", blocks: tuple[str, ...] = ()) -> None:
    """The draft has these items now, in this order, and below them blocks with these words."""
    draft = issue.pages.get(language=language).get_latest_revision_as_object()
    rows = {row.page.title: row for row in draft.items.all() if row.page}
    kept = [rows[title] for title in wanted]
    kept += [IssueItem(block=[("quote", {"text": words, "attribution": ""})]) for words in blocks]
    for place, row in enumerate(kept):
        row.sort_order, row.pinned = place, bool(row.page and row.page.title == pinned)
    draft.items = kept
    draft.save_revision()


def test_freshly_compiled_the_languages_are_the_same(issue: Issue) -> None:
    assert sorted(titles(issue, "en")) == ["First", "Third", "Tweede"]
    assert apart(issue) == []
    assert follow(issue) == 0


def test_what_was_taken_out_or_put_elsewhere_in_one_language_is_seen_and_followed(issue: Issue) -> None:
    edit(issue, "nl", "Derde", "Eerste", pinned="Eerste")
    [english] = apart(issue)
    assert (english.language, english.missing, english.added) == ("Engels", [], ["Tweede"])
    assert english.is_ordered_otherwise
    assert removed_from(issue) == []

    assert follow(issue) == 1
    assert titles(issue, "en") == ["Third", "First"]
    assert [row.pinned for row in rows(issue, "en")] == [False, True]
    assert apart(issue) == []
    assert [item.title for item in removed_from(issue)] == ["Tweede"]


def test_what_is_missing_is_put_back_in_its_own_language_and_own_words_stay(issue: Issue) -> None:
    edit(issue, "nl", "Eerste", "Tweede", "Derde")
    edit(issue, "en", "First", blocks=("In English only",))
    [english] = apart(issue)
    assert english.missing == ["Tweede", "Derde"]
    assert english.has_other_blocks
    follow(issue)
    assert [str(row) for row in rows(issue, "en")] == ["First", "Citaat: In English only", "Tweede", "Third"]
    [english] = apart(issue)
    assert not english.can_follow


def test_a_teaser_is_a_languages_own(issue: Issue) -> None:
    draft = issue.pages.get(language="nl").get_latest_revision_as_object()
    for row in draft.items.all():
        row.teaser = "Nederlandse woorden."
    draft.save_revision()
    edit(issue, "en")
    follow(issue)
    assert len(titles(issue, "en")) == 3
    assert {row.teaser for row in rows(issue, "en")} == {""}


def test_what_is_approved_follows_nothing(issue: Issue) -> None:
    edit(issue, "nl", "Derde", "Eerste")
    approved = approve(issue)
    assert apart(approved) == []
    with pytest.raises(IssueError):
        follow(approved)


def test_without_a_draft_in_the_first_language_there_is_nothing_to_follow(issue: Issue) -> None:
    issue.pages.get(language="nl").delete()
    assert apart(issue) == []
    assert follow(issue) == 0


def test_a_manager_does_so_on_the_issues_page(issue: Issue, client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    detail = reverse("newsletter_issue:detail", args=[issue.pk])
    assert "Niet in elke taal hetzelfde" not in client.get(detail).content.decode()
    edit(issue, "nl", "Derde", "Eerste")
    page = client.get(detail).content.decode()
    assert "“Tweede” staat alleen in het concept in het Engels." in page
    page = client.post(reverse("newsletter_planning:follow", args=[issue.pk]), follow=True).content.decode()
    assert "De andere talen hebben nu dezelfde items" in page
    assert titles(issue, "en") == ["Third", "First"]


def rows(issue: Issue, language: str) -> list[Any]:
    return list(issue.pages.get(language=language).get_latest_revision_as_object().items.all())
