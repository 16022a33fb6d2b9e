"""Planning before there is an issue, in whichever language; and what a manager is told when it can't be done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from newsletter import planning
from newsletter.approval import IssueError
from newsletter.compiling import compile_if_due, compile_issue, suggestions
from newsletter.models import Issue
from tests.factories import UserFactory

from .conftest import ANCHOR, Newsletter
from .test_compiling import titles

pytestmark = pytest.mark.django_db
BEFORE = ANCHOR - timedelta(days=14)
LATER = ANCHOR + timedelta(days=7)


def test_a_moment_is_moved_before_it_has_an_issue_and_compiles_itself_before_its_new_moment(
    newsletter: Newsletter,
) -> None:
    newsletter.article("Nieuws")
    planning.move_moment(ANCHOR, LATER, BEFORE)
    issue = Issue.objects.get()
    assert issue.waits_to_compile
    assert suggestions(issue, ANCHOR) == ()
    assert compile_if_due(ANCHOR - timedelta(hours=1)) is None
    planning.move_moment(ANCHOR, LATER + timedelta(days=1), BEFORE)
    compiled = compile_if_due(LATER)
    assert compiled == issue
    assert (compiled.moment, compiled.slot, titles(compiled)) == (LATER + timedelta(days=1), ANCHOR, ["Nieuws"])
    assert compile_if_due(LATER) is None


@pytest.mark.parametrize("slot", [ANCHOR + timedelta(days=1), ANCHOR - timedelta(days=14)])
def test_only_a_coming_moment_of_the_rhythm_can_be_moved(newsletter: Newsletter, slot: object) -> None:
    with pytest.raises(IssueError):
        planning.move_moment(slot, LATER, BEFORE)
    assert not Issue.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("nl", "overgeslagen"), ("en", "skipped")])
def test_who_wants_an_issue_where_one_is_skipped_hears_that_it_is(
    newsletter: Newsletter, language: str, words: str
) -> None:
    planning.skip_moment(ANCHOR, BEFORE)
    other = planning.extra_issue(ANCHOR + timedelta(days=3), BEFORE)
    with translation.override(language):
        for plan in (
            lambda: planning.extra_issue(ANCHOR, BEFORE),
            lambda: planning.move(other, ANCHOR, BEFORE),
        ):
            with pytest.raises(IssueError, match=words):
                plan()


def test_why_an_issue_is_held_is_said_in_the_readers_language(newsletter: Newsletter) -> None:
    newsletter.settings.minimum_items = 3
    newsletter.settings.save()
    newsletter.article("Eén bericht")
    with translation.override("en"):
        issue = compile_issue(at=ANCHOR)
        assert issue.held_reason == "1 new item, and an issue takes at least 3."
    with translation.override("nl"):
        assert issue.held_reason != ""
        assert "new item" not in issue.held_reason
    planning.skip(issue)
    issue.refresh_from_db()
    assert issue.held_reason == ""


def test_a_manager_moves_a_moment_in_the_admin_and_sees_when_it_compiles_itself(
    newsletter: Newsletter, client: Client
) -> None:
    client.force_login(UserFactory(is_superuser=True))
    [planned] = planning.coming(timezone.now(), 1)
    form = {"slot": planned.moment.isoformat(), "moment": "2039-05-01T10:00"}
    page = client.post(reverse("newsletter_planning:move_moment"), form, follow=True).content.decode()
    issue = Issue.objects.get()
    assert (issue.slot, issue.moment.year) == (planned.moment, 2039)
    assert "2039" in page
    for address in (reverse("newsletter_issue:detail", args=[issue.pk]), reverse("wagtailadmin_home")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "telt zichzelf samen" in answer.content.decode()
    for wrong in ({"slot": None}, {"slot": "soon"}, {"moment": ""}, {"moment": "2020-01-01T10:00"}):
        given = {name: value for name, value in {**form, **wrong}.items() if value is not None}
        assert client.post(reverse("newsletter_planning:move_moment"), given).status_code == 302
    issue.refresh_from_db()
    assert issue.moment.year == 2039


@pytest.mark.parametrize(("language", "words"), [("nl", "is er nog niet in het Engels"), ("en", "t in English yet")])
def test_the_dashboard_says_what_the_next_issue_lacks_in_a_language_and_where_to_make_it(
    newsletter: Newsletter, client: Client, language: str, words: str
) -> None:
    newsletter.article("Alleen hier")
    begun = newsletter.article("Begonnen")
    newsletter.article("In beide", english="In both")
    draft = begun.copy_for_translation(newsletter.tree.english)
    compile_issue(at=ANCHOR)
    user = UserFactory(is_superuser=True)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert page.count(words) == 2
    assert "Alleen hier" in page
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in page
    assert "In beide” " not in page
