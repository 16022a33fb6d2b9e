"""What a provider tells afterwards, over its webhook, and what becomes of readers by it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.checks.registry import registry
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from newsletter.accounting import accounting_of
from newsletter.compiling import compile_issue
from newsletter.erasing import address_hash
from newsletter.models import Consent, ConsentText, Delivery, Dispatch, Subscriber
from newsletter.providers.checks import check_webhook_secret
from newsletter.providers.events import take
from newsletter.providers.reports import Kind, Report
from newsletter.sending import ledger
from newsletter.sending.running import send_deliveries
from newsletter.transport import Answer, Outcome

from .conftest import ANCHOR, Newsletter
from .provider_server import CUT, SECRET, Provider, brevo, provider_at_work

pytestmark = pytest.mark.django_db

NAMES = ("anna", "bob", "cem")


@pytest.fixture(scope="module")
def planted_dispatch(published: Newsletter, django_db_blocker: DjangoDbBlocker) -> None:
    """Three readers whose mails are waiting; a test asks for `dispatch`."""
    with django_db_blocker.unblock():
        for name in NAMES:
            address = f"{name}@example.org"
            Subscriber.objects.create(email=address, language="nl", state="active", confirmed_at=ANCHOR)
        published.article("Nieuws")
        published.dispatch(compile_issue(at=ANCHOR))


@pytest.fixture
def dispatch(planted_dispatch: None, db: None) -> Dispatch:
    return Dispatch.objects.select_related("issue").get()


@pytest.fixture
def at_brevo(db: None) -> Iterator[Provider]:
    with provider_at_work("anymail+brevo", brevo) as provider:
        yield provider


@pytest.fixture
def sent(dispatch: Dispatch, at_brevo: Provider) -> Dispatch:
    send_deliveries(dispatch.pk)
    return dispatch


def of(name: str) -> Delivery:
    return Delivery.objects.select_related("subscriber").get(email_key=f"{name}@example.org")


def fate_of(name: str) -> tuple[str, str, str]:
    """What is on record of a reader's mail, and whether they still get any."""
    delivery = of(name)
    assert delivery.subscriber is not None
    return delivery.state, delivery.arrival, delivery.subscriber.state


