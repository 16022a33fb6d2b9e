"""From an approved issue to a provider's API, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import environ
import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from hub.settings import mail
from newsletter.accounting import accounting_of
from newsletter.compiling import compile_issue
from newsletter.letters import NotTakenError, send_link
from newsletter.links import PREFERENCES, UNSUBSCRIBE, token_for
from newsletter.messages import Own
from newsletter.models import Delivery, Dispatch, SendingLimit, Subscriber
from newsletter.providers.composing import Pattern
from newsletter.providers.failures import wait_of
from newsletter.providers.merging import KEEP_NO_METADATA, MERGING
from newsletter.sending.running import send_deliveries
from newsletter.transport import may_receive

from .conftest import ANCHOR, Newsletter
from .provider_server import CUT, Provider, brevo, mailjet, provider_at_work, resend

pytestmark = pytest.mark.django_db

READERS = {"anna": "nl", "bad-address": "nl", "carl": "nl", "dora": "en"}


@pytest.fixture
def at_brevo(db: None) -> Iterator[Provider]:
    with provider_at_work("anymail+brevo", brevo) as provider:
        yield provider


@pytest.fixture(scope="module")
def planted_dispatch(published: Newsletter, django_db_blocker: DjangoDbBlocker) -> None:
    """Three readers in Dutch and one in English, whose mails are waiting; a test asks for `dispatch`."""
    with django_db_blocker.unblock():
        for name, language in READERS.items():
            reader(name, language)
        published.article("Wijkteams leren {{ samen }}", english="District teams learn together")
        published.dispatch(compile_issue(at=ANCHOR))


@pytest.fixture
def dispatch(planted_dispatch: None, db: None) -> Dispatch:
    return Dispatch.objects.select_related("issue").get()


def reader(name: str, language: str = "nl") -> Subscriber:
    return Subscriber.objects.create(
        email=f"{name}@example.org", language=language, state="active", confirmed_at=ANCHOR
    )


def waits_for(dispatch: Dispatch, *names: str) -> None:
    """Has the dispatch be for these readers only, of whom some may be new."""
    variant = dispatch.variants.get(language="nl")
    dispatch.deliveries.exclude(email_key__in=[f"{name}@example.org" for name in names]).delete()
    there = {key.partition("@")[0] for key in dispatch.deliveries.values_list("email_key", flat=True)}
    for name in set(names) - there:
        new = reader(name)
        Delivery.objects.create(dispatch=dispatch, subscriber=new, email_key=new.email_key, variant=variant)
    dispatch.candidates = len(names)
    dispatch.save()


def states(dispatch: Dispatch) -> dict[str, str]:
    assert accounting_of(dispatch).adds_up
    return {key.partition("@")[0]: state for key, state in dispatch.deliveries.values_list("email_key", "state")}


def later(**delta: float) -> Callable[[], datetime]:
    moment = timezone.now() + timedelta(**delta)
    return lambda: moment


def test_a_variant_goes_out_in_one_call_in_which_each_reader_has_their_own_links(
    dispatch: Dispatch, at_brevo: Provider
) -> None:
    waits_for(dispatch, "anna", "carl", "dora")
    send_deliveries(dispatch.pk)
    assert states(dispatch) == {"anna": "accepted", "carl": "accepted", "dora": "accepted"}
    dutch = next(call for call in at_brevo.calls if "anna@example.org" in call.readers)
    assert len(at_brevo.calls) == 2
    assert dutch.readers == ["anna@example.org", "carl@example.org"]

    anna = Subscriber.objects.get(email="anna@example.org")
    [delivery] = anna.deliveries.all()
    [version, _carls] = dutch.body["messageVersions"]
    tokens = {name: token_for(anna.number, name) for name in (UNSUBSCRIBE, PREFERENCES)}
    assert version["params"] == tokens
    assert version["headers"]["X-Mailin-custom"] == f'{{"delivery": "{delivery.number.hex}"}}'
    assert re.fullmatch(
        rf"<http\S+/uitschrijven/{re.escape(tokens[UNSUBSCRIBE])}/>", version["headers"]["List-Unsubscribe"]
    )
    assert delivery.message_id == "<anna@example.org.brevo@brevo.example>"

    common = dutch.body["headers"]
    assert common["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert common["Precedence"] == "bulk"
    assert common["List-Id"].endswith("<newsletter.netwerk.example>")
    assert not {"Message-ID", "To", "Date"} & set(common)
    for part in ("textContent", "htmlContent"):
        assert "{{params.unsubscribe}}/" in dutch.body[part]
        assert "{{params.preferences}}/" in dutch.body[part]
        assert "SLOT" not in dutch.body[part]


def test_what_an_editor_wrote_is_nothing_that_a_provider_fills_in(dispatch: Dispatch, at_brevo: Provider) -> None:
    send_deliveries(dispatch.pk)
    body = next(call for call in at_brevo.calls if "anna@example.org" in call.readers).body
    assert body["subject"] == "Wijkteams leren { { samen }}"
    assert "leren &#123;{ samen" in body["htmlContent"]
    assert set(re.findall(r"\{\{.*?\}\}", body["textContent"] + body["htmlContent"])) == {
        "{{params.unsubscribe}}",
        "{{params.preferences}}",
    }


def test_one_bad_address_costs_the_others_of_its_call_nothing(dispatch: Dispatch, at_brevo: Provider) -> None:
    send_deliveries(dispatch.pk)
    assert states(dispatch) == {"anna": "accepted", "bad-address": "refused", "carl": "accepted", "dora": "accepted"}
    assert "email is not valid" in dispatch.deliveries.get(state="refused").answer


def test_partial_success_is_settled_reader_by_reader(dispatch: Dispatch) -> None:
    with provider_at_work("anymail+mailjet", mailjet, "key:secret@") as provider:
        send_deliveries(dispatch.pk)
    assert states(dispatch) == {"anna": "accepted", "bad-address": "refused", "carl": "accepted", "dora": "accepted"}
    assert len(provider.calls) == 2
    dutch = next(call for call in provider.calls if len(call.body["Messages"]) == 3)
    assert dutch.body["Globals"]["TemplateLanguage"] is True
    assert "[[var:unsubscribe]]/" in dutch.body["Globals"]["HTMLPart"]


def test_a_provider_that_refuses_us_refuses_no_reader(dispatch: Dispatch, at_brevo: Provider) -> None:
    at_brevo.answer = lambda call: (401, {"message": "Key not found"})
    send_deliveries(dispatch.pk)
    assert set(states(dispatch).values()) == {"pending"}
    assert "Key not found" in Dispatch.objects.get().problem

    at_brevo.answer = lambda call: (400, {"message": "sender is not valid"})
    send_deliveries(dispatch.pk)
    assert set(states(dispatch).values()) == {"retrying"}


def test_a_provider_that_is_not_there_has_got_nothing(dispatch: Dispatch, settings: Any) -> None:
    with provider_at_work("anymail+brevo", brevo):
        gone = configured.ANYMAIL
    settings.EMAIL_BACKEND, settings.ANYMAIL = "anymail.backends.brevo.EmailBackend", gone
    settings.MAIL_TO_ANYONE = True
    send_deliveries(dispatch.pk)
    assert set(states(dispatch).values()) == {"pending"}
    assert "refused" in Dispatch.objects.get().problem


@pytest.mark.parametrize("fault", [CUT, (500, {"message": "oops"}), (201, "no numbers")])
def test_without_a_clear_answer_a_call_is_in_doubt_and_not_made_again(
    dispatch: Dispatch, at_brevo: Provider, fault: Any
) -> None:
    waits_for(dispatch, "anna", "carl")
    at_brevo.faults = [fault]
    send_deliveries(dispatch.pk)
    send_deliveries(dispatch.pk)
    assert set(states(dispatch).values()) == {"in_doubt"}
    assert len(at_brevo.calls) == 1


def test_a_provider_that_asks_for_rest_gets_it_from_every_worker(dispatch: Dispatch, at_brevo: Provider) -> None:
    waits_for(dispatch, "anna", "carl")
    at_brevo.faults = [(429, {"message": "slow down"}, {"Retry-After": "120"})]
    send_deliveries(dispatch.pk)
    assert set(states(dispatch).values()) == {"pending"}
    limit = SendingLimit.objects.get(domain="")
    assert limit.not_before is not None
    assert 110 < (limit.not_before - timezone.now()).total_seconds() <= 120

    send_deliveries(dispatch.pk, clock=later(seconds=100))
    assert len(at_brevo.calls) == 1
    send_deliveries(dispatch.pk, clock=later(seconds=121))
    assert set(states(dispatch).values()) == {"accepted"}


def test_a_key_that_the_provider_knows_makes_trying_again_safe(dispatch: Dispatch) -> None:
    waits_for(dispatch, "anna")
    with provider_at_work("anymail+resend", resend) as provider:
        provider.faults = [CUT]
        send_deliveries(dispatch.pk)
    assert states(dispatch) == {"anna": "accepted"}
    first, second = provider.calls
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"] == dispatch.deliveries.get().number.hex
    assert first.body == second.body


def test_who_merges_nothing_is_called_for_each_reader_over_one_connection(dispatch: Dispatch, settings: Any) -> None:
    settings.SEND_CONCURRENCY = 1
    readers = [delivery.subscriber for delivery in dispatch.deliveries.select_related("subscriber")]
    with provider_at_work("anymail+resend", resend) as provider:
        send_deliveries(dispatch.pk)
    assert len({call.connection for call in provider.calls}) == 1
    texts = {call.body["to"][0]: call.body["text"] for call in provider.calls}
    for reader in readers:
        assert token_for(reader.number, UNSUBSCRIBE) in texts[reader.email]


def test_many_readers_take_few_calls(dispatch: Dispatch, at_brevo: Provider) -> None:
    waits_for(dispatch, *(f"reader{number}" for number in range(120)))
    send_deliveries(dispatch.pk)
    assert accounting_of(dispatch).accepted == 120
    assert len(at_brevo.calls) <= 4


@pytest.mark.parametrize(
    ("scheme", "extra"),
    [
        ("brevo", {}),
        ("mailgun", {}),
        ("mailjet", {"SECRET_KEY": "s"}),
        ("sparkpost", {}),
        ("sendgrid", {}),
        ("postmark", {"SERVER_TOKEN": "t"}),
        ("resend", {}),
        ("mandrill", {}),
        ("mailersend", {"API_TOKEN": "t"}),
        ("scaleway", {"SECRET_KEY": "s", "PROJECT_ID": "p"}),
        ("unisender-go", {"API_URL": "https://u.example/"}),
        ("mailtrap", {"API_TOKEN": "t"}),
    ],
)
@pytest.mark.filterwarnings("ignore:django-anymail has dropped")
def test_every_provider_can_be_told_our_message(
    dispatch: Dispatch, scheme: str, extra: dict[str, str], settings: Any
) -> None:
    query = "&".join(f"{name.lower()}={value}" for name, value in {"api_url": "", **extra}.items() if value)
    made = mail.from_environment(environ.Env(), f"anymail+{scheme}://key@/?{query}")
    for name, value in made.items():
        setattr(settings, name, value)
    name = scheme.replace("-", "_")
    readers = [Own(f"r{number}@example.org", uuid4(), f"u{number}", f"p{number}") for number in (1, 2)]
    pattern = Pattern(bytes(dispatch.variants.first().message), name)
    backend = get_connection()
    message = pattern.for_all(readers if name in MERGING else readers[:1])
    payload = backend.build_message_payload(message, backend.send_defaults)
    told = repr(payload.serialize_data() if hasattr(payload, "serialize_data") else payload.get_api_params({}))
    assert "u1" in told
    assert (readers[0].number.hex in told) == (name not in KEEP_NO_METADATA)


def test_elsewhere_than_in_production_a_provider_sends_only_to_who_is_allowed(
    dispatch: Dispatch, at_brevo: Provider, settings: Any
) -> None:
    settings.MAIL_TO_ANYONE = False
    settings.MAIL_ALLOWED_RECIPIENTS = ["anna@example.org"]
    assert not may_receive("carl@example.org")
    send_deliveries(dispatch.pk)
    assert [call.readers for call in at_brevo.calls] == [["anna@example.org"]]
    assert set(dispatch.deliveries.filter(state="excluded").values_list("exclusion", flat=True)) == {"not_allowed"}


def test_when_rest_ends_is_read_in_both_ways_that_it_is_written() -> None:
    now = datetime(2026, 3, 10, 9, tzinfo=UTC)

    def asked(text: str) -> timedelta | None:
        return wait_of(SimpleNamespace(response=SimpleNamespace(headers={"Retry-After": text})), now)

    assert asked("30") == timedelta(seconds=30)
    assert asked("Tue, 10 Mar 2026 09:02:00 GMT") == timedelta(minutes=2)
    assert asked("Tue, 10 Mar 2026 08:00:00 GMT") == timedelta()
    assert asked("soon") is None
    assert asked("") is None


def test_a_mail_about_ones_own_subscription_goes_the_same_way(
    dispatch: Dispatch, at_brevo: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    anna = Subscriber.objects.get(email="anna@example.org")
    at_brevo.faults = [(429, {"message": "slow down anna@example.org"}), (400, {"message": "no"}), CUT]
    with pytest.raises(NotTakenError) as later:
        send_link(anna.number)
    assert "anna" not in str(later.value)
    for _ in range(3):
        send_link(anna.number)
    last = at_brevo.calls[-1].body
    assert last["to"] == [{"email": "anna@example.org"}]
    assert token_for(anna.number, PREFERENCES) in last["textContent"]
    assert last["headers"]["Auto-Submitted"] == "auto-generated"
    assert "Message-ID" not in last["headers"]
    assert "anna@" not in caplog.text


@pytest.mark.parametrize(
    "url", ["anymail+nobody://key@", "anymail+://", "anymail+brevo://key@[", "anymail+base_requests.x://"]
)
def test_a_url_that_makes_no_sense_is_said_at_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        mail.from_environment(environ.Env(), url)


def test_a_url_and_the_environment_make_the_providers_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANYMAIL_SEND_DEFAULTS", '{"tags": ["hub"]}')
    monkeypatch.setenv("ANYMAIL_REQUESTS_TIMEOUT", "7")
    made = mail.from_environment(
        environ.Env(), "anymail+mailgun://k%40y@api.eu.mailgun.net/v3?sender_domain=mg.example"
    )
    assert made["EMAIL_BACKEND"] == "anymail.backends.mailgun.EmailBackend"
    assert made["ANYMAIL"] == {
        "MAILGUN_API_KEY": "k@y",
        "MAILGUN_API_URL": "https://api.eu.mailgun.net/v3",
        "MAILGUN_SENDER_DOMAIN": "mg.example",
        "REQUESTS_TIMEOUT": 7.0,
        "SEND_DEFAULTS": {"tags": ["hub"], "track_opens": False, "track_clicks": False},
    }
