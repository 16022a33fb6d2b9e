"""Choosing by the link in every mail: for years, without a password, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from network.models import FocusArea
from newsletter.links import CONFIRM, PREFERENCES, UNSUBSCRIBE, preferences_url, token_for, unsubscribe_url
from newsletter.models import Subscriber
from newsletter.rendering import PREFERENCES_MARK, UNSUBSCRIBE_MARK
from newsletter.sending.running import send_deliveries

from .conftest import Mailbox, Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter")]

MakeSubscriber = Callable[..., Subscriber]
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture
def reader() -> Client:
    """A reader who is checked for forgery, as every browser is."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def care(newsletter: Newsletter) -> FocusArea:
    """A topic in two languages."""
    care = FocusArea.objects.create(name="Zorg", locale=newsletter.tree.dutch)
    english = care.copy_for_translation(newsletter.tree.english)
    english.name = "Care"
    english.save()
    return care


def path_for(subscriber: Subscriber, language: str = "nl") -> str:
    return urlsplit(preferences_url(subscriber.number, language)).path


def checked(response: Any, name: str) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [field["value"] for field in page.find_all("input", {"name": name}) if field.has_attr("checked")]


def test_the_addresses_are_those_of_the_contract(subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    assert path_for(anna).startswith("/nl/nieuwsbrief/voorkeuren/")
    assert path_for(anna, "en").startswith("/en/newsletter/preferences/")


@BOTH
def test_every_issue_leads_to_ones_own_choices(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox, reader: Client, language: str
) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    anna = subscriber("anna@example.org", language=language)
    subscriber("bob@example.org", language=language)
    send_deliveries(newsletter.dispatch(newsletter.issue()).pk)
    [mail] = mailbox.for_("anna@example.org")
    url = preferences_url(anna.number, language)
    for kind in ("plain", "html"):
        part = mail.get_body((kind,)).get_content()
        assert url in part
        assert UNSUBSCRIBE_MARK not in part
        assert PREFERENCES_MARK not in part
    assert reader.get(urlsplit(url).path).status_code == 200


@BOTH
def test_looking_shows_the_choices_and_changes_nothing(
    reader: Client, subscriber: MakeSubscriber, care: FocusArea, language: str
) -> None:
    anna = subscriber("anna@example.org", topics=[care], kinds=["agenda"])
    before = list(Subscriber.objects.values())
    for method in (reader.get, reader.head):
        response = method(path_for(anna, language), {"language": "en", "kinds": "news"})
        assert response.status_code == 200
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
    response = reader.get(path_for(anna, language))
    assert checked(response, "language") == ["nl"]
    assert checked(response, "topics") == [str(care.pk)]
    assert checked(response, "kinds") == ["agenda"]
    page = response.content.decode()
    assert f'<html lang="{language}"' in page
    assert {"nl": "Zorg", "en": "Care"}[language] in page
    assert list(Subscriber.objects.values()) == before


def test_choosing_saves_and_says_so_in_the_new_language(
    reader: Client, subscriber: MakeSubscriber, care: FocusArea
) -> None:
    anna = subscriber("anna@example.org")
    chosen = {"language": "en", "topics": [care.pk], "kinds": ["news", "agenda"]}
    response = reader.post(path_for(anna), chosen)
    assert response.status_code == 303
    assert response["Location"].startswith(path_for(anna, "en"))
    after = reader.get(response["Location"])
    assert not after.cookies
    assert BeautifulSoup(after.content, "html.parser").find(role="status").get_text(strip=True).startswith("Saved")
    anna.refresh_from_db()
    assert (anna.language, anna.kinds, list(anna.topics.all())) == ("en", ["news", "agenda"], [care])
    assert anna.state == "active"

    reader.post(path_for(anna), {"language": "nl"})
    anna.refresh_from_db()
    assert (anna.language, anna.kinds, list(anna.topics.all())) == ("nl", [], [])


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"language": "xx"},
        {"language": "nl", "topics": "x"},
        {"language": "nl", "topics": "999999"},
        {"language": "nl", "kinds": "gossip"},
        {"language": "n" * 200_000},
    ],
)
def test_what_cannot_be_chosen_is_a_field_error(
    reader: Client, subscriber: MakeSubscriber, fields: dict[str, str]
) -> None:
    anna = subscriber("anna@example.org", kinds=["agenda"])
    response = reader.post(path_for(anna), fields)
    assert response.status_code == 422
    assert BeautifulSoup(response.content, "html.parser").find(role="alert")
    anna.refresh_from_db()
    assert (anna.language, anna.kinds) == ("nl", ["agenda"])