def posted(client: Client, content: str | bytes, secret: str = SECRET, provider: str = "brevo") -> int:
    credentials = {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"} if secret else {}
    return client.post(
        f"/anymail/{provider}/tracking/", content, content_type="application/json", headers=credentials
    ).status_code


def event(name: str, what: str, **changes: Any) -> dict[str, Any]:
    """An event as Brevo posts it."""
    said = {
        "event": what,
        "email": f"{name}@example.org",
        "ts_epoch": int(timezone.now().timestamp() * 1000),
        "message-id": f"<{name}@example.org.brevo@brevo.example>",
        "X-Mailin-custom": json.dumps({"delivery": of(name).number.hex}),
        "reason": "550 5.1.1 no such user" if "bounce" in what else "",
        "tags": [],
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def told(client: Client, name: str, what: str, **changes: Any) -> int:
    return posted(client, json.dumps(event(name, what, **changes)))


def test_what_was_delivered_came_back_or_was_reported_is_on_record_and_heeded(sent: Dispatch, client: Client) -> None:
    told(client, "anna", "delivered")
    told(client, "bob", "hard_bounce")
    told(client, "cem", "delivered")
    told(client, "cem", "spam")
    assert fate_of("anna") == ("accepted", "delivered", "active")
    assert fate_of("bob") == ("accepted", "bounced", "suppressed")
    assert fate_of("cem") == ("accepted", "complained", "suppressed")
    assert of("bob").answer == "550 5.1.1 no such user"
    assert accounting_of(sent).adds_up


def test_the_page_of_the_dispatch_counts_them(sent: Dispatch, client: Client, admin_client: Client) -> None:
    for name, what in (("anna", "delivered"), ("bob", "hard_bounce"), ("cem", "spam")):
        told(client, name, what)
    response = admin_client.get(reverse("newsletter_dispatch:detail", args=[sent.pk]))
    page = BeautifulSoup(response.content, "html.parser")
    table = page.find(id="report-heading").parent.find("table")
    heads = [cell.get_text(strip=True) for cell in table.find("thead").find_all("th")][1:]
    row = [int(cell.get_text()) for cell in table.find("tbody").find_all("td")]
    counted = dict(zip(heads, row, strict=True))
    assert (counted["Bezorgd"], counted["Teruggekomen"], counted["Als spam gemeld"]) == (1, 1, 1)
    assert "no such user" in page.find(id="returned-heading").parent.get_text()


def test_with_a_mail_server_the_page_says_that_nobody_knows(dispatch: Dispatch, admin_client: Client) -> None:
    response = admin_client.get(reverse("newsletter_dispatch:detail", args=[dispatch.pk])).content.decode()
    assert "laat niet weten wat later terugkwam" in response
    assert "Teruggekomen" not in response


def test_a_bounce_for_now_ends_mail_only_after_several_issues_in_a_row(sent: Dispatch, client: Client) -> None:
    told(client, "anna", "soft_bounce", reason="452 4.2.2 mailbox full")
    assert fate_of("anna") == ("accepted", "soft_bounced", "active")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SOFT_BOUNCES", 1)
        told(client, "anna", "soft_bounce", reason="452 4.2.2 mailbox full")
        assert fate_of("anna")[2] == "active", "the same event again is nothing new"
        told(client, "bob", "soft_bounce", reason="452 4.2.2 mailbox full")
    assert fate_of("bob")[2] == "suppressed"


def test_an_event_settles_what_was_in_doubt_and_it_is_not_asked_about(
    dispatch: Dispatch, at_brevo: Provider, client: Client
) -> None:
    at_brevo.faults = [CUT]
    send_deliveries(dispatch.pk)
    assert {of(name).state for name in NAMES} == {"in_doubt"}
    told(client, "anna", "request")
    told(client, "bob", "delivered")
    told(client, "cem", "blocked")
    assert [of(name).state for name in NAMES] == ["accepted", "accepted", "refused"]
    assert accounting_of(dispatch).state == "finished"


def test_an_event_that_comes_before_the_answer_to_the_call_is_not_lost(dispatch: Dispatch, client: Client) -> None:
    lease, now = uuid4(), timezone.now()
    with provider_at_work("anymail+brevo", brevo):
        [*handed] = ledger.claim(dispatch, lease, 10, now).handed
        told(client, "anna", "hard_bounce")
        answer = Answer(Outcome.ACCEPTED, "queued", message_id="<later@brevo.example>")
        ledger.settle(lease, [(one, answer) for one in handed], now, now)
    assert fate_of("anna") == ("accepted", "bounced", "suppressed")
    assert fate_of("bob") == ("accepted", "", "active")


def test_without_our_number_the_providers_does(sent: Dispatch, client: Client) -> None:
    told(client, "anna", "delivered", **{"X-Mailin-custom": None})
    assert fate_of("anna")[1] == "delivered"
    told(client, "bob", "delivered", **{"X-Mailin-custom": None, "email": "anna@example.org"})
    assert fate_of("bob")[1] == "", "the number and the address have to be of the same mail"


def test_who_has_another_address_by_now_is_not_suppressed_for_the_old_one(sent: Dispatch, client: Client) -> None:
    anna = Subscriber.objects.get(email="anna@example.org")
    anna.email = "anna@elsewhere.example"
    anna.save()
    told(client, "anna", "hard_bounce")
    assert fate_of("anna") == ("accepted", "bounced", "active")


def test_leaving_by_the_providers_button_counts_until_somebody_asks_again(sent: Dispatch, client: Client) -> None:
    at = int((timezone.now() - timedelta(hours=1)).timestamp() * 1000)
    told(client, "anna", "unsubscribe", ts_epoch=at)
    assert fate_of("anna")[2] == "unsubscribed"
    Subscriber.objects.filter(email="bob@example.org").update(state="active")
    bob = Subscriber.objects.get(email="bob@example.org")
    Consent.objects.create(
        subscriber_number=bob.number, text=ConsentText.of("nl", "Ja"), language="nl", topics=[], kinds=[], page="/"
    )
    told(client, "bob", "unsubscribe", ts_epoch=at)
    assert fate_of("bob")[2] == "active"


def test_of_who_was_erased_an_event_brings_no_address_back(sent: Dispatch, client: Client) -> None:
    gone = event("anna", "hard_bounce", reason="550 5.1.1 anna@example.org is unknown")
    anna = of("anna")
    Subscriber.objects.filter(email="anna@example.org").delete()
    Delivery.objects.filter(pk=anna.pk).update(email_key=address_hash("anna@example.org"))
    assert posted(client, json.dumps(gone)) == 200
    anna.refresh_from_db()
    assert (anna.arrival, anna.answer) == ("bounced", "550")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"event": 7}',
        '{"event": "delivered", "ts_epoch": "x", "X-Mailin-custom": "[1]"}',
        '{"event": "delivered", "X-Mailin-custom": "{\\"delivery\\": [0]}", "message-id": {"a": "\\u0000"}}',
        '{"event": "delivered", "email": ["\\ud800"], "message-id": "\\ud800", "X-Mailin-custom": "{}"}',
        '{"event": "hard_bounce", "email": "nobody@example.org", "message-id": "<foreign@elsewhere>"}',
        '{"event": "delivered", "X-Mailin-custom": "{\\"delivery\\": \\"00000000000000000000000000000000\\"}"}',
        b"\xff\xfe",
    ],
)
def test_odd_and_foreign_events_do_no_harm_and_are_no_failure(sent: Dispatch, client: Client, content: Any) -> None:
    client.raise_request_exception = False
    assert posted(client, content) in (200, 400)
    assert {of(name).arrival for name in NAMES} == {""}


