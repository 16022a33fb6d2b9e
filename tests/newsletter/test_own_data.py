"""Leaving for a reason, coming back, taking one's data along, and being forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry

from newsletter.accounting import accounting_of
from newsletter.erasing import address_hash, forget_ended
from newsletter.links import own_data_url, preferences_url, unsubscribe_url
from newsletter.models import Consent, Delivery, ForgottenAddress, NewsletterSettings, Subscriber
from newsletter.sending.running import send_deliveries
from newsletter.subscribing import purge_unconfirmed, reminders
from tests import factories

from .conftest import Mailbox, Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

MakeSubscriber = Callable[..., Subscriber]
Work = Callable[[], list[str]]
BOTH = pytest.mark.parametrize("language", ["nl", "en"])
ANNA = "anna@example.org"
FORM = "/nl/nieuwsbrief/aanmelden/"


@pytest.fixture
def reader() -> Client:
    """A reader who is checked for forgery, as every browser is."""
    return Client(enforce_csrf_checks=True)


def path(url: str) -> str:
    return urlsplit(url).path


def form_after(response: Any) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return page.find("button", {"name": "back"}).find_parent("form")["action"]


@BOTH
def test_somebody_leaves_says_why_and_comes_back(reader: Client, subscriber: MakeSubscriber, language: str) -> None:
    anna = subscriber(ANNA, language=language, kinds=["agenda"])
    left = reader.post(path(unsubscribe_url(anna.number, language)))
    after = form_after(left)
    assert reader.get(after).status_code == 200
    assert reader.post(after, {"reason": "gossip"}).status_code == 422
    assert reader.post(after, {"reason": "too_often"}).status_code == 200
    anna.refresh_from_db()
    assert (anna.state, anna.left_because) == ("unsubscribed", "too_often")
    assert reader.post(after, {"back": "yes"}).status_code == 200
    anna.refresh_from_db()
    assert (anna.state, anna.kinds, anna.unsubscribed_at, anna.left_because) == ("active", ["agenda"], None, "")
    assert Consent.objects.filter(subscriber_number=anna.number).count() == 2
    assert reader.post(after, {"back": "yes"}).status_code == 410
    assert Consent.objects.count() == 2


def test_coming_back_is_for_who_left_just_now(reader: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber(ANNA)
    leave = path(unsubscribe_url(anna.number, "nl"))
    after = form_after(reader.post(leave))
    assert b'name="back"' not in reader.get(leave).content
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert reader.post(after, {"back": "yes"}).status_code == 410
        assert b'name="back"' not in reader.post(leave).content
    anna.refresh_from_db()
    assert anna.state == "unsubscribed"


@BOTH
def test_somebody_sees_and_downloads_all_of_it(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox, language: str
) -> None:
    anna = subscriber(ANNA, kinds=["news"])
    subscriber("bob@example.org")
    send_deliveries(newsletter.dispatch(newsletter.issue("Een")).pk)
    reader.post(path(preferences_url(anna.number, language)), {"language": language, "kinds": "news"})
    reader.post(path(preferences_url(anna.number, language)), {"do": "move", "email": "new@example.org"})
    data = path(own_data_url(anna.number, language))
    assert data in reader.get(path(preferences_url(anna.number, language))).content.decode()
    page = reader.get(data)
    assert ANNA in page.content.decode()
    assert f'<html lang="{language}"' in page.content.decode()
    said = BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ")
    with override(language):
        assert gettext("Chose what they get") in said
        assert str(Delivery.State.ACCEPTED.label) in said
    download = reader.get(data + "?download")
    assert "attachment" in download["Content-Disposition"]
    assert "no-store" in download["Cache-Control"]
    known = json.loads(download.content)
    assert (known["email"], known["kinds"]) == (ANNA, ["news"])
    assert [delivery["state"] for delivery in known["deliveries"]] == ["accepted"]
    assert [change["new_email"] for change in known["address_changes"]] == ["new@example.org"]
    assert [(change["what"], change["by"]) for change in known["changes"]] == [("newsletter.choose", "subscriber")]
    assert "bob@" not in download.content.decode()


@BOTH
def test_topics_are_called_what_the_reader_calls_them(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber, language: str
) -> None:
    topic = factories.FocusAreaFactory(name="Gezond slapen")
    factories.FocusAreaFactory(
        name="Sleeping well", locale=newsletter.tree.english, translation_key=topic.translation_key
    )
    anna = subscriber(ANNA, [topic])
    page = reader.get(path(own_data_url(anna.number, language))).content.decode()
    assert ("Gezond slapen" in page, "Sleeping well" in page) == (language == "nl", language == "en")


def test_the_mails_themselves_are_not_read_for_it(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    anna = subscriber(ANNA)
    send_deliveries(newsletter.dispatch(newsletter.issue("Een")).pk)
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path(own_data_url(anna.number, "nl"))).status_code == 200
    read = " ".join(query["sql"] for query in asked)
    assert '"newsletter_variant"."subject"' in read
    assert not re.search(r'"newsletter_variant"."(text|html|message)"|"newsletter_issue"."snapshot"', read)


def every_text_in_the_database() -> str:
    """All rows of the newsletter's tables, the jobs and the log, as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("newsletter_", "procrastinate_", "wagtailcore_modellog")):
                cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
                rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


