"""Rhythm, pausing, another address, a lost link, and what the next issue would hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletter.erasing import address_hash, erase
from newsletter.links import move_url, preferences_url
from newsletter.models import AddressChange, Consent, LinkRequest, Subscriber
from newsletter.pausing import end_pauses
from newsletter.sending.running import send_deliveries

from .conftest import Mailbox, Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

MakeSubscriber = Callable[..., Subscriber]
Work = Callable[[], list[str]]
BOTH = pytest.mark.parametrize("language", ["nl", "en"])
LOST_LINK = {"nl": "/nl/nieuwsbrief/link-kwijt/", "en": "/en/newsletter/lost-link/"}
ANNA, NEW = "anna@example.org", "anna@new.example.org"


@pytest.fixture
def reader() -> Client:
    """A reader who is checked for forgery, as every browser is."""
    return Client(enforce_csrf_checks=True)


def path_for(subscriber: Subscriber, language: str = "nl") -> str:
    return urlsplit(preferences_url(subscriber.number, language)).path


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def link_in(mailbox: Mailbox, address: str) -> str:
    text = mailbox.for_(address)[-1].get_body(("plain",)).get_content().replace("\r\n", "\n")
    return urlsplit(re.findall(r"^https?://\S+$", text, re.MULTILINE)[0]).path


@BOTH
def test_rhythm_is_chosen_when_signing_up_and_afterwards(
    reader: Client, mailbox: Mailbox, work: Work, language: str
) -> None:
    form = {"nl": "/nl/nieuwsbrief/aanmelden/", "en": "/en/newsletter/subscribe/"}[language]
    reader.post(form, {"email": ANNA, "rhythm": "monthly", "kinds": ["agenda"]})
    work()
    reader.post(link_in(mailbox, ANNA))
    anna = Subscriber.objects.get()
    assert (anna.rhythm, anna.kinds, anna.state) == ("monthly", ["agenda"], "active")
    assert set(Consent.objects.values_list("rhythm", flat=True)) == {"monthly"}
    reader.post(path_for(anna, language), {"language": language})
    anna.refresh_from_db()
    assert anna.rhythm == "monthly"
    reader.post(path_for(anna, language), {"language": language, "rhythm": "every_issue"})
    anna.refresh_from_db()
    assert anna.rhythm == "every_issue"
    assert reader.post(path_for(anna), {"language": language, "rhythm": "hourly"}).status_code == 422


def test_two_tabs_lose_nothing(reader: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber(ANNA)
    reader.post(path_for(anna), {"do": "pause", "until": "2099-01-01"})
    day = timezone.localdate() + timedelta(days=30)
    reader.post(path_for(anna), {"do": "pause", "until": day.isoformat()})
    reader.post(path_for(anna), {"language": "en", "rhythm": "monthly"})
    reader.post(path_for(anna), {"language": "nl", "kinds": ["news"]})
    anna.refresh_from_db()
    assert (anna.state, anna.paused_until) == ("paused", day)
    assert (anna.language, anna.kinds, anna.rhythm) == ("nl", ["news"], "monthly")


def test_choosing_in_an_old_tab_does_not_undo_leaving(reader: Client, subscriber: MakeSubscriber) -> None:
    from newsletter.subscribing import choose
    from newsletter.unsubscribing import unsubscribe

    anna = subscriber(ANNA)
    seen = Subscriber.objects.get()
    unsubscribe(anna)
    choose(seen, "en", [], [], "monthly")
    anna.refresh_from_db()
    assert anna.state == "unsubscribed"


@BOTH
def test_a_pause_ends_by_itself(reader: Client, subscriber: MakeSubscriber, language: str) -> None:
    anna = subscriber(ANNA, language=language)
    day = timezone.localdate() + timedelta(days=9)
    response = reader.post(path_for(anna, language), {"do": "pause", "until": day.isoformat()})
    assert response.status_code == 303
    page = page_of(reader.get(response["Location"]))
    assert page.find(role="status")
    assert page.find("button", {"value": "resume"})
    assert end_pauses(day - timedelta(days=1)) == 0
    anna.refresh_from_db()
    assert (anna.state, anna.paused_until) == ("paused", day)
    assert end_pauses(day) == 1
    anna.refresh_from_db()
    assert (anna.state, anna.paused_until) == ("active", None)


def test_a_pause_without_an_end_ends_by_hand(reader: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber(ANNA)
    reader.post(path_for(anna), {"do": "pause"})
    assert end_pauses(timezone.localdate() + timedelta(days=999)) == 0
    assert Subscriber.objects.get().state == "paused"
    for _twice in range(2):
        assert reader.post(path_for(anna), {"do": "resume"}).status_code == 303
    assert Subscriber.objects.get().state == "active"


@pytest.mark.parametrize("until", ["2020-01-01", "tomorrow", "2999-01-01", "0000-00-00", "9" * 9000, "\x00"])
def test_a_day_that_cannot_be_is_a_field_error(reader: Client, subscriber: MakeSubscriber, until: str) -> None:
    anna = subscriber(ANNA)
    response = reader.post(path_for(anna), {"do": "pause", "until": until})
    assert response.status_code == 422
    assert page_of(response).find(role="alert")
    assert Subscriber.objects.get().state == "active"


def test_the_page_shows_what_the_next_issue_holds(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber
) -> None:
    cache.clear()
    newsletter.article("Wijkteams leren", english="District teams learn")
    anna = subscriber(ANNA)
    assert "Wijkteams leren" not in reader.get(path_for(anna)).content.decode()
    newsletter.issue()
    assert "Wijkteams leren" in reader.get(path_for(anna)).content.decode()

    tried = reader.post(path_for(anna, "en"), {"do": "show", "language": "en"})
    assert tried.status_code == 200
    assert "District teams learn" in tried.content.decode()
    without = reader.post(path_for(anna, "en"), {"do": "show", "language": "en", "kinds": ["questions"]})
    assert "District teams learn" not in without.content.decode()
    anna.refresh_from_db()
    assert (anna.language, anna.kinds) == ("nl", [])


def test_the_page_costs_little_with_an_issue_being_made(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber, django_assert_max_num_queries: Any
) -> None:
    cache.clear()
    newsletter.issue("Een", "Twee", "Drie")
    path = path_for(subscriber(ANNA))
    reader.get(path)
    with django_assert_max_num_queries(12):
        reader.get(path)


@BOTH
def test_another_address_is_confirmed_there_and_told_here(
    reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work, language: str
) -> None:
    anna = subscriber(ANNA, language=language)
    response = reader.post(path_for(anna, language), {"do": "move", "email": NEW})
    assert response.status_code == 303
    work()
    assert not mailbox.for_(ANNA)
    path = link_in(mailbox, NEW)
    assert reader.get(path).status_code == 200
    anna.refresh_from_db()
    assert anna.email == ANNA

    assert reader.post(path).status_code == 200
    work()
    anna.refresh_from_db()
    assert (anna.email, anna.email_key) == (NEW, NEW)
    [told] = mailbox.for_(ANNA)
    assert NEW not in told.as_string()
    assert not AddressChange.objects.exclude(old_email="").exists()
    assert reader.post(path).status_code == 410
    assert reader.get(path_for(anna, language)).status_code == 200


def test_nobody_learns_whether_the_new_address_is_known(reader: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber(ANNA)
    subscriber("known@example.org")
    pages = []
    for address in ("known@example.org", "unknown@example.org"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = reader.post(path_for(anna), {"do": "move", "email": address})
        looked = [query["sql"] for query in queries if address in query["sql"]]
        assert all(sql.startswith("INSERT INTO") for sql in looked)
        pages.append((response.status_code, response["Location"], len(queries)))
    assert pages[0] == pages[1]


def test_an_address_that_is_subscribed_becomes_one_subscription(
    reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work
) -> None:
    anna, old = subscriber(ANNA, kinds=["agenda"]), subscriber(NEW)
    reader.post(path_for(anna), {"do": "move", "email": NEW.upper()})
    work()
    [mail] = [message for recipient, message in mailbox.messages if recipient.lower() == NEW]
    assert mail
    assert reader.post(urlsplit(move_url(AddressChange.objects.get().reference, "nl")).path).status_code == 200
    assert Subscriber.objects.get().kinds == ["agenda"]
    assert not Subscriber.objects.filter(pk=old.pk).exists()


def test_an_issue_that_went_to_the_new_address_does_not_go_there_again(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox
) -> None:
    anna, there = subscriber(ANNA), subscriber(NEW)
    dispatch = newsletter.dispatch(newsletter.issue("Een"))
    dispatch.deliveries.filter(subscriber=there).update(state="accepted", handed_over_at=timezone.now())
    change = AddressChange.objects.create(subscriber=anna, email=NEW)
    reader.post(urlsplit(move_url(change.reference, "nl")).path)
    send_deliveries(dispatch.pk)
    assert not mailbox.for_(NEW)


def test_nothing_of_a_subscription_that_was_taken_over_outlives_being_erased(
    newsletter: Newsletter, reader: Client, subscriber: MakeSubscriber
) -> None:
    anna, there = subscriber(ANNA), subscriber(NEW)
    dispatch = newsletter.dispatch(newsletter.issue("Een"))
    dispatch.deliveries.filter(subscriber=there).update(state="accepted", handed_over_at=timezone.now())
    for address in (NEW, "last@example.org"):
        change = AddressChange.objects.create(subscriber=anna, email=address)
        reader.post(urlsplit(move_url(change.reference, "nl")).path)
    erase(Subscriber.objects.get(), timezone.now())
    assert set(dispatch.deliveries.values_list("email_key", flat=True)) == {address_hash(ANNA), address_hash(NEW)}


@pytest.mark.parametrize("state", ["suppressed", "active"])
def test_a_mailbox_is_not_filled_by_changes_of_address(
    reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work, state: str
) -> None:
    for name in ("a", "b", "c"):
        asking = subscriber(f"{name}@example.org")
        for _again in range(5):
            reader.post(path_for(asking), {"do": "move", "email": NEW})
    if state == "suppressed":
        subscriber(NEW, state="suppressed")
    work()
    assert len(mailbox.for_(NEW)) <= (0 if state == "suppressed" else 3)


@BOTH
def test_a_lost_link_comes_by_mail_with_one_answer_for_everybody(
    reader: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work, language: str
) -> None:
    anna = subscriber(ANNA, language=language)
    subscriber("gone@example.org", state="unsubscribed", unsubscribed_at=timezone.now())
    assert reader.get(LOST_LINK[language]).status_code == 200
    answers = set()
    for address in (ANNA, "gone@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            response = reader.post(LOST_LINK[language], {"email": address})
        assert not any("newsletter_subscriber" in query["sql"] for query in queries)
        answers.add((response.status_code, response.content, len(queries)))
    assert len(answers) == 1
    work()
    assert [recipient for recipient, _message in mailbox.messages] == [ANNA]
    assert link_in(mailbox, ANNA) == path_for(anna, language)
    assert not LinkRequest.objects.exists()
    reader.post(LOST_LINK[language], {"email": ANNA})
    work()
    assert len(mailbox.for_(ANNA)) == 1


@pytest.mark.parametrize("address", ["", "anna", "a@b\r\nBcc: c@d.nl", "a" * 300 + "@example.org"])
def test_what_is_no_address_is_a_field_error(reader: Client, subscriber: MakeSubscriber, address: str) -> None:
    assert reader.post(LOST_LINK["nl"], {"email": address}).status_code == 422
    assert reader.post(path_for(subscriber(ANNA)), {"do": "move", "email": address}).status_code == 422
    assert not AddressChange.objects.exists()
    assert not LinkRequest.objects.exists()
