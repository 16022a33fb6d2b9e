"""The newsletter from the command line: the names and answers that other people's scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from newsletter.models import Dispatch, Issue, Subscriber
from newsletter.sending.running import send_deliveries
from tests.factories import UserFactory

from .conftest import ANCHOR, Mailbox, Newsletter

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command(*(str(argument) for argument in arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def approver(db: None) -> str:
    user = UserFactory(username="redacteur")
    user.user_permissions.add(Permission.objects.get(codename="approve_issue"))
    return "redacteur"


def test_compile_issue_answers_the_same_issue_again(newsletter: Newsletter) -> None:
    newsletter.article("Nieuws")
    first = json.loads(run("compile_issue", "--at", ANCHOR.isoformat(), "--json"))
    assert set(first) == {"id", "state", "admin_url", "preview_urls"}
    assert first["state"] == "draft"
    assert set(first["preview_urls"]) == {"nl", "en"}
    assert json.loads(run("compile_issue", "--at", ANCHOR.isoformat(), "--json")) == first
    assert f"issues/{first['id']}/" in run("compile_issue", "--at", "2026-03-10T10:00")
    assert Issue.objects.count() == 1


def test_compile_issue_says_that_it_is_held(newsletter: Newsletter) -> None:
    assert json.loads(run("compile_issue", "--at", "2026-03-10T10:00", "--json"))["state"] == "held"


def test_compile_issue_refuses_what_is_no_moment(newsletter: Newsletter) -> None:
    for text in ("dinsdag", "2026-13-40T10:00"):
        with pytest.raises(CommandError, match="ISO 8601"):
            run("compile_issue", "--at", text)


def test_send_issue_queues_and_dispatch_status_accounts(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber], mailbox: Mailbox, approver: str
) -> None:
    subscriber("anna@example.org")
    subscriber("left@example.org", state="unsubscribed", unsubscribed_at=ANCHOR)
    issue = newsletter.issue("Nieuws")
    run("send_issue", issue.pk, "--approve-as", approver)
    assert json.loads(run("dispatch_status", issue.pk, "--json"))["state"] == "preparing"

    job = ProcrastinateJob.objects.get(task_name="newsletter.dispatch_issue")
    from newsletter.tasks import dispatch_issue

    dispatch_issue(**job.args)
    answer = json.loads(run("dispatch_status", issue.pk, "--json"))
    expected = {"state": "finished", "candidates": 2, "excluded": 1, "accepted": 1, "refused": 0, "in_doubt": 0}
    assert expected.items() <= answer.items()
    assert json.loads(run("dispatch_status", "--json")) == answer
    assert "finished" in run("dispatch_status", issue.pk)


def test_send_issue_refuses_what_may_not_go_out(newsletter: Newsletter, approver: str) -> None:
    issue = newsletter.issue("Nieuws")
    with pytest.raises(CommandError):
        run("send_issue", issue.pk)
    with pytest.raises(CommandError, match="no issue 9999"):
        run("send_issue", 9999)
    with pytest.raises(CommandError, match="no active user niemand"):
        run("send_issue", issue.pk, "--approve-as", "niemand")
    UserFactory(username="lezer")
    with pytest.raises(CommandError, match="lezer may not"):
        run("send_issue", issue.pk, "--approve-as", "lezer")
    assert not Dispatch.objects.exists()
    assert not ProcrastinateJob.objects.exists()
    run("send_issue", issue.pk, "--approve-as", approver)
    with pytest.raises(CommandError):
        run("send_issue", issue.pk, "--approve-as", approver)
    assert ProcrastinateJob.objects.count() == 1


def test_dispatch_status_says_what_there_is_not(newsletter: Newsletter) -> None:
    with pytest.raises(CommandError, match="Nothing has been dispatched"):
        run("dispatch_status")
    with pytest.raises(CommandError, match="no issue 9999"):
        run("dispatch_status", 9999)
    with pytest.raises(CommandError, match="hasn't been dispatched"):
        run("dispatch_status", newsletter.issue("Nieuws").pk)


def test_a_doubt_needs_a_decision(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber], mailbox: Mailbox
) -> None:
    subscriber("unlucky@example.org")
    mailbox.answers["unlucky@example.org"] = "cut"
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(dispatch.pk)
    assert json.loads(run("dispatch_status", dispatch.issue_id, "--json"))["state"] == "needs_decision"


def test_one_more_language_asks_for_no_migration(settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "German")]
    assert Subscriber(language="de").get_language_display() == "German"
    call_command("makemigrations", "newsletter", check_changes=True, dry_run=True, stdout=StringIO())
