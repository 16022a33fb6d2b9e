"""What somebody tries who means harm: a link for something else, many spellings of an address, a flood."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.roles import EDITORS, MODERATORS, Role, make_roles
from newsletter import links, subscribing
from newsletter.defences import PER_NETWORK
from newsletter.importing import stage
from newsletter.models import AddressChange, Consent, SignUp, Subscriber, SubscriberImport
from newsletter.subscribing import Standing
from newsletter.unsubscribing import unsubscribe
from tests.factories import UserFactory

from .conftest import Mailbox
from .test_bad_input import STAFF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

MakeSubscriber = Callable[..., Subscriber]
Work = Callable[[], list[str]]
BOTH = pytest.mark.parametrize("language", ["nl", "en"])
ANNA = "anna@example.org"
SUBSCRIBE = "/nl/nieuwsbrief/aanmelden/"
LOST_LINK = "/nl/nieuwsbrief/link-kwijt/"


def path(url: str) -> str:
    return urlsplit(url).path


# A link that isn't for it


@BOTH
def test_whoever_can_unsubscribe_never_gets_to_choices_or_data(
    visitor: Client, subscriber: MakeSubscriber, language: str
) -> None:
    """Whoever has that link from a header or a log can leave and come back for somebody, and sees nothing of them."""
    anna = subscriber(ANNA, language=language)
    left = visitor.post(path(links.unsubscribe_url(anna.number, language)))
    after = BeautifulSoup(left.content, "html.parser").select_one("main form")["action"]
    back = visitor.post(after, {"back": "yes"})
    anna.refresh_from_db()
    assert anna.state == "active"
    for answer in (left, visitor.get(after), back, visitor.post(after, {"back": "yes"})):
        page = answer.content.decode()
        assert links.token_for(anna.number, links.PREFERENCES) not in page
        assert ANNA not in page
    assert {"nl": LOST_LINK, "en": "/en/newsletter/lost-link/"}[language] in back.content.decode()


@BOTH
def test_a_link_to_confirm_opens_nothing_once_it_is_used(
    visitor: Client, mailbox: Mailbox, work: Work, language: str
) -> None:
    visitor.post({"nl": SUBSCRIBE, "en": "/en/newsletter/subscribe/"}[language], {"email": ANNA})
    work()
    link = path(links.confirm_url(Consent.objects.get().reference, language))
    confirmed = visitor.post(link)
    secret = links.token_for(Subscriber.objects.get().number, links.PREFERENCES)
    assert secret in confirmed.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        for again in (visitor.get(link), visitor.post(link)):
            assert again.status_code == 200
            assert secret not in again.content.decode()


@pytest.mark.parametrize("purpose", ["confirm", "preferences", "unsubscribe", "move", "after_leaving"])
def test_no_link_opens_what_another_is_for(visitor: Client, subscriber: MakeSubscriber, purpose: str) -> None:
    anna = subscriber(ANNA)
    before = list(Subscriber.objects.values())
    views = {
        "confirm": links.confirm_url,
        "preferences": links.preferences_url,
        "data": links.own_data_url,
        "unsubscribe": links.unsubscribe_url,
        "move": links.move_url,
        "after_leaving": links.after_leaving_url,
    }
    foreign = links.token_for(anna.number, purpose)
    opens = {purpose, "data"} if purpose == "preferences" else {purpose}
    for name, url_of in views.items():
        right = path(url_of(anna.number, "nl"))
        [own] = [part for part in right.split("/") if "." in part]
        if name in opens:
            continue
        for answer in (visitor.get(right.replace(own, foreign)), visitor.post(right.replace(own, foreign))):
            assert answer.status_code == 404, name
            assert ANNA not in answer.content.decode()
    assert list(Subscriber.objects.values()) == before


@pytest.mark.parametrize("purpose", ["preferences", "unsubscribe"])
def test_one_character_more_less_or_other_opens_nothing(
    visitor: Client, subscriber: MakeSubscriber, purpose: str
) -> None:
    anna = subscriber(ANNA)
    token = links.token_for(anna.number, purpose)
    page = path(getattr(links, f"{purpose}_url")(anna.number, "nl"))
    for place in range(0, len(token), 7):
        other = "A" if token[place] != "A" else "B"
        for spoiled in (token[:place] + token[place + 1 :], token[:place] + other + token[place + 1 :]):
            assert visitor.get(page.replace(token, spoiled)).status_code == 404
    for spoiled in (token + "=", token + "%00", token + ".", token.swapcase(), f"{token}.{token}"):
        assert visitor.post(page.replace(token, spoiled)).status_code == 404
    assert Subscriber.objects.get().state == "active"


def test_every_page_behind_a_link_is_kept_by_nobody_and_told_to_nobody(
    visitor: Client, subscriber: MakeSubscriber
) -> None:
    """Also the pages that refuse: a proxy would hand somebody's page to somebody else."""
    anna, gone = subscriber(ANNA), subscriber("gone@example.org")
    unsubscribe(gone)
    change = AddressChange.objects.create(subscriber=anna, email="new@example.org")
    pages = [
        links.preferences_url(anna.number, "nl"),
        links.preferences_url(anna.number, "nl") + "?saved",
        links.preferences_url(gone.number, "nl"),
        links.own_data_url(anna.number, "nl"),
        links.own_data_url(anna.number, "nl") + "?download",
        links.unsubscribe_url(anna.number, "nl"),
        links.after_leaving_url(gone.number, "nl"),
        links.move_url(change.reference, "nl"),
        links.confirm_url(anna.number, "nl"),
        links.confirm_url(anna.number, "nl")[:-9] + "/",
    ]
    for url in pages:
        for answer in (visitor.get(url.removeprefix("http://127.0.0.1:8000")), visitor.head(path(url))):
            assert "no-store" in answer["Cache-Control"], url
            assert "private" in answer["Cache-Control"], url
            assert answer["Referrer-Policy"] in ("same-origin", "no-referrer"), url
            assert "noindex" in answer["X-Robots-Tag"], url
            assert not answer.cookies