def test_only_the_provider_itself_is_heard(sent: Dispatch, client: Client, settings: Any) -> None:
    client.raise_request_exception = False
    content = json.dumps(event("anna", "spam"))
    assert posted(client, content, secret="") == 400
    assert posted(client, content, secret="hub:a-guess") == 400
    assert posted(client, content, provider="postmark") == 403
    assert posted(client, content, provider="nobody") == 403
    assert client.get("/anymail/brevo/tracking/").status_code == 405
    assert fate_of("anna")[1] == ""
    settings.ANYMAIL = {**settings.ANYMAIL, "WEBHOOK_SECRET": ""}
    assert posted(client, content) == 403


def test_a_provider_without_a_secret_is_an_error_of_the_settings(at_brevo: Provider, settings: Any) -> None:
    assert check_webhook_secret in registry.get_checks()
    assert check_webhook_secret(None) == []
    for weak in ("", "short:one", "a" * 40):
        settings.ANYMAIL = {**settings.ANYMAIL, "WEBHOOK_SECRET": weak}
        assert [found.id for found in check_webhook_secret(None)] == ["newsletter.E001"]


REPORTS = st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=5)
STATES = st.sampled_from(["handed_over", "in_doubt", "accepted"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kinds=REPORTS, state=STATES, with_number=st.booleans())
def test_in_whatever_order_and_however_often_events_come_to_the_same(
    dispatch: Dispatch, data: Any, kinds: list[Kind], state: str, with_number: bool
) -> None:
    order = data.draw(st.permutations(kinds + data.draw(st.lists(st.sampled_from(kinds), max_size=4))))
    outcomes = [_after(kinds, state, with_number), _after(order, state, with_number)]
    assert outcomes[0] == outcomes[1]


def _after(kinds: list[Kind], state: str, with_number: bool) -> tuple[str, str, str]:
    """What these make of a delivery in this state; all of it is undone."""
    with transaction.atomic():
        now = timezone.now()
        number = of("anna").number
        is_out = state == "handed_over"
        Delivery.objects.filter(number=number).update(
            state=state,
            handed_over_at=now,
            message_id="" if is_out else "m1",
            lease=uuid4() if is_out else None,
            leased_until=now if is_out else None,
        )
        for kind in kinds:
            report = Report(
                kind=kind,
                number=number if with_number or is_out else None,
                message_id="m1",
                recipient="anna@example.org",
                text=kind.name,
                ends_mail=kind in (Kind.BOUNCED, Kind.COMPLAINED),
            )
            take(report, now)
        fate = fate_of("anna")
        transaction.set_rollback(True)
    return fate
