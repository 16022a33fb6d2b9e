"""The proof that somebody asked: what is kept of it, that it can't be changed, and when it goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from newsletter.models import Consent, ConsentText, SignUp, Subscriber
from newsletter.subscribing import confirm, purge_unconfirmed
from newsletter.tasks import purge_unconfirmed as purge_task

from .conftest import Mailbox
from .test_subscribing import ANNA, Work, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits", "mailbox")]


@pytest.fixture
def asked(client: Client, work: Work) -> Consent:
    """What Anna asked, in English; not confirmed."""
    sign_up(client, language="en")
    work()
    return Consent.objects.get()


def test_it_says_who_what_when_and_where(asked: Consent) -> None:
    confirm(asked.reference, timezone.now())
    anna = Subscriber.objects.get()
    asked = Consent.objects.get(confirms=None)
    confirmation = asked.confirmation
    for row in (asked, confirmation):
        assert row.subscriber_number == anna.number
        assert (row.language, row.topics, row.kinds, row.page) == ("en", [], [], "/en/newsletter/subscribe/")
        assert row.text.words.startswith("By signing up you ask Gezond Netwerk")
    assert asked.at < confirmation.at == anna.confirmed_at
    assert ANNA not in str(list(Consent.objects.values())) + str(list(ConsentText.objects.values()))


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("http://testserver/nl/", "/nl/"),
        ("http://testserver/nl/nieuws/?page=2", "/nl/nieuws/"),
        ("http://testserver/nl/nieuwsbrief/voorkeuren/abc.def/", "/nl/nieuwsbrief/aanmelden/"),
        ("", "/nl/nieuwsbrief/aanmelden/"),
    ],
)
def test_it_says_on_which_page_the_form_stood_and_keeps_no_link(client: Client, referer: str, page: str) -> None:
    client.post("/nl/nieuwsbrief/aanmelden/", {"email": ANNA}, headers={"Referer": referer})
    assert SignUp.objects.get().page == page


def test_a_page_that_cannot_be_is_not_kept(client: Client) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Referer": "http://[broken"}
    assert client.post("/nl/nieuwsbrief/aanmelden/", {"email": ANNA}, headers=headers).status_code == 200
    assert SignUp.objects.get().page == "/nl/nieuwsbrief/aanmelden/"


def test_words_have_versions_per_language() -> None:
    assert [ConsentText.of(language, words).version for language, words in (("nl", "a"), ("nl", "b"), ("en", "a"))] == [
        1,
        2,
        1,
    ]
    assert ConsentText.of("nl", "a").version == 1
    assert ConsentText.objects.count() == 3


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return "append-only" in str(error)
    return False


def test_the_database_keeps_it_as_it_was(asked: Consent) -> None:
    assert refused("UPDATE newsletter_consent SET language = 'nl'")
    assert refused("DELETE FROM newsletter_consent")
    assert refused("UPDATE newsletter_consenttext SET language = 'nl'")
    assert refused("DELETE FROM newsletter_consenttext")
    confirm(asked.reference, timezone.now())
    assert refused("UPDATE newsletter_consent SET confirms_id = NULL")
    assert refused("DELETE FROM newsletter_consent WHERE confirms_id IS NOT NULL")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL newsletter.purging = 'on'")
    assert refused("DELETE FROM newsletter_consent")
    assert refused("UPDATE newsletter_consent SET at = now()")
    assert Consent.objects.count() == 2


def test_what_was_asked_is_confirmed_once(asked: Consent) -> None:
    asked.confirmed(timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.confirmed(timezone.now())


def test_who_never_confirms_is_forgotten_after_a_week(asked: Consent) -> None:
    purge_unconfirmed(timezone.now() + timedelta(days=6, hours=23))
    assert Subscriber.objects.exists()
    SignUp.objects.create(email=ANNA, language="nl", words="", page="/")
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        purge_task(timestamp=0)
    assert not Subscriber.objects.exists()
    assert not Consent.objects.exists()
    assert not SignUp.objects.exists()
    assert ConsentText.objects.exists()
    assert refused("DELETE FROM newsletter_consenttext")


def test_who_asked_again_keeps_their_second_link(asked: Consent, client: Client, work: Work, mailbox: Mailbox) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        sign_up(client)
        work()
    purge_unconfirmed(timezone.now() + timedelta(days=8))
    assert Subscriber.objects.exists()
    assert Consent.objects.get() != asked
    purge_unconfirmed(timezone.now() + timedelta(days=12, minutes=1))
    assert not Subscriber.objects.exists()


def test_who_confirmed_or_left_is_kept_with_the_proof(asked: Consent) -> None:
    confirm(asked.reference, timezone.now())
    assert purge_unconfirmed(timezone.now() + timedelta(days=400)) == 0
    assert Subscriber.objects.get().state == "active"
    assert Consent.objects.count() == 2
