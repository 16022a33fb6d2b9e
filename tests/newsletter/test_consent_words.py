"""Managers word the consent: from then on it is the next version, and who agreed before did so to the one they read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from network.models import NetworkSettings, User
from newsletter import links
from newsletter.consenting import consent_words, fingerprint, write
from newsletter.models import Consent, ConsentText, SignUp, Subscriber
from newsletter.subscribing import answer
from newsletter.unsubscribing import unsubscribe
from tests.factories import UserFactory

from .conftest import Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

MakeSubscriber = Callable[..., Subscriber]
INDEX = "/cms/newsletter/consent/"
FORMS = {"nl": "/nl/nieuwsbrief/aanmelden/", "en": "/en/newsletter/subscribe/"}


def manager(client: Client, *codenames: str) -> User:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return user


def put(client: Client, language: str, words: str) -> HttpResponse:
    return client.post(INDEX, {"language": language, f"{language}-words": words})


def sign_up(email: str, language: str = "nl", wording: str = "") -> Consent | None:
    Client().post(FORMS[language], {"email": email, "wording": wording})
    asked = SignUp.objects.filter(email=email).first()
    if asked is None:
        return None
    answer(asked.pk, timezone.now())
    return Consent.objects.get(subscriber_number=Subscriber.objects.get(email=email).number)


def words_in(language: str) -> str:
    with translation.override(language):
        return consent_words()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_new_words_are_the_next_version_and_what_was_agreed_before_stays(client: Client, language: str) -> None:
    other = "en" if language == "nl" else "nl"
    first, before = sign_up("anna@example.org", language), words_in(other)
    user = manager(client, "add_consenttext")
    assert put(client, language, "  Stuur mij \r\n de nieuwsbrief. ").status_code == 302
    second = sign_up("bob@example.org", language)
    assert first
    assert second
    assert [Consent.objects.get(pk=row.pk).text.version for row in (first, second)] == [1, 2]
    assert second.text
    assert second.text.words == "Stuur mij de nieuwsbrief."
    assert second.text.words in Client().get(FORMS[language]).content.decode()
    assert words_in(other) == before
    entry = ModelLogEntry.objects.for_instance(second.text).get()
    assert (entry.action, entry.user) == ("newsletter.write_consent", user)
    page = client.get(INDEX).content.decode()
    assert "Stuur mij de nieuwsbrief." in page
    assert f"{language} 1" in page


@pytest.mark.parametrize(("language", "said"), [("nl", "is veranderd"), ("en", "has changed")])
def test_nobody_agrees_to_words_that_came_after_those_they_saw(language: str, said: str) -> None:
    seen = fingerprint(words_in(language))
    write(language, "Andere woorden.", UserFactory())
    page = Client().post(FORMS[language], {"email": "anna@example.org", "wording": seen})
    assert page.status_code == 422
    for words in (said, "Andere woorden.", "anna@example.org"):
        assert words in page.content.decode()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(("language", "said"), [("nl", "is veranderd"), ("en", "has changed")])
def test_who_comes_back_agrees_to_the_words_on_the_page(
    client: Client, subscriber: MakeSubscriber, language: str, said: str
) -> None:
    anna = subscriber("anna@example.org", language=language)
    unsubscribe(anna)
    url, seen = links.after_leaving_url(anna.number, language), fingerprint(words_in(language))
    write(language, "Andere woorden.", UserFactory())
    page = client.post(url, {"back": "yes", "wording": seen})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Consent.objects.exists()
    now = fingerprint("Andere woorden.")
    assert f'value="{now}"' in page.content.decode()
    assert client.post(url, {"back": "yes", "wording": now}).status_code == 200
    assert {row.text.words for row in Consent.objects.select_related("text") if row.text} == {"Andere woorden."}


def test_the_words_of_the_software_come_back_under_their_own_version(client: Client) -> None:
    manager(client, "add_consenttext")
    software = words_in("nl")
    sign_up("anna@example.org")
    put(client, "nl", "Andere woorden.")
    put(client, "nl", "")
    assert words_in("nl") == software
    back = sign_up("bob@example.org")
    assert back
    assert back.text
    assert back.text.version == 1
    assert NetworkSettings.load().consent_words == {}


def test_what_changes_nothing_or_cannot_be_is_said_and_not_kept(client: Client) -> None:
    manager(client, "add_consenttext")
    put(client, "nl", words_in("nl"))
    assert put(client, "nl", "x" * 1_001).status_code == 422
    assert put(client, "fr", "Bonjour").status_code == 400
    assert not ConsentText.objects.exists()
    assert not ModelLogEntry.objects.filter(action="newsletter.write_consent").exists()


def test_only_who_may_words_it(client: Client) -> None:
    manager(client, "view_subscriber", "change_subscriber", "view_issue", "change_issue")
    assert client.get(INDEX)["Location"] == reverse("wagtailadmin_home")
    assert put(client, "nl", "Andere woorden.")["Location"] == reverse("wagtailadmin_home")
    assert NetworkSettings.load().consent_words == {}
    assert INDEX not in client.get(reverse("newsletter_issue:index")).content.decode()


def test_the_form_below_every_page_has_them(newsletter: Newsletter, client: Client) -> None:
    write("nl", "Andere woorden.", UserFactory())
    assert "Andere woorden." in client.get(newsletter.tree.home.url).content.decode()
