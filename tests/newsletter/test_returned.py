"""Mail that came back to a mail server's sender, handed over by a provider that takes mail in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from hub.settings import mail
from newsletter.addresses import return_address
from newsletter.compiling import compile_issue
from newsletter.models import Delivery, Subscriber
from newsletter.providers.checks import check_bounces_provider, check_webhook_secret
from newsletter.providers.reports import Kind
from newsletter.providers.returned import report_in
from newsletter.sending.running import send_deliveries

from .conftest import ANCHOR, Mailbox, Newsletter

pytestmark = pytest.mark.django_db

SECRET = "hub:a-long-secret-of-the-webhook"
GONE = ("5.1.1", "550 5.1.1 no such user here")
FULL = ("5.2.2", "552 5.2.2 mailbox full")
NUMBER = UUID("0123456789abcdef0123456789abcdef")
RETURN = f"bounces+{NUMBER.hex}@in.netwerk.example"


@pytest.fixture(autouse=True)
def comes_back_by_postmark(settings: Any) -> None:
    url = "anymail+postmark://bounces@in.netwerk.example"
    settings.BOUNCE_ADDRESS, settings.INBOUND_PROVIDER = mail.bounces_from_environment(url)
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}


@pytest.fixture
def sent(newsletter: Newsletter, subscriber: Callable[..., Subscriber], mailbox: Mailbox) -> Delivery:
    """What Anna's mail server has accepted."""
    subscriber("anna@example.org")
    newsletter.article("Nieuws")
    send_deliveries(newsletter.dispatch(compile_issue(at=ANCHOR)).pk)
    [delivery] = Delivery.objects.all()
    assert mailbox.senders == [return_address(delivery.number)]
    return delivery


def notification(number: UUID, status: str, diagnostic: str, action: str = "failed", to: str = "") -> Message:
    """A delivery status notification as a mail server makes it (RFC 3464)."""
    fields = (
        "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; anna@example.org\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {diagnostic}\n"
    )
    return assembled("delivery-status", fields, number, to)


def complaint(number: UUID, kind: str = "abuse") -> Message:
    """A complaint as a mailbox provider sends it on (RFC 5965)."""
    return assembled("feedback-report", f"Feedback-Type: {kind}\nUser-Agent: Mailbox/1.0\nVersion: 1\n", number)


def assembled(kind: str, fields: str, number: UUID, to: str = "") -> Message:
    raw = f"""From: MAILER-DAEMON@mx.example.org
To: {to or f"bounces+{number.hex}@in.netwerk.example"}
Subject: Undelivered
Date: Thu, 26 Mar 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="="

--=
Content-Type: text/plain; charset=utf-8

It could not be delivered.

--=
Content-Type: message/{kind}

{fields}
--=
Content-Type: text/rfc822-headers

Message-ID: <{number.hex}@netwerk.example>
Subject: Nieuws
--=--
"""
    return message_from_bytes(raw.encode(errors="replace"), policy=policy.default)


def posted(client: Client, came: Message, secret: str = SECRET, provider: str = "postmark") -> int:
    """What our webhook answers to Postmark, which hands over the whole mail in JSON."""
    body = {"RawEmail": came.as_string(), "OriginalRecipient": str(came["To"]), "FromFull": {}, "ToFull": []}
    return client.post(
        f"/anymail/{provider}/inbound/",
        body,
        content_type="application/json",
        headers={"Authorization": f"Basic {b64encode(secret.encode()).decode()}"},
    ).status_code


def fate_of(delivery: Delivery) -> tuple[str, str, str]:
    delivery.refresh_from_db()
    assert delivery.subscriber is not None
    return delivery.state, delivery.arrival, Subscriber.objects.get().state


def test_an_address_that_is_no_good_gets_no_more_mail(sent: Delivery, client: Client) -> None:
    assert posted(client, notification(sent.number, *GONE)) == 200
    assert fate_of(sent) == ("accepted", "bounced", "suppressed")
    assert sent.answer == GONE[1]


