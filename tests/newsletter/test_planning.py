"""Holidays and other exceptions: skipping an issue, moving one, one more; and what an editor leaves out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from newsletter import planning
from newsletter.approval import IssueError, approve
from newsletter.compiling import compile_if_due, compile_issue
from newsletter.models import Issue
from tests.factories import UserFactory

from .conftest import ANCHOR, Newsletter
from .test_compiling import titles

pytestmark = pytest.mark.django_db
TWO_WEEKS = timedelta(weeks=2)
BEFORE = ANCHOR - timedelta(days=4)


def test_what_is_in_a_skipped_issue_waits_for_the_next(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    planning.skip(issue)
    assert compile_if_due(ANCHOR - timedelta(hours=1)) is None
    assert titles(compile_issue(at=ANCHOR + TWO_WEEKS)) == ["Nieuws"]


def test_a_moment_without_an_issue_yet_is_skipped_and_taken_up_again(newsletter: Newsletter) -> None:
    newsletter.article("Nieuws")
    planning.skip_moment(ANCHOR, BEFORE)
    assert compile_if_due(BEFORE + timedelta(days=1)) is None
    assert [(planned.moment, planned.issue and planned.issue.state) for planned in planning.coming(BEFORE, 2)] == [
        (ANCHOR, "skipped"),
        (ANCHOR + TWO_WEEKS, None),
    ]
    planning.take_up_again(Issue.objects.get())
    compiled = compile_if_due(BEFORE + timedelta(days=1))
    assert compiled
    assert compiled.moment == ANCHOR


def test_only_a_coming_moment_of_the_rhythm_can_be_skipped(newsletter: Newsletter) -> None:
    for moment in (ANCHOR + timedelta(days=1), ANCHOR - TWO_WEEKS):
        with pytest.raises(IssueError):
            planning.skip_moment(moment, BEFORE)
    assert not Issue.objects.exists()


def test_a_moved_issue_keeps_its_approval_and_its_place_in_the_rhythm(newsletter: Newsletter) -> None:
    issue = approve(newsletter.issue("Nieuws"))
    planning.move(issue, ANCHOR + timedelta(days=2), BEFORE)
    issue.refresh_from_db()
    assert (issue.state, issue.moment, issue.slot) == ("approved", ANCHOR + timedelta(days=2), ANCHOR)
    assert compile_if_due(ANCHOR - timedelta(hours=1)) is None


def test_an_issue_is_moved_to_no_moment_that_has_passed_or_is_anothers(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    other = planning.extra_issue(ANCHOR + timedelta(days=3), BEFORE)
    for moment in (BEFORE - timedelta(days=1), other.moment):
        with pytest.raises(IssueError):
            planning.move(issue, moment, BEFORE)
    planning.skip(issue)
    with pytest.raises(IssueError):
        planning.move(issue, ANCHOR + timedelta(days=4), BEFORE)


def test_one_more_issue_takes_no_place_in_the_rhythm(newsletter: Newsletter) -> None:
    newsletter.article("Nieuws")
    issue = planning.extra_issue(ANCHOR - timedelta(days=2), BEFORE)
    assert issue.slot is None
    assert titles(issue) == ["Nieuws"]


def test_what_is_taken_out_comes_in_the_next_issue_or_never(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Eerste", "Tweede", "Derde")
    for page in issue.pages.all():
        draft = page.get_latest_revision_as_object()
        draft.items.remove(*[item for item in draft.items.all() if item.page.title != "Eerste"])
        draft.save_revision()
    removed = {item.title: item.pk for item in planning.removed_from(issue)}
    assert removed.keys() == {"Tweede", "Derde"}
    assert planning.decide(issue, {removed["Tweede"]: "never", removed["Derde"]: "whenever"}) == 1
    assert [item.if_removed for item in planning.removed_from(issue) if item.title == "Tweede"] == ["never"]
    newsletter.dispatch(issue)
    assert titles(compile_issue(at=ANCHOR + TWO_WEEKS)) == ["Derde"]


def test_a_manager_plans_in_the_admin(newsletter: Newsletter, client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    newsletter.article("Nieuws", first_published_at=timezone.now() - timedelta(days=1))
    page = client.get(reverse("newsletter_planning:index")).content.decode()
    [moment] = [planned.moment for planned in planning.coming(timezone.now(), 1)]
    assert moment.isoformat() in page
    with translation.override("nl"):
        assert date_format(timezone.localtime(moment), "DATETIME_FORMAT") in page
    page = client.post(
        reverse("newsletter_planning:skip_moment"), {"slot": moment.isoformat()}, follow=True
    ).content.decode()
    assert "Toch laten komen" in page
    for wrong in ("", "soon", "2026-02-31T10:00", "2020-01-01T10:00"):
        page = client.post(reverse("newsletter_planning:extra"), {"moment": wrong}, follow=True).content.decode()
        assert "messages" in page
    assert Issue.objects.count() == 1
    later = timezone.localtime() + timedelta(days=1)
    client.post(reverse("newsletter_planning:extra"), {"moment": later.strftime("%Y-%m-%dT%H:%M")})
    extra = Issue.objects.exclude(state="skipped").get()
    assert titles(extra) == ["Nieuws"]
    newsletter.article("Later", first_published_at=timezone.now())
    page = client.get(reverse("newsletter_issue:detail", args=[extra.pk])).content.decode()
    assert "Later" in page
    client.post(reverse("newsletter_planning:add", args=[extra.pk]))
    assert titles(extra) == ["Nieuws", "Later"]
    client.post(reverse("newsletter_planning:move", args=[extra.pk]), {"moment": "2039-05-01T10:00"})
    client.post(reverse("newsletter_planning:skip", args=[extra.pk]))
    extra.refresh_from_db()
    assert (extra.state, extra.moment.year) == ("skipped", 2039)


def test_nobody_else_plans(newsletter: Newsletter, client: Client) -> None:
    issue = newsletter.issue("Nieuws")
    client.force_login(UserFactory(is_staff=True))
    assert client.post(reverse("newsletter_planning:skip", args=[issue.pk])).status_code in (302, 403)
    issue.refresh_from_db()
    assert issue.state == "draft"


def test_a_moment_that_an_issue_was_moved_away_from_is_still_its_own(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    planning.move(issue, ANCHOR + timedelta(days=2), BEFORE)
    with pytest.raises(IssueError):
        planning.extra_issue(ANCHOR, BEFORE)
    planning.move(issue, ANCHOR, BEFORE)
    issue.refresh_from_db()
    assert issue.moment == ANCHOR


def test_what_becomes_of_an_item_is_decided_before_the_issue_goes(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    [item] = issue.compiled_items.all()
    newsletter.dispatch(issue)
    with pytest.raises(IssueError):
        planning.decide(issue, {item.pk: "never"})


def test_two_who_plan_the_same_moment_at_once_get_a_message(
    newsletter: Newsletter, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = newsletter.issue("Nieuws")
    other = planning.extra_issue(timezone.now() + timedelta(days=30), timezone.now())
    # The other one is written after this one has looked.
    monkeypatch.setattr(planning, "_check_moment", lambda *_args, **_options: None)
    client.force_login(UserFactory(is_superuser=True))
    Issue.objects.filter(pk=other.pk).update(moment="2039-05-01T10:00+02:00")
    address = reverse("newsletter_planning:move", args=[issue.pk])
    answer = client.post(address, {"moment": "2039-05-01T10:00"}, follow=True)
    assert "Op dat moment komt al een ander nummer." in answer.content.decode()
