"""Signing up: from the form, by the mail, to the button that confirms; and who hears what of it."""

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
from django.utils.formats import date_format
from django.utils.translation import override

from network.models import FocusArea
from newsletter.letters import NotTakenError
from newsletter.links import PREFERENCES, token_for
from newsletter.models import Consent, SignUp, Subscriber
from newsletter.unsubscribing import unsubscribe

from .conftest import Mailbox, Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

PATHS = {"nl": "/nl/nieuwsbrief/aanmelden/", "en": "/en/newsletter/subscribe/"}
BOTH = pytest.mark.parametrize("language", ["nl", "en"])
ANNA = "anna@example.org"
Work = Callable[[], list[str]]
MakeSubscriber = Callable[..., Subscriber]


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
    with override(language):
        until = date_format(timezone.localtime(Consent.objects.get().at + timedelta(days=7)), "DATETIME_FORMAT")
    for part in (text_of(mail), html.get_text(" ")):
        assert until in " ".join(part.split())
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