def test_a_full_mailbox_is_on_record_and_may_be_tried_next_time(sent: Delivery, client: Client) -> None:
    assert posted(client, notification(sent.number, *FULL)) == 200
    assert fate_of(sent) == ("accepted", "soft_bounced", "active")


def test_a_complaint_ends_mail(sent: Delivery, client: Client) -> None:
    assert posted(client, complaint(sent.number)) == 200
    assert fate_of(sent) == ("accepted", "complained", "suppressed")


def test_where_the_notification_was_sent_on_the_original_says_whose_it_is(sent: Delivery, client: Client) -> None:
    assert posted(client, notification(sent.number, *GONE, to="post@netwerk.example")) == 200
    assert fate_of(sent) == ("accepted", "bounced", "suppressed")


@pytest.mark.parametrize("action", ["delayed", "relayed", "expanded", "?"])
def test_what_says_nothing_new_changes_nothing(sent: Delivery, client: Client, action: str) -> None:
    assert posted(client, notification(sent.number, *FULL, action=action)) == 200
    assert posted(client, complaint(sent.number, kind="not-spam")) == 200
    assert posted(client, notification(uuid4(), *GONE)) == 200
    assert fate_of(sent) == ("accepted", "", "active")


def test_an_answer_of_a_person_is_no_notification(sent: Delivery, client: Client) -> None:
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = "anna@example.org", return_address(sent.number), "Op vakantie"
    answer.set_content("Action: failed\nStatus: 5.1.1")
    assert posted(client, answer) == 200
    assert fate_of(sent) == ("accepted", "", "active")


def test_only_the_provider_that_takes_our_mail_in_is_heard(sent: Delivery, client: Client, settings: Any) -> None:
    bounced = notification(sent.number, *GONE)
    assert posted(client, bounced, secret="hub:another-secret-of-a-stranger") == 400
    assert posted(client, bounced, provider="mailgun") == 403
    settings.ANYMAIL = {}
    assert posted(client, bounced) == 403
    assert fate_of(sent) == ("accepted", "", "active")


def test_without_a_place_to_come_back_to_it_comes_back_to_the_sender(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber], mailbox: Mailbox, settings: Any
) -> None:
    settings.BOUNCE_ADDRESS = ""
    subscriber("anna@example.org")
    newsletter.article("Nieuws")
    send_deliveries(newsletter.dispatch(compile_issue(at=ANCHOR)).pk)
    assert mailbox.senders == ["nieuws@netwerk.example"]


@pytest.mark.parametrize("url", ["smtp://bounces@in.example", "anymail+mailgun://", "anymail+://a@b", "x://[a@b"])
def test_a_url_that_makes_no_sense_is_said_at_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="BOUNCES_URL"):
        mail.bounces_from_environment(url)


def test_a_provider_that_takes_no_mail_in_and_a_missing_secret_are_errors(settings: Any) -> None:
    assert check_bounces_provider(None) == check_webhook_secret(None) == []
    settings.INBOUND_PROVIDER, settings.ANYMAIL = "mandrill", {}
    assert [error.id for error in (*check_bounces_provider(None), *check_webhook_secret(None))] == [
        "newsletter.E002",
        "newsletter.E001",
    ]


LINES = st.lists(st.sampled_from(["Action: failed", "Status: 5.1.1", "", "Status:", "=?utf-8?q?=FF?=", "\0", "a: b"]))


@given(LINES, st.sampled_from(["delivery-status", "feedback-report", "rfc822", "partial"]), st.text(max_size=30))
def test_whatever_comes_is_read_without_a_failure(lines: list[str], kind: str, more: str) -> None:
    report = report_in(assembled(kind, "\n".join([*lines, more]), NUMBER), [RETURN])
    assert report is None or report.kind in (Kind.BOUNCED, Kind.SOFT_BOUNCED, Kind.COMPLAINED)
