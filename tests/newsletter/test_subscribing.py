"""Signing up: from the form, by the mail, to the button that confirms; and whoever abuses any of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from network.models import FocusArea
from newsletter.defences import PER_NETWORK
from newsletter.letters import NotTakenError
from newsletter.links import PREFERENCES, UNSUBSCRIBE, confirm_url, token_for
from newsletter.models import Consent, SignUp, Subscriber
from newsletter.subscribing import purge_unconfirmed
from newsletter.unsubscribing import unsubscribe

from .conftest import Mailbox, Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

PATHS = {"nl": "/nl/nieuwsbrief/aanmelden/", "en": "/en/newsletter/subscribe/"}
BOTH = pytest.mark.parametrize("language", ["nl", "en"])
ANNA = "anna@example.org"
Work = Callable[[], list[str]]
MakeSubscriber = Callable[..., Subscriber]


@pytest.fixture
def visitor() -> Client:
    """A visitor who is checked for forgery, as every browser is."""
    return Client(enforce_csrf_checks=True)


def text_of(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def link_in(mail: EmailMessage) -> str:
    """The path of the link that the mail is about."""
    return urlsplit(re.findall(r"^https?://\S+$", text_of(mail), re.MULTILINE)[0]).path


def sign_up(visitor: Client, email: str = ANNA, language: str = "nl", **fields: Any) -> Any:
    return visitor.post(PATHS[language], {"email": email, **fields})


@BOTH
def test_somebody_subscribes(visitor: Client, mailbox: Mailbox, work: Work, language: str) -> None:
    form = visitor.get(PATHS[language])
    page = BeautifulSoup(form.content, "html.parser")
    assert page.html["lang"] == language
    assert page.find("input", {"name": "email"})["autocomplete"] == "email"

    answer = sign_up(visitor, language=language, wording=page.find("input", {"name": "wording"})["value"])
    assert answer.status_code == 200
    assert not form.cookies
    assert not answer.cookies
    assert work() == ["newsletter.request_subscription", "newsletter.send_letter"]
    anna = Subscriber.objects.get()
    assert (anna.email, anna.state, anna.language) == (ANNA, "pending", language)
    assert not SignUp.objects.exists()

    [mail] = mailbox.for_(ANNA)
    path = link_in(mail)
    assert visitor.get(path).status_code == 200
    confirmed = visitor.post(path)
    assert confirmed.status_code == 200
    assert not confirmed.cookies
    anna.refresh_from_db()
    assert anna.state == "active"
    choices = BeautifulSoup(confirmed.content, "html.parser").select_one("main a")["href"]
    assert visitor.get(choices).status_code == 200


@BOTH
def test_the_mail_asks_to_confirm_and_is_no_newsletter(
    visitor: Client, mailbox: Mailbox, work: Work, language: str, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://netwerk.example"
    sign_up(visitor, language=language)
    work()
    [mail] = mailbox.for_(ANNA)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert not [name for name in mail.keys() if name.startswith("List-")]  # noqa: SIM118 - it isn't a dict
    assert mail["Precedence"] is None
    assert mail["Content-Language"] == language
    assert mail["From"] == "Gezond Netwerk <nieuws@netwerk.example>"
    assert mail["Reply-To"] == "post@netwerk.example"
    assert mail["Message-ID"].endswith("@netwerk.example>")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert {part["Content-Transfer-Encoding"] for part in mail.iter_parts()} == {"quoted-printable"}
    html = BeautifulSoup(mail.get_body(("html",)).get_content(), "html.parser")
    assert html.html["lang"] == html.select_one("body > div")["lang"] == language
    assert not html.find("img")
    url = re.findall(r"^https://\S+$", text_of(mail), re.MULTILINE)[0]
    assert url.startswith(f"https://netwerk.example/{language}/")
    assert html.find("a", {"href": url})
    for part in (text_of(mail), html.get_text(" ")):
        assert "Domplein 1" in part
        assert "post@netwerk.example" in part
    assert "7" in text_of(mail)
    assert ANNA not in url


def test_what_was_chosen_counts_from_the_confirmation_on(
    visitor: Client, mailbox: Mailbox, work: Work, newsletter: Newsletter
) -> None:
    care = FocusArea.objects.create(name="Zorg", locale=newsletter.tree.dutch)
    english = care.copy_for_translation(newsletter.tree.english)
    english.name = "Care"
    english.save()
    assert "Care" in visitor.get(PATHS["en"]).content.decode()
    sign_up(visitor, language="en", topics=[care.pk])
    work()
    anna = Subscriber.objects.get()
    assert not anna.topics.exists()
    visitor.post(link_in(mailbox.for_(ANNA)[0]))
    assert list(anna.topics.all()) == [care]


def test_somebody_who_is_new_gets_two_mails_at_most(visitor: Client, mailbox: Mailbox, work: Work) -> None:
    for spelling in (ANNA, "Anna@Example.org", ANNA, "ANNA@example.org"):
        sign_up(visitor, spelling)
        work()
    assert Subscriber.objects.count() == 1
    assert [address for address, _ in mailbox.messages] == [ANNA, ANNA]
    first, second = (link_in(mail) for mail in mailbox.for_(ANNA))
    assert first != second
    assert visitor.post(first).status_code == 200
    assert "al bevestigd" in visitor.post(second).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        sign_up(visitor)
        work()
    assert len(mailbox.messages) == 3
    assert mailbox.messages[-1][1]["Subject"] == "U bent al aangemeld"


def test_somebody_subscribed_is_told_so_once_a_day(
    visitor: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work
) -> None:
    anna = subscriber(ANNA, language="en")
    for _ in range(3):
        sign_up(visitor, language="nl")
    work()
    [mail] = mailbox.for_(ANNA)
    assert mail["Subject"] == "You are subscribed already"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert token_for(anna.number, PREFERENCES) in link_in(mail)
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        sign_up(visitor)
        work()
    assert len(mailbox.messages) == 2
    anna.refresh_from_db()
    assert (anna.state, anna.language) == ("active", "en")
    assert not Consent.objects.exists()


def test_somebody_suppressed_hears_nothing(
    visitor: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work
) -> None:
    never = subscriber("never@example.org", state="suppressed")
    sign_up(visitor, "never@example.org")
    work()
    assert mailbox.messages == []
    never.refresh_from_db()
    assert never.state == "suppressed"


def test_somebody_who_left_comes_back_only_by_confirming(
    visitor: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work
) -> None:
    anna = subscriber(ANNA)
    unsubscribe(anna)
    for _ in range(3):
        sign_up(visitor, language="en")
    work()
    assert len(mailbox.messages) == 2
    anna.refresh_from_db()
    assert (anna.state, anna.language) == ("unsubscribed", "nl")
    old = link_in(mailbox.for_(ANNA)[0])
    visitor.post(link_in(mailbox.for_(ANNA)[1]))
    anna.refresh_from_db()
    assert (anna.state, anna.language, anna.unsubscribed_at) == ("active", "en", None)

    unsubscribe(anna)
    for path in (old, link_in(mailbox.for_(ANNA)[1])):
        assert visitor.post(path).status_code == 410
    anna.refresh_from_db()
    assert anna.state == "unsubscribed"


def test_mail_goes_only_where_this_installation_may_send(
    visitor: Client, mailbox: Mailbox, work: Work, settings: Any
) -> None:
    settings.EMAIL_HOST = "smtp.example.org"
    settings.MAIL_ALLOWED_RECIPIENTS = ["ours.example"]
    sign_up(visitor)
    assert work() == ["newsletter.request_subscription"]
    assert not Subscriber.objects.exists()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("answer", ["450 4.2.0 Greylisted", "451 4.3.0 Later"])
def test_a_server_that_says_later_is_asked_again(visitor: Client, mailbox: Mailbox, work: Work, answer: str) -> None:
    (mailbox.at_rcpt if answer.startswith("450") else mailbox.answers)[ANNA] = answer
    sign_up(visitor)
    with pytest.raises(NotTakenError) as error:
        work()
    assert ANNA not in str(error.value)
    assert error.value.__suppress_context__


def test_a_server_that_refuses_or_breaks_off_is_not(visitor: Client, mailbox: Mailbox, work: Work) -> None:
    for answer in ("550 5.1.1 No such user", "cut"):
        mailbox.answers[ANNA] = answer
        sign_up(visitor)
        work()
    assert mailbox.messages == []


# Confirming


@pytest.fixture
def asked(visitor: Client, mailbox: Mailbox, work: Work) -> str:
    """The path of the link in Anna's mail."""
    sign_up(visitor)
    work()
    return link_in(mailbox.for_(ANNA)[0])