def test_no_page_or_redirect_follows_the_host_that_a_request_names(
    subscriber: MakeSubscriber, settings: Any, mailbox: Mailbox, work: Work
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    anna = subscriber(ANNA)
    elsewhere = Client(headers={"host": "other.example"})
    saved = elsewhere.post(path(links.preferences_url(anna.number, "nl")), {"language": "en", "next": "//evil.example"})
    assert saved["Location"] == path(links.preferences_url(anna.number, "en")) + "?saved"
    elsewhere.post(LOST_LINK, {"email": ANNA})
    elsewhere.post(SUBSCRIBE, {"email": "bob@example.org"})
    work()
    assert len(mailbox.messages) == 2
    for _address, mail in mailbox.messages:
        assert "other.example" not in mail.get_body(("plain",)).get_content()
        assert "other.example" not in mail.get_body(("html",)).get_content()
    assert Client(headers={"host": "evil.example"}).get(SUBSCRIBE).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}]
)
def test_no_form_but_leaving_is_taken_from_another_site(
    visitor: Client, subscriber: MakeSubscriber, headers: dict[str, str]
) -> None:
    anna, gone = subscriber(ANNA), subscriber("gone@example.org")
    unsubscribe(gone)
    change = AddressChange.objects.create(subscriber=anna, email="new@example.org")
    before = list(Subscriber.objects.order_by("pk").values())
    forms: list[tuple[str, dict[str, Any]]] = [
        (SUBSCRIBE, {"email": "bob@example.org"}),
        (LOST_LINK, {"email": ANNA}),
        (path(links.preferences_url(anna.number, "nl")), {"language": "en"}),
        (path(links.preferences_url(anna.number, "nl")), {"do": "pause"}),
        (path(links.preferences_url(anna.number, "nl")), {"do": "move", "email": "evil@example.org"}),
        (path(links.own_data_url(anna.number, "nl")), {"sure": "on"}),
        (path(links.after_leaving_url(gone.number, "nl")), {"back": "yes"}),
        (path(links.move_url(change.reference, "nl")), {}),
        (path(links.confirm_url(anna.number, "nl")), {}),
    ]
    for form, fields in forms:
        assert visitor.post(form, fields, headers=headers).status_code == 403, form
    assert list(Subscriber.objects.order_by("pk").values()) == before
    assert not SignUp.objects.exists()