def test_what_is_no_form_is_a_clear_page(reader: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    for body, kind in ((b"x", "multipart/form-data"), (b"a=" + b"a" * 3_000_000, "application/x-www-form-urlencoded")):
        response = reader.post(path_for(anna), body, content_type=kind)
        assert response.status_code == 400
        assert "<h1" in response.content.decode()


def test_the_link_works_for_years(reader: Client, subscriber: MakeSubscriber) -> None:
    path = path_for(subscriber("anna@example.org"))
    with time_machine.travel(timezone.now() + timedelta(days=3000)):
        assert reader.get(path).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_for_something_else_opens_nothing(reader: Client, subscriber: MakeSubscriber, method: str) -> None:
    anna = subscriber("anna@example.org")
    path, own = path_for(anna), token_for(anna.number, PREFERENCES)
    for token in (token_for(anna.number, UNSUBSCRIBE), token_for(anna.number, CONFIRM), own[:-5], own[1:], "x"):
        response = getattr(reader, method)(path.replace(own, token), {"language": "en"})
        assert response.status_code == 404
        assert "anna@" not in response.content.decode()
    leave = urlsplit(unsubscribe_url(anna.number, "nl")).path
    assert getattr(reader, method)(leave.replace(token_for(anna.number, UNSUBSCRIBE), own)).status_code == 404
    anna.refresh_from_db()
    assert (anna.language, anna.state) == ("nl", "active")


def test_the_page_offers_to_leave(reader: Client, subscriber: MakeSubscriber) -> None:
    anna = subscriber("anna@example.org")
    page = BeautifulSoup(reader.get(path_for(anna)).content, "html.parser")
    leave = page.find("a", {"href": urlsplit(unsubscribe_url(anna.number, "nl")).path})
    assert reader.post(leave["href"]).status_code == 200
    anna.refresh_from_db()
    assert anna.state == "unsubscribed"


@pytest.mark.parametrize("state", ["unsubscribed", "suppressed", "pending", "erased"])
def test_without_a_subscription_there_is_nothing_to_choose(
    reader: Client, subscriber: MakeSubscriber, state: str
) -> None:
    anna = subscriber("anna@example.org", unsubscribed_at=timezone.now())
    path = path_for(anna)
    if state == "erased":
        anna.delete()
    else:
        Subscriber.objects.update(state=state)
    for response in (reader.get(path), reader.post(path, {"language": "en"})):
        assert response.status_code == 410
        assert "/nl/nieuwsbrief/aanmelden/" in response.content.decode()
        assert "anna@" not in response.content.decode()
    assert not Subscriber.objects.filter(language="en").exists()


def test_the_page_costs_few_queries(
    reader: Client, subscriber: MakeSubscriber, care: FocusArea, django_assert_max_num_queries: Any
) -> None:
    path = path_for(subscriber("anna@example.org", topics=[care]))
    reader.get(path)
    with django_assert_max_num_queries(12):
        reader.get(path)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elders.example"}])
def test_another_site_changes_nothing(subscriber: MakeSubscriber, reader: Client, headers: dict[str, str]) -> None:
    anna = subscriber("anna@example.org")
    refused = reader.post(path_for(anna), {"language": "en"}, headers=headers)
    assert refused.status_code == 403
    assert path_for(anna) in refused.content.decode()
    anna.refresh_from_db()
    assert anna.language == "nl"


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://mail.example"}])
def test_a_mail_program_that_unsubscribes_comes_from_elsewhere(
    subscriber: MakeSubscriber, reader: Client, headers: dict[str, str]
) -> None:
    anna = subscriber("anna@example.org")
    path = urlsplit(unsubscribe_url(anna.number, "nl")).path
    assert reader.post(path, {"List-Unsubscribe": "One-Click"}, headers=headers).status_code == 200
    anna.refresh_from_db()
    assert not anna.is_subscribed