def test_looking_confirms_nothing(visitor: Client, asked: str) -> None:
    before = list(Subscriber.objects.values())
    for method in (visitor.get, visitor.head):
        response = method(asked)
        assert response.status_code == 200
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
    assert list(Subscriber.objects.values()) == before
    assert Consent.objects.count() == 1


def test_another_site_confirms_nothing(visitor: Client, asked: str) -> None:
    before = list(Subscriber.objects.values())
    assert visitor.post(asked, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert list(Subscriber.objects.values()) == before


def test_confirming_twice_is_once(visitor: Client, asked: str) -> None:
    visitor.post(asked)
    confirmed_at = Subscriber.objects.get().confirmed_at
    again = visitor.post(asked)
    assert again.status_code == 200
    assert "al bevestigd" in again.content.decode()
    assert "al bevestigd" in visitor.get(asked).content.decode()
    assert Subscriber.objects.get().confirmed_at == confirmed_at
    assert Consent.objects.count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_too_late_says_so_and_leads_on(visitor: Client, asked: str, method: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert visitor.get(asked).status_code == 200
    for days in (7, 30):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            response = getattr(visitor, method)(asked)
            assert response.status_code == 410
            assert PATHS["nl"] in response.content.decode()
            purge_unconfirmed(timezone.now())  # the second time round, what was asked is gone
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_is_a_clear_page(visitor: Client, asked: str, method: str) -> None:
    consent, anna = Consent.objects.get(), Subscriber.objects.get()
    whole = confirm_url(consent.reference, "nl").removeprefix("http://127.0.0.1:8000")
    assert whole == asked
    right = asked.split("/")[-2]
    wrong = [right[:-8], right.replace(".", ""), "x" + right, "é€", token_for(consent.reference, UNSUBSCRIBE)]
    wrong += [token_for(anna.number, purpose) for purpose in (PREFERENCES, UNSUBSCRIBE)]
    for token in wrong:
        response = getattr(visitor, method)(asked.replace(right, token))
        assert response.status_code == 404
        assert PATHS["nl"] in response.content.decode()
    anna.refresh_from_db()
    assert anna.state == "pending"


# What the form doesn't take


@BOTH
@pytest.mark.parametrize(
    "email",
    [
        "",
        " ",
        "anna",
        "anna@",
        "anna@example",
        "anna@example.org\nBcc: victim@example.org",
        "anna@example.org\r\n\r\nHello",
        "anna@example.org, bob@example.org",
        "anna@\ufffd.nl",
        "anna@" + "é" * 62 + ".nl",
        "anna\x00@example.org",
        "a" * 250 + "@example.org",
        "a" * 200_000 + "@example.org",
    ],
)
def test_what_is_no_address_is_a_field_error(visitor: Client, language: str, email: str) -> None:
    response = sign_up(visitor, email, language)
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    field = page.find("input", {"name": "email"})
    assert field["aria-invalid"] == "true"
    assert page.find(id=field["aria-describedby"]).get_text(strip=True)
    summary = page.find(role="alert")
    assert summary["tabindex"] == "-1"
    assert summary.has_attr("autofocus")
    assert summary.find("a")["href"] == f"#{field['id']}"
    assert not SignUp.objects.exists()


def test_a_mistake_loses_nothing(visitor: Client, newsletter: Newsletter) -> None:
    care = FocusArea.objects.create(name="Zorg", locale=newsletter.tree.dutch)
    page = BeautifulSoup(sign_up(visitor, "anna@exam ple", topics=[care.pk]).content, "html.parser")
    assert page.find("input", {"name": "email"})["value"] == "anna@exam ple"
    assert page.find("input", {"name": "topics"}).has_attr("checked")


@pytest.mark.parametrize("topics", ["x", "999999999", "99999999999999999999999", "-1"])
def test_a_topic_that_is_not_there_is_a_field_error(visitor: Client, topics: str) -> None:
    assert sign_up(visitor, topics=topics).status_code == 422


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"email=\xff\xfe@example.org", "application/x-www-form-urlencoded", 422),
        (b"email=anna@example.org", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"\xff\x00garbage", "multipart/form-data; boundary=x", 422),
        (b"garbage", "multipart/form-data", 400),
        (b"email=" + b"a" * 3_000_000, "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=1"] * 10_001), "application/x-www-form-urlencoded", 400),
        (b'{"email": "anna@example.org"}', "application/json", 422),
    ],
)
def test_what_is_no_form_is_a_clear_page(visitor: Client, body: bytes, kind: str, status: int) -> None:
    response = visitor.post(PATHS["nl"], body, content_type=kind)
    assert response.status_code == status
    assert "<h1" in response.content.decode()
    assert not SignUp.objects.exists()


