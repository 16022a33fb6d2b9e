"""An approved issue goes out when it is due; one that isn't approved waits, and the managers hear of it once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageViewRestriction

from network.models import User
from newsletter.approval import IssueError, approve, release
from newsletter.models import Issue
from newsletter.scheduling import schedule, send_scheduled, tell_who_is_late, unschedule
from tests.factories import UserFactory

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db
BEFORE, AFTER = ANCHOR - timedelta(hours=1), ANCHOR + timedelta(minutes=1)


def fresh(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def manager(**fields: str) -> User:
    user = UserFactory(**fields)
    user.user_permissions.add(Permission.objects.get(codename="approve_issue"))
    return user


@pytest.fixture
def scheduled(newsletter: Newsletter) -> Issue:
    return schedule(approve(newsletter.issue("Nieuws")), now=BEFORE)


def test_it_goes_out_when_it_is_due_and_not_before(scheduled: Issue) -> None:
    send_scheduled(BEFORE)
    assert fresh(scheduled).state == "approved"
    send_scheduled(AFTER)
    assert fresh(scheduled).state == "sending"
    send_scheduled(AFTER)


def test_an_issue_that_is_only_approved_waits(newsletter: Newsletter) -> None:
    issue = approve(newsletter.issue("Nieuws"))
    send_scheduled(AFTER)
    assert fresh(issue).state == "approved"


def test_the_schedule_can_be_cancelled(scheduled: Issue) -> None:
    unschedule(scheduled)
    send_scheduled(AFTER)
    assert fresh(scheduled).state == "approved"
    with pytest.raises(IssueError):
        unschedule(scheduled)


def test_a_change_takes_it_off_the_schedule(scheduled: Issue) -> None:
    page = scheduled.pages.get(language="nl")
    page.subject = "Anders"
    page.save_revision()
    send_scheduled(AFTER)
    assert (fresh(scheduled).state, fresh(scheduled).is_scheduled) == ("draft", False)


def test_only_what_is_approved_and_still_to_come_is_scheduled(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    with pytest.raises(IssueError):
        schedule(issue, now=BEFORE)
    with pytest.raises(IssueError):
        schedule(approve(issue), now=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.create(moment=AFTER, closes_at=AFTER, is_scheduled=True)


def test_what_cannot_go_out_loses_its_approval_and_says_why(newsletter: Newsletter, scheduled: Issue) -> None:
    PageViewRestriction.objects.create(page=newsletter.tree.academy, restriction_type="login")
    scheduled.pages.get(language="nl").items.get().page.move(newsletter.tree.academy, pos="last-child")
    send_scheduled(AFTER)
    assert fresh(scheduled).state == "draft"
    assert "Nieuws" in fresh(scheduled).void_reason


def test_managers_are_told_once_that_an_issue_waits(newsletter: Newsletter, mailoutbox: list) -> None:
    manager(email="mara@example.org")
    UserFactory(email="niemand@example.org")
    issue = newsletter.issue("Nieuws")
    tell_who_is_late(BEFORE)
    assert not mailoutbox
    for _time in range(2):
        tell_who_is_late(AFTER)
    assert [mail.to for mail in mailoutbox] == [["mara@example.org"]]
    assert f"/newsletter/issues/{issue.pk}/" in mailoutbox[0].body


def test_nobody_is_told_of_what_goes_out_by_itself(scheduled: Issue, mailoutbox: list) -> None:
    manager()
    tell_who_is_late(AFTER)
    assert not mailoutbox


def test_a_second_pair_of_eyes_is_not_who_changed_it_last(newsletter: Newsletter) -> None:
    newsletter.settings.second_pair_of_eyes = True
    newsletter.settings.save()
    writer, colleague = manager(), manager()
    issue = newsletter.issue("Nieuws")
    page = issue.pages.get(language="nl")
    page.save_revision(user=colleague)
    page.save_revision(user=writer)
    for user in (writer, None):
        with pytest.raises(IssueError):
            approve(issue, user)
    assert approve(issue, colleague).approved_by == colleague


def test_buttons_schedule_and_cancel_and_all_of_it_is_in_the_log(newsletter: Newsletter, client: Client) -> None:
    issue = newsletter.issue("Nieuws")
    Issue.objects.filter(pk=issue.pk).update(moment=ANCHOR + timedelta(days=3650))
    client.force_login(UserFactory(is_superuser=True))
    for action in ("approve", "schedule", "unschedule"):
        page = client.post(reverse(f"newsletter_issue:{action}", args=[issue.pk]), follow=True).content.decode()
    assert "Verzenden op het geplande moment" in page
    actions = (
        ModelLogEntry.objects.filter(object_id=str(issue.pk)).order_by("timestamp").values_list("action", flat=True)
    )
    assert list(actions)[-3:] == ["newsletter.approve", "newsletter.schedule", "newsletter.unschedule"]


def test_a_held_issue_is_late_too(newsletter: Newsletter, mailoutbox: list) -> None:
    manager()
    newsletter.settings.minimum_items = 5
    newsletter.settings.save()
    issue = newsletter.issue("Nieuws")
    tell_who_is_late(AFTER)
    assert "5" in mailoutbox[0].body
    release(issue)
    tell_who_is_late(AFTER)
    assert len(mailoutbox) == 1
