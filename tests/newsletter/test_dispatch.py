"""From an approved issue to every reader's mailbox, over real SMTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.errors import InvalidHeaderDefect
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from newsletter.accounting import accounting_of
from newsletter.approval import IssueError, approve
from newsletter.compiling import compile_issue
from newsletter.dispatching import send
from newsletter.freezing import SnapshotChangedError, freeze
from newsletter.models import Delivery, Dispatch, Issue, NewsletterSettings, Subscriber
from newsletter.sending import ledger
from newsletter.sending.answers import RETRY_AFTER
from newsletter.sending.composing import MessageChangedError
from newsletter.sending.running import send_deliveries
from newsletter.sending.smtp import SmtpLine
from newsletter.tasks import dispatch_issue
from newsletter.unsubscribing import unsubscribe
from tests import factories

from .conftest import ANCHOR, Mailbox, Newsletter

pytestmark = pytest.mark.django_db

MakeSubscriber = Callable[..., Subscriber]


def counts(dispatch: Dispatch) -> dict[str, int]:
    accounting = accounting_of(dispatch)
    assert accounting.adds_up
    return {
        state.value: getattr(accounting, state.value) for state in Delivery.State if getattr(accounting, state.value)
    }


def state_of(dispatch: Dispatch) -> str:
    return accounting_of(dispatch).state.value


def test_every_reader_gets_the_issue_once_in_their_language(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("anna@example.org")
    subscriber("bob@example.org", language="en")
    newsletter.article("Wijkteams leren samen", english="District teams learn together")
    dispatch = newsletter.dispatch(compile_issue(at=ANCHOR))
    assert state_of(dispatch) == "sending"

    send_deliveries(dispatch.pk)
    send_deliveries(dispatch.pk)

    [dutch], [english] = mailbox.for_("anna@example.org"), mailbox.for_("bob@example.org")
    assert dutch["Subject"] == "Wijkteams leren samen"
    assert english["Subject"] == "District teams learn together"
    assert dutch["Message-ID"] != english["Message-ID"]
    assert counts(dispatch) == {"accepted": 2}
    assert state_of(dispatch) == "finished"
    assert Issue.objects.get().state == "sent"


def test_who_gets_nothing_is_on_record_with_the_reason(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("pending@example.org", state="pending", confirmed_at=None)
    subscriber("paused@example.org", state="paused")
    subscriber("left@example.org", state="unsubscribed", unsubscribed_at=ANCHOR)
    subscriber("never@example.org", state="suppressed")
    subscriber("other-news@example.org", kinds=["academy"])
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(dispatch.pk)
    reasons = dict(dispatch.deliveries.values_list("email_key", "exclusion"))
    assert reasons == {
        "pending@example.org": "pending",
        "paused@example.org": "paused",
        "left@example.org": "unsubscribed",
        "never@example.org": "suppressed",
        "other-news@example.org": "nothing_chosen",
    }
    assert counts(dispatch) == {"excluded": 5}
    assert mailbox.messages == []


def test_a_refusal_is_final_and_kept(newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox) -> None:
    subscriber("gone@example.org")
    subscriber("here@example.org")
    mailbox.at_rcpt["gone@example.org"] = "550 5.1.1 no such user"
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"accepted": 1, "refused": 1}
    assert "no such user" in dispatch.deliveries.get(state="refused").answer
    assert state_of(dispatch) == "finished"


def test_a_temporary_refusal_is_tried_again_later(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("busy@example.org")
    mailbox.answers["busy@example.org"] = "451 try again later"
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(dispatch.pk)
    send_deliveries(dispatch.pk)
    delivery = dispatch.deliveries.get()
    assert (delivery.state, delivery.attempts) == ("retrying", 1)
    assert state_of(dispatch) == "sending"

    mailbox.answers.clear()
    send_deliveries(dispatch.pk, clock=lambda: delivery.retry_at + timedelta(seconds=1))
    assert counts(dispatch) == {"accepted": 1}
    assert len(mailbox.messages) == 1


def test_trying_again_has_an_end(newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox) -> None:
    subscriber("busy@example.org")
    mailbox.answers["busy@example.org"] = "451 try again later"
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    for days in range(1, 10):
        send_deliveries(dispatch.pk, clock=lambda days=days: ANCHOR.replace(year=2030) + timedelta(days=days))
    assert counts(dispatch) == {"refused": 1}


def test_a_connection_lost_in_the_middle_leaves_a_doubt_and_no_second_copy(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("unlucky@example.org")
    subscriber("lucky@example.org")
    mailbox.answers["unlucky@example.org"] = "cut"
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(dispatch.pk)
    mailbox.answers.clear()
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"accepted": 1, "in_doubt": 1}
    assert mailbox.for_("unlucky@example.org") == []
    assert state_of(dispatch) == "needs_decision"


def test_what_a_dead_worker_had_handed_over_is_in_doubt_and_never_resent(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("first@example.org")
    subscriber("second@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    ledger.claim(dispatch, uuid4(), 1, ANCHOR)  # and there the worker is killed

    send_deliveries(dispatch.pk)

    assert counts(dispatch) == {"accepted": 1, "in_doubt": 1}
    assert mailbox.for_("first@example.org") == []
    assert len(mailbox.for_("second@example.org")) == 1


def test_without_a_mail_server_nothing_is_claimed_and_the_reason_is_shown(
    newsletter: Newsletter, subscriber: MakeSubscriber, settings: object, mailbox: Mailbox
) -> None:
    subscriber("anna@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    send_deliveries(dispatch.pk)
    dispatch.refresh_from_db()
    assert "127.0.0.1:1" in dispatch.problem
    assert counts(dispatch) == {"pending": 1}

    settings.EMAIL_PORT = port
    send_deliveries(dispatch.pk)
    dispatch.refresh_from_db()
    assert dispatch.problem == ""
    assert counts(dispatch) == {"accepted": 1}


def test_a_server_that_refuses_the_sender_refuses_no_reader(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    async def refuse(*args: object) -> str:
        return "550 we don't know you"

    mailbox.handle_MAIL = refuse
    subscriber("anna@example.org")
    subscriber("bob@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    for days in range(len(RETRY_AFTER) + 2):
        send_deliveries(dispatch.pk, clock=lambda days=days: ANCHOR.replace(year=2030) + timedelta(days=days))
    dispatch.refresh_from_db()
    assert "we don't know you" in dispatch.problem
    assert counts(dispatch) == {"pending": 2}
    assert set(dispatch.deliveries.values_list("attempts", flat=True)) == {0}

    del mailbox.handle_MAIL
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"accepted": 2}


def test_a_message_that_cannot_be_made_keeps_the_readers_from_being_fixed_and_the_reason_is_shown(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("anna@example.org")
    subscriber("bob@example.org")
    dispatch = send(approve(newsletter.issue("Nieuws")))
    NewsletterSettings.objects.update(sender_address="not an address")
    with pytest.raises(InvalidHeaderDefect):
        dispatch_issue(dispatch.pk)
    dispatch.refresh_from_db()
    assert "InvalidHeaderDefect" in dispatch.problem
    assert state_of(dispatch) == "preparing"
    assert mailbox.messages == []

    NewsletterSettings.objects.update(sender_address="nieuws@netwerk.example")
    dispatch_issue(dispatch.pk)
    dispatch.refresh_from_db()
    assert (dispatch.problem, counts(dispatch)) == ("", {"accepted": 2})


def test_a_message_that_was_changed_afterwards_is_not_sent(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("anna@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    dispatch.variants.update(message=b"Something else")
    with pytest.raises(MessageChangedError):
        send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"pending": 1}
    assert mailbox.messages == []


def test_what_keeps_the_readers_from_being_fixed_is_shown_and_not_blamed_on_the_mail_server(
    newsletter: Newsletter, admin_client: Client
) -> None:
    dispatch = send(approve(newsletter.issue("Nieuws")))
    Issue.objects.update(snapshot_hash="another")
    with pytest.raises(SnapshotChangedError):
        dispatch_issue(dispatch.pk)
    dispatch.refresh_from_db()
    assert "SnapshotChangedError" in dispatch.problem
    page = admin_client.get(reverse("newsletter_issue:detail", args=[dispatch.issue_id])).content.decode()
    assert "SnapshotChangedError" in page
    assert "Its readers are being fixed." not in page
    assert "mail server can't" not in page


def test_the_installations_own_address_may_have_a_name(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox, settings: Any
) -> None:
    NewsletterSettings.objects.update(sender_address="")
    settings.DEFAULT_FROM_EMAIL = "Netwerk <nieuws@netwerk.example>"
    subscriber("anna@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(dispatch.pk)
    [mail] = mailbox.for_("anna@example.org")
    assert mail["From"].addresses[0].addr_spec == "nieuws@netwerk.example"
    assert mail["Message-ID"].endswith("@netwerk.example>")


def test_who_the_sender_is_is_asked_once_however_many_readers_there_are(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    for number in range(3):
        subscriber(f"reader{number}@example.org", kinds=["academy", "news"][number % 2 :])
    issue = approve(newsletter.issue("Nieuws"))
    dispatch = send(issue)
    with CaptureQueriesContext(connection) as queries:
        freeze(dispatch.pk)
        send_deliveries(dispatch.pk)
    dispatch.refresh_from_db()
    assert counts(dispatch) == {"accepted": 3}
    tables = ("newsletter_newslettersettings", "network_networksettings", "newsletter_newsletterindexpage")
    asked = [query["sql"] for query in queries if any(f'FROM "{table}"' in query["sql"] for table in tables)]
    assert len(asked) == len(tables) * len(issue.snapshot)


def test_leaving_is_honoured_while_a_dispatch_is_running(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("stays@example.org")
    leaver, erased = subscriber("leaves@example.org"), subscriber("erased@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    unsubscribe(leaver)
    erased.delete()
    send_deliveries(dispatch.pk)
    assert [address for address, _ in mailbox.messages] == ["stays@example.org"]
    assert counts(dispatch) == {"accepted": 1, "excluded": 2}
    assert set(dispatch.deliveries.values_list("exclusion", flat=True)) == {"", "unsubscribed", "erased"}


def test_each_selection_is_rendered_once(newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox) -> None:
    area, other = factories.FocusAreaFactory(), factories.FocusAreaFactory()
    newsletter.article("Preventie", topics=[area])
    newsletter.article("Ouderen", topics=[other])
    for number in range(4):
        subscriber(f"all{number}@example.org")
        subscriber(f"one{number}@example.org", topics=[area])
    subscriber("both@example.org", topics=[area, other])
    dispatch = newsletter.dispatch(compile_issue(at=ANCHOR))
    send_deliveries(dispatch.pk)
    assert dispatch.variants.count() == 2
    [mail] = mailbox.for_("one0@example.org")
    assert "Preventie" in mail.get_body(("plain",)).get_content()
    assert "Ouderen" not in mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "Preventie"


def test_somebody_elsewhere_gets_no_mail_from_a_test_installation(
    newsletter: Newsletter,
    subscriber: MakeSubscriber,
    mailbox: Mailbox,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newsletter.transport._is_loopback", lambda host: False)
    settings.MAIL_ALLOWED_RECIPIENTS = ["Me@Example.org", "ours.example"]
    for address in ("me@example.org", "all@ours.example", "stranger@example.net"):
        subscriber(address)
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    send_deliveries(dispatch.pk)
    assert {address for address, _ in mailbox.messages} == {"me@example.org", "all@ours.example"}
    assert dispatch.deliveries.get(state="excluded").exclusion == "not_allowed"


def test_only_an_approved_issue_is_sent_and_only_once(newsletter: Newsletter, mailbox: Mailbox) -> None:
    issue = newsletter.issue("Nieuws")
    with pytest.raises(IssueError):
        send(issue)
    send(approve(issue))
    with pytest.raises(IssueError):
        send(issue)
    with pytest.raises(IssueError):
        approve(issue)


def test_an_idle_connection_that_was_closed_costs_nobody_their_mail(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    subscriber("anna@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    cut = SmtpLine()
    cut._smtp.sock.shutdown(2)
    lines = [SmtpLine(), cut]
    send_deliveries(dispatch.pk, open_line=lines.pop)
    assert counts(dispatch) == {"accepted": 1}


def test_the_dispatch_and_its_job_are_there_together_or_not_at_all(newsletter: Newsletter) -> None:
    issue = approve(newsletter.issue("Nieuws"))
    with transaction.atomic():
        send(issue)
        transaction.set_rollback(True)
    assert not Dispatch.objects.exists()
    assert not ProcrastinateJob.objects.exists()
    dispatch = send(issue)
    assert ProcrastinateJob.objects.get().args == {"dispatch_id": dispatch.pk}


def test_a_run_stops_when_its_time_is_up_and_says_that_there_is_more(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox, settings: Any
) -> None:
    settings.SEND_WINDOW = 1
    for number in range(3):
        subscriber(f"reader{number}@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    moments = iter([ANCHOR + timedelta(seconds=second) for second in range(100)])
    assert send_deliveries(dispatch.pk, clock=lambda: next(moments), until=ANCHOR + timedelta(seconds=5)) is True
    assert 1 <= len(mailbox.messages) < 3
    assert send_deliveries(dispatch.pk) is False
    assert counts(dispatch) == {"accepted": 3}


def test_the_readers_are_fixed_once(newsletter: Newsletter, subscriber: MakeSubscriber) -> None:
    subscriber("anna@example.org")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    subscriber("later@example.org")
    freeze(dispatch.pk)
    assert dispatch.deliveries.count() == dispatch.candidates == 1


def test_what_was_tampered_with_after_the_approval_is_not_sent(
    newsletter: Newsletter, subscriber: MakeSubscriber
) -> None:
    subscriber("anna@example.org")
    dispatch = send(approve(newsletter.issue("Nieuws")))
    issue = dispatch.issue
    issue.snapshot["nl"]["items"][0]["title"] = "Iets anders"
    issue.save()
    with pytest.raises(SnapshotChangedError):
        freeze(dispatch.pk)
    assert not Delivery.objects.exists()