def test_a_robot_is_thanked_and_ignored(visitor: Client, work: Work) -> None:
    robot = sign_up(visitor, website="https://spam.example")
    assert work() == []
    assert not SignUp.objects.exists()
    assert robot.content == sign_up(visitor).content


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.elders.example"},
        {"Referer": "https://elders.example/testserver"},
        {"Origin": "https://elders.example", "Referer": "http://testserver/"},
        {"Origin": "http://[broken"},
    ],
)
def test_another_site_signs_nobody_up(visitor: Client, headers: dict[str, str]) -> None:
    response = visitor.post(PATHS["nl"], {"email": ANNA}, headers=headers)
    assert response.status_code == 403
    assert PATHS["nl"] in response.content.decode()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/nl/"},
        {"Origin": "", "Referer": ""},
    ],
)
def test_our_own_page_does(visitor: Client, headers: dict[str, str]) -> None:
    assert visitor.post(PATHS["nl"], {"email": ANNA}, headers=headers).status_code == 200
    assert SignUp.objects.exists()


def test_a_network_that_floods_is_told_to_wait(visitor: Client) -> None:
    def post(address: str, number: int) -> Any:
        form = {"email": f"reader{number}@example.org"}
        return visitor.post(PATHS["nl"], form, REMOTE_ADDR=address)

    for number in range(PER_NETWORK.most):
        assert post(f"203.0.113.{number}", number).status_code == 200
    refused = post("203.0.113.250", 99)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert "<h1" in refused.content.decode()
    assert SignUp.objects.count() == PER_NETWORK.most
    assert post("198.51.100.1", 100).status_code == 200
    assert post("127.0.0.1", 101).status_code == 200
    behind_proxy = {"REMOTE_ADDR": "127.0.0.1", "headers": {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}}
    assert visitor.post(PATHS["nl"], {"email": ANNA}, **behind_proxy).status_code == 429
    for number in range(PER_NETWORK.most):
        assert post(f"2001:db8:1:{number:x}::1", number).status_code == 200
    assert post("2001:db8:1:ffff::1", 99).status_code == 429