@BOTH
def test_erasing_leaves_no_address_and_the_accounting_adds_up(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work, language: str
) -> None:
    reader.post(FORM, {"email": ANNA})
    work()
    anna = Subscriber.objects.get()
    Subscriber.objects.update(state="active", confirmed_at=timezone.now())
    reader.post(path(preferences_url(anna.number, "nl")), {"language": language})
    mailbox.answers[ANNA] = f"550 5.1.1 <{ANNA}> unknown"
    dispatch = newsletter.dispatch(newsletter.issue("Een"))
    send_deliveries(dispatch.pk)
    assert ANNA in every_text_in_the_database()

    data = path(own_data_url(anna.number, language))
    assert reader.post(data).status_code == 422
    assert Subscriber.objects.exists()
    assert reader.post(data, {"sure": "on"}).status_code == 200
    assert ANNA not in every_text_in_the_database()
    delivery = Delivery.objects.get()
    assert (delivery.email_key, delivery.answer, delivery.subscriber) == (address_hash(ANNA), "550", None)
    assert ModelLogEntry.objects.filter(action="newsletter.choose", label=str(anna.number)).exists()
    assert accounting_of(dispatch).adds_up
    assert Consent.objects.filter(subscriber_number=anna.number).exists()
    assert reader.get(data).status_code == 410


def test_the_hash_needs_the_installations_key(settings: Any) -> None:
    before = address_hash("Anna@Example.org")
    assert before == address_hash("anna@example.org ")
    settings.SUPPRESSION_KEY = "another" * 9
    assert address_hash("anna@example.org") != before


def test_a_running_dispatch_leaves_out_who_was_erased(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    anna = subscriber(ANNA)
    dispatch = newsletter.dispatch(newsletter.issue("Een"))
    reader.post(path(own_data_url(anna.number, "nl")), {"sure": "on"})
    send_deliveries(dispatch.pk)
    assert not mailbox.messages
    assert Delivery.objects.get().exclusion == "erased"


def test_who_was_erased_signs_up_again_and_who_was_suppressed_cannot(
    reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work
) -> None:
    anna, bob = subscriber(ANNA), subscriber("bob@example.org", state="suppressed")
    for each in (anna, bob):
        reader.post(path(own_data_url(each.number, "nl")), {"sure": "on"})
    assert not Subscriber.objects.exists()
    assert dict(ForgottenAddress.objects.values_list("address_hash", "reason")) == {
        address_hash(ANNA): "erased",
        address_hash("bob@example.org"): "suppressed",
    }
    for address in (ANNA, "BOB@example.org"):
        reader.post(FORM, {"email": address})
    work()
    assert [recipient for recipient, _mail in mailbox.messages] == [ANNA]


def test_who_left_is_forgotten_after_the_days_that_are_set(subscriber: MakeSubscriber) -> None:
    now = timezone.now()
    NewsletterSettings.objects.update_or_create(pk=1, defaults={"days_to_keep_ended": 28})
    subscriber(ANNA, state="unsubscribed", unsubscribed_at=now - timedelta(days=29))
    subscriber("bob@example.org", state="unsubscribed", unsubscribed_at=now - timedelta(days=27))
    subscriber("cas@example.org")
    assert forget_ended(now) == 1
    assert forget_ended(now) == 0
    assert set(Subscriber.objects.values_list("email", flat=True)) == {"bob@example.org", "cas@example.org"}
    assert ForgottenAddress.objects.get().reason == "left"


def test_who_does_not_confirm_is_reminded_once(reader: Client, mailbox: Mailbox, work: Work) -> None:
    from newsletter.tasks import queue_letter

    reader.post(FORM, {"email": ANNA})
    work()
    now = timezone.now()
    assert reminders(now + timedelta(days=2)) == []
    for days, expected in ((3.1, 1), (4, 0), (6, 0)):
        letters = reminders(now + timedelta(days=days))
        assert len(letters) == expected
        for letter in letters:
            queue_letter(letter)
    work()
    assert len(mailbox.for_(ANNA)) == 2
    assert purge_unconfirmed(now + timedelta(days=8)) == 1