# Many spellings of an address


@pytest.mark.parametrize(
    "address",
    [
        '"anna"@example.org',
        '"an\\na"@example.org',
        '"a\x01"@example.org',
        "anna@localhost",
        "anna@[127.0.0.1]",
        "anna@[::1]",
    ],
)
def test_no_second_spelling_and_no_machine_of_ours(visitor: Client, subscriber: MakeSubscriber, address: str) -> None:
    """Quotation marks give a mailbox as many names as one likes, past every limit and what was suppressed."""
    form = {"email": address}
    assert visitor.post(SUBSCRIBE, form).status_code == 422
    assert visitor.post(LOST_LINK, form).status_code == 422
    there = path(links.preferences_url(subscriber(ANNA).number, "nl"))
    assert visitor.post(there, {"do": "move", **form}).status_code == 422
    assert not SignUp.objects.exists()
    assert not AddressChange.objects.exists()


@pytest.mark.parametrize(
    "spelled",
    [
        "ANNA@EXAMPLE.ORG",
        " anna@example.org ",
        "anna@\uff45xample.org",
        "anna@ex\u200bample.org",
        "anna@example\u3002org",
    ],
)
def test_another_spelling_is_the_same_subscriber(
    visitor: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work, spelled: str
) -> None:
    subscriber(ANNA)
    visitor.post(SUBSCRIBE, {"email": spelled})
    work()
    assert Subscriber.objects.count() == 1
    assert [mail["Subject"] for _address, mail in mailbox.messages] in ([], ["U bent al aangemeld"])


def test_a_new_address_is_counted_however_it_is_spelled(
    visitor: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work
) -> None:
    spellings = ["new@zorgcafé.nl", "new@xn--zorgcaf-hya.nl", "NEW@zorgcafe\u0301.nl", "new@\uff5aorgcafé.nl"]
    for number, spelled in enumerate(spellings * 2):
        asking = subscriber(f"asking{number}@example.org")
        visitor.post(path(links.preferences_url(asking.number, "nl")), {"do": "move", "email": spelled})
    work()
    assert len(mailbox.messages) <= 3


# A flood


def test_nobody_outside_chooses_the_network_that_is_counted(visitor: Client) -> None:
    """X-Forwarded-For is believed from a proxy on this machine only, and of it what that proxy wrote."""
    statuses = [
        visitor.post(
            SUBSCRIBE,
            {"email": f"reader{number}@example.org"},
            REMOTE_ADDR="203.0.113.7",
            headers={"X-Forwarded-For": f"198.51.{number}.1"},
        ).status_code
        for number in range(PER_NETWORK.most + 1)
    ]
    assert statuses == [200] * PER_NETWORK.most + [429]
    by_proxy = {"REMOTE_ADDR": "127.0.0.1", "headers": {"X-Forwarded-For": "127.0.0.1, 203.0.113.9"}}
    assert visitor.post(SUBSCRIBE, {"email": ANNA}, **by_proxy).status_code == 429


def test_a_lost_link_does_not_fill_a_mailbox(
    visitor: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work
) -> None:
    anna = subscriber(ANNA)
    now = timezone.now()
    for quarter in range(12):
        with time_machine.travel(now + timedelta(minutes=20 * quarter)):
            visitor.post(LOST_LINK, {"email": ANNA})
            work()
    assert len(mailbox.for_(ANNA)) == 3
    with time_machine.travel(now + timedelta(days=1, hours=1)):
        visitor.post(LOST_LINK, {"email": ANNA})
        work()
    assert len(mailbox.for_(ANNA)) == 4
    anna.refresh_from_db()
    assert anna.state == "active"


