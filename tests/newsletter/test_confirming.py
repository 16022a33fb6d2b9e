"""Confirming by the link in the mail, and the reminder to do so: once, in time, and only by pressing the button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from newsletter.links import PREFERENCES, UNSUBSCRIBE, confirm_url, preferences_url, token_for
from newsletter.models import AddressChange, Consent, Subscriber
from newsletter.subscribing import purge_unconfirmed
from newsletter.tasks import remind_unconfirmed

from .conftest import Mailbox
from .test_subscribing import ANNA, BOTH, PATHS, Work, link_in, sign_up, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]


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


@BOTH
def test_a_reminder_says_that_it_is_one_and_how_long_the_link_still_works(
    visitor: Client, mailbox: Mailbox, work: Work, language: str
) -> None:
    sign_up(visitor, language=language)
    work()
    asked_at = Consent.objects.get().at
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        remind_unconfirmed(timestamp=0)
        work()
        remind_unconfirmed(timestamp=0)
        assert work() == []
    first, reminder = mailbox.for_(ANNA)
    assert first["Subject"] == {"nl": "Bevestig uw aanmelding", "en": "Confirm your subscription"}[language]
    assert (
        reminder["Subject"]
        == {
            "nl": "Herinnering: bevestig uw aanmelding",
            "en": "Reminder: confirm your subscription",
        }[language]
    )
    assert link_in(first) == link_in(reminder)
    with override(language):
        asked_on = date_format(timezone.localtime(asked_at), "DATE_FORMAT")
        until = date_format(timezone.localtime(asked_at + timedelta(days=7)), "DATETIME_FORMAT")
    for mail in (first, reminder):
        for kind in ("plain", "html"):
            text = BeautifulSoup(mail.get_body((kind,)).get_content(), "html.parser").get_text(" ")
            assert until in " ".join(text.split())
            assert (asked_on in text.partition("* * *")[0].partition(until)[0]) == (mail is reminder)
    assert visitor.post(link_in(reminder)).status_code == 200


def test_a_new_address_is_told_how_long_its_link_works(
    visitor: Client, subscriber: Callable[..., Subscriber], mailbox: Mailbox, work: Work
) -> None:
    page = urlsplit(preferences_url(subscriber(ANNA).number, "nl")).path
    visitor.post(page, {"do": "move", "email": "new@example.org"})
    work()
    until = timezone.localtime(AddressChange.objects.get().at + timedelta(days=7))
    with override("nl"):
        assert date_format(until, "DATETIME_FORMAT") in " ".join(text_of(mailbox.for_("new@example.org")[0]).split())