def test_the_whole_site_has_a_limit_too(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsletter.defences.WHOLE_SITE", type(PER_NETWORK)(2, timedelta(hours=1)))
    statuses = [
        visitor.post(PATHS["nl"], {"email": ANNA}, REMOTE_ADDR=f"198.51.{number}.1").status_code for number in range(3)
    ]
    assert statuses == [200, 200, 429]


def test_nobody_agrees_to_words_that_they_did_not_see(visitor: Client) -> None:
    response = sign_up(visitor, wording="0" * 16)
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    again = sign_up(visitor, wording=page.find("input", {"name": "wording"})["value"])
    assert again.status_code == 200


def test_an_address_with_an_international_domain_can_subscribe(visitor: Client, mailbox: Mailbox, work: Work) -> None:
    sign_up(visitor, "anna+nieuws@zorgcafé.nl")
    sign_up(visitor, "anna+nieuws@xn--zorgcaf-hya.nl")
    work()
    assert {address for address, _ in mailbox.messages} == {"anna+nieuws@xn--zorgcaf-hya.nl"}
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize(("page", "form"), [("/nl/nieuwsbrief/", PATHS["nl"]), ("/en/newsletter/", PATHS["en"])])
def test_the_newsletters_own_page_leads_to_the_form(visitor: Client, page: str, form: str) -> None:
    response = visitor.get(page)
    assert response.status_code == 200
    assert f'href="{form}"' in response.content.decode()


def test_the_form_costs_few_queries(visitor: Client, django_assert_max_num_queries: Any) -> None:
    visitor.get(PATHS["nl"])
    with django_assert_max_num_queries(12):
        visitor.get(PATHS["nl"])