@pytest.mark.parametrize("state", ["nobody", "active", "unsubscribed"])
def test_a_flood_of_a_week_is_a_handful_of_mails(
    visitor: Client, subscriber: MakeSubscriber, mailbox: Mailbox, work: Work, state: str
) -> None:
    now = timezone.now()
    if state != "nobody":
        subscriber(ANNA, state=state, unsubscribed_at=now - timedelta(days=1))
    for hours in range(0, 7 * 24, 12):
        with time_machine.travel(now + timedelta(hours=hours)):
            visitor.post(SUBSCRIBE, {"email": ANNA})
            work()
    assert len(mailbox.for_(ANNA)) <= (7 if state == "active" else 2)


# Two at once


@pytest.mark.parametrize("meanwhile", ["confirms", "confirms and leaves"])
def test_of_two_who_confirm_at_once_one_does(
    visitor: Client, mailbox: Mailbox, work: Work, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    """The second has read that nobody confirmed yet, before the first did."""
    visitor.post(SUBSCRIBE, {"email": ANNA})
    work()
    reference, now = Consent.objects.get().reference, timezone.now()
    asked = subscribing.asked

    def overtaken(number: UUID) -> Consent | None:
        found = asked(number)
        monkeypatch.undo()
        assert subscribing.confirm(number, now)[0] == Standing.OPEN
        if meanwhile == "confirms and leaves":
            unsubscribe(Subscriber.objects.get())
        return found

    monkeypatch.setattr(subscribing, "asked", overtaken)
    standing, _anna = subscribing.confirm(reference, now)
    assert standing == (Standing.DONE if meanwhile == "confirms" else Standing.TOO_LATE)
    assert Subscriber.objects.get().state == ("active" if meanwhile == "confirms" else "unsubscribed")
    assert Consent.objects.filter(confirms__isnull=False).count() == 1


# Staff who would like to see more


@pytest.mark.parametrize("role", [EDITORS, MODERATORS], ids=lambda role: role.name)
def test_who_writes_pages_reaches_no_subscriber_by_any_address(
    client: Client, subscriber: MakeSubscriber, role: Role
) -> None:
    make_roles()
    anna = subscriber(ANNA)
    run = stage(["email,consent_source,consent_at\n", f"{ANNA},congres,2024-05-01\n"], "leden.csv", is_trial=True)
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name=role.name))
    client.force_login(editor)
    about = [address for address in STAFF if re.match("cms/newsletter/(subscribers|imports|consent)/", address)]
    assert len(about) > 15
    for address in about:
        number = run.pk if "imports" in address else anna.pk
        there = "/" + re.sub(r"%\(\w+\)s", str(number), address)
        for answer in (client.get(there), client.get(there, {"export": "csv"}), client.post(there, {"sure": "yes"})):
            assert answer.status_code in (302, 404, 405), there
            assert answer.get("Location", "/cms/") == "/cms/" or answer["Location"].startswith(there), there
            assert ANNA.encode() not in answer.content
    for elsewhere in ("/cms/", "/cms/?q=anna", "/cms/pages/search/?q=anna", "/cms/reports/site-history/"):
        assert ANNA not in client.get(elsewhere, follow=True).content.decode()
    assert Subscriber.objects.get().state == "active"
    assert SubscriberImport.objects.exists()


def test_who_may_look_takes_no_list_along(client: Client, subscriber: MakeSubscriber) -> None:
    subscriber(ANNA)
    looking = UserFactory()
    looking.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_subscriber"]))
    client.force_login(looking)
    index = reverse("newsletter_subscriber:index")
    assert ANNA in client.get(index).content.decode()
    for kind in ("csv", "xlsx"):
        taken = client.get(index, {"export": kind})
        body = b"".join(taken.streaming_content) if taken.streaming else taken.content
        assert ANNA.encode() not in body
    assert client.post(reverse("newsletter_import:export")).status_code == 302
