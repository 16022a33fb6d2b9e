"""What an editor and a manager see and send of an issue before any reader gets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from network.models import User
from newsletter.approval import approve
from newsletter.compiling import compile_issue
from newsletter.content import BlockKind
from newsletter.models import Delivery, Dispatch, Issue, Subscriber
from newsletter.previews import DARK, NARROW
from tests.factories import FocusAreaFactory, UserFactory

from .conftest import ANCHOR, Mailbox, Newsletter

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True, email="ik@netwerk.example"))
    return client


def staff(*codenames: str) -> User:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


def mail(client: Client, issue: Issue, **query: object) -> str:
    return client.get(reverse("newsletter_trial:mail", args=[issue.pk]), query).content.decode()


def send(client: Client, issue: Issue, addresses: str, *languages: str, **more: str) -> str:
    data = {"addresses": addresses, "languages": languages, **more}
    response = client.post(reverse("newsletter_trial:send", args=[issue.pk]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_draft_is_seen_by_day_by_night_on_a_phone_as_text_and_on_the_site(
    newsletter: Newsletter, manager: Client, language: str
) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    page = newsletter.issue().pages.get(language=language)
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    seen = {mode: manager.get(url, {"mode": mode}).content.decode() for mode, _label in page.preview_modes}
    assert list(seen) == ["mail", "dark", "narrow", "text", ""]
    title = {"nl": "Wijkteams leren", "en": "District teams learn"}[language]
    assert all(title in one for one in seen.values())
    assert "@media all" in seen["dark"]
    assert "@media not all" in seen["mail"]
    assert "max-width: 320px; margin" in seen["narrow"]
    assert not any(DARK in seen[mode] for mode in ("mail", "dark", "narrow"))
    assert NARROW in seen["mail"]
    assert NARROW not in seen["narrow"]


def test_what_somebody_gets_who_only_follows_one_topic(newsletter: Newsletter, manager: Client) -> None:
    prevention, work = FocusAreaFactory(), FocusAreaFactory()
    newsletter.article("Over preventie", english="On prevention", topics=[prevention])
    newsletter.article("Over werk", topics=[work])
    issue = newsletter.issue()
    everything = mail(manager, issue)
    assert "Over preventie" in everything
    assert "Over werk" in everything
    chosen = mail(manager, issue, language="en", topics=prevention.pk)
    assert "On prevention" in chosen
    assert "Over werk" not in chosen
    page = manager.get(reverse("newsletter_trial:reader", args=[issue.pk]), {"kinds": "academy"}).content.decode()
    assert "Niets in hun keuze" in page
    assert "<iframe" not in page


def test_a_monthly_reader_is_shown_why_they_get_nothing(newsletter: Newsletter, manager: Client) -> None:
    first = newsletter.dispatch(newsletter.issue("Eerste"))
    Dispatch.objects.filter(pk=first.pk).update(created_at=ANCHOR)
    newsletter.article("Tweede", first_published_at=ANCHOR + timedelta(days=1))
    issue = Issue.objects.create(moment=ANCHOR + timedelta(days=14), closes_at=ANCHOR + timedelta(days=14))
    page = manager.get(reverse("newsletter_trial:reader", args=[issue.pk])).content.decode()
    assert "Er staat niets in dit nummer" in page
    sent = manager.get(reverse("newsletter_trial:reader", args=[first.issue_id]), {"rhythm": "monthly"})
    assert "Eerste" in sent.content.decode()


def test_a_subscriber_is_found_by_address_and_seen_by_who_may_see_subscribers(
    newsletter: Newsletter, client: Client, subscriber: Callable[..., Subscriber]
) -> None:
    prevention, work = FocusAreaFactory(), FocusAreaFactory()
    newsletter.article("Over preventie", topics=[prevention])
    newsletter.article("Over werk", topics=[work])
    issue = newsletter.issue()
    anna = subscriber("anna@example.org", topics=[work])
    subscriber("weg@example.org", state="paused")
    url = reverse("newsletter_trial:reader", args=[issue.pk])

    client.force_login(staff("view_issue", "view_subscriber"))
    response = client.post(url, {"email": "Anna@Example.org"})
    assert response["Location"] == f"{url}?subscriber={anna.pk}"
    assert "anna@example.org" in client.get(response["Location"]).content.decode()
    shown = mail(client, issue, subscriber=anna.pk)
    assert "Over werk" in shown
    assert "Over preventie" not in shown
    assert client.post(url, {"email": "weg@example.org"}).status_code == 422
    for nobody in ("0", "x", "9" * 30):
        assert client.get(url, {"subscriber": nobody}, follow=True).status_code == 404

    client.force_login(staff("view_issue"))
    assert 'name="email"' not in client.get(url).content.decode()
    for refused in (client.get(url, {"subscriber": anna.pk}), client.post(url, {"email": "anna@example.org"})):
        assert refused.status_code == 302
        assert refused["Location"] != f"{url}?subscriber={anna.pk}"


def test_nonsense_in_the_address_shows_the_whole_issue(newsletter: Newsletter, manager: Client) -> None:
    issue = newsletter.issue("Nieuws")
    query = {"language": "xx", "topics": "x", "kinds": "x", "rhythm": "x", "look": "x"}
    assert "Nieuws" in mail(manager, issue, **query)
    assert manager.get(reverse("newsletter_trial:reader", args=[issue.pk]), query).status_code == 200


def test_a_test_goes_to_oneself_and_others_in_every_language_and_does_nothing_to_anybody(
    newsletter: Newsletter, manager: Client, mailbox: Mailbox, subscriber: Callable[..., Subscriber]
) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    issue = newsletter.issue()
    subscriber("collega@example.org")
    page = manager.get(reverse("newsletter_issue:detail", args=[issue.pk])).content.decode()
    assert "ik@netwerk.example" in page
    page = send(manager, issue, "ik@netwerk.example, collega@example.org\nik@netwerk.example", "nl", "en")
    assert "De test is onderweg naar 2 adressen." in page
    dutch, english = sorted(mailbox.for_("collega@example.org"), key=lambda one: one["Content-Language"], reverse=True)
    assert dutch["Subject"] == "[test] Wijkteams leren"
    assert english["Subject"] == "[test] District teams learn"
    assert len(mailbox.for_("ik@netwerk.example")) == 2
    assert not Delivery.objects.exists()

    text = dutch.get_body(("plain",)).get_content()
    leave = re.search(r"https?://[^/]+(/nl/\S+/uitschrijven/\S+)", text)
    assert leave
    Client().post(leave[1])
    assert Subscriber.objects.get().state == "active"
    [entry] = ModelLogEntry.objects.filter(action="newsletter.test")
    assert entry.data == {"languages": ["en", "nl"], "rhythm": "every_issue", "accepted": 2, "refused": 0}


def test_every_address_that_is_refused_is_told_with_the_reason(
    newsletter: Newsletter, manager: Client, mailbox: Mailbox
) -> None:
    issue = newsletter.issue("Nieuws")
    mailbox.at_rcpt["vol@example.org"] = "452 mailbox full"
    mailbox.answers["nee@example.org"] = "554 no thanks"
    page = send(manager, issue, "vol@example.org nee@example.org ja@example.org", "nl")
    assert re.search(r"vol@example\.org: .*452 mailbox full", page)
    assert re.search(r"nee@example\.org: .*554 no thanks", page)
    assert "onderweg naar 1 adres" in page
    assert len(mailbox.messages) == 1


def test_an_installation_that_may_not_write_to_anyone_tests_only_where_it_may(
    newsletter: Newsletter, manager: Client, mailbox: Mailbox, settings: object
) -> None:
    issue = newsletter.issue("Nieuws")
    settings.MAIL_ALLOWED_RECIPIENTS = ["netwerk.example"]  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1.nip.example"  # type: ignore[attr-defined]
    page = send(manager, issue, "buiten@example.org", "nl")
    assert "buiten@example.org" in page
    assert not mailbox.messages


@pytest.mark.parametrize(
    ("addresses", "languages", "words"),
    [
        ("geen adres", ["nl"], "Geen e-mailadres: geen, adres"),
        (" ".join(f"a{number}@example.org" for number in range(11)), ["nl"], "hoogstens naar tien adressen"),
        ("ik@netwerk.example", [], "Kies een taal."),
        ("a@example.org\r\nBcc: b@example.org", ["nl"], "Bcc:"),
    ],
)
def test_a_test_that_cannot_be_sent_says_why(
    newsletter: Newsletter, manager: Client, mailbox: Mailbox, addresses: str, languages: list[str], words: str
) -> None:
    assert words in send(manager, newsletter.issue("Nieuws"), addresses, *languages)
    assert not mailbox.messages


def test_a_mail_server_that_is_gone_is_said(newsletter: Newsletter, manager: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    assert "mailserver is niet te bereiken" in send(manager, newsletter.issue("Nieuws"), "ik@netwerk.example", "nl")


def test_who_only_looks_sends_no_test(newsletter: Newsletter, client: Client, mailbox: Mailbox) -> None:
    issue = approve(newsletter.issue("Nieuws"))
    client.force_login(staff("view_issue"))
    url = reverse("newsletter_trial:send", args=[issue.pk])
    assert url not in client.get(reverse("newsletter_issue:detail", args=[issue.pk])).content.decode()
    client.post(url, {"addresses": "ik@netwerk.example", "languages": ["nl"]})
    client.force_login(staff())
    for name in ("reader", "mail"):
        assert client.get(reverse(f"newsletter_trial:{name}", args=[issue.pk])).status_code == 302
    assert not mailbox.messages


def test_the_editor_says_what_is_wrong(newsletter: Newsletter, manager: Client) -> None:
    page = newsletter.issue("Nieuws").pages.get(language="nl")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "De voorbeeldregel heeft" in manager.get(url).content.decode()
    draft = page.get_latest_revision_as_object()
    draft.items.get().block = []
    draft.items.add(draft.items.model(block=[{"type": BlockKind.BUTTON, "value": {"label": "Doe mee"}}]))
    draft.save_revision()
    editor = manager.get(url).content.decode()
    assert "De knop “Doe mee” leidt naar een pagina die niet openbaar is." in editor
    assert reverse("newsletter_issue:detail", args=[page.issue_id]) in editor


def test_e1_to_e4_a_test_has_the_headers_that_readers_get_and_its_button_to_leave_does_nothing(
    newsletter: Newsletter, manager: Client, mailbox: Mailbox, subscriber: Callable[..., Subscriber]
) -> None:
    issue = newsletter.issue("Nieuws")
    subscriber("els@example.org")
    send(manager, issue, "ik@netwerk.example", "nl")
    [test] = mailbox.for_("ik@netwerk.example")
    own = message_from_bytes(bytes(newsletter.dispatch(issue).variants.get().message), policy=policy.SMTP)
    # Every reader's message has a number of its own, and a test is marked.
    differing = {"to", "subject", "message-id", "date", "list-unsubscribe", "content-type"}
    compared = {name.lower() for name in own} - differing
    assert {"list-unsubscribe-post", "list-id", "list-owner", "precedence", "reply-to"} <= compared
    assert {name: str(test[name]) for name in compared} == {name: str(own[name]) for name in compared}

    leave = re.fullmatch(r"<https?://[^/>]+(/nl/[^>\s]+)>", test["List-Unsubscribe"].strip())
    assert leave
    one_click = {"List-Unsubscribe": "One-Click"}
    for body in ({"data": "List-Unsubscribe=One-Click", "content_type": FORM}, {"data": one_click}):
        assert Client(enforce_csrf_checks=True).post(leave[1], **body).status_code == 200
    assert Client().get(leave[1]).status_code == 200
    assert Subscriber.objects.get().state == "active"


def test_a_test_as_a_monthly_reader_gets_it_has_what_they_missed_or_says_that_they_get_none(
    newsletter: Newsletter, manager: Client, mailbox: Mailbox, time_machine: object
) -> None:
    for title, days in (("Begin maart", 0), ("Half maart", 14)):
        newsletter.article(title, first_published_at=ANCHOR + timedelta(days=days - 1))
        dispatch = newsletter.dispatch(compile_issue(at=ANCHOR + timedelta(days=days)))
        Dispatch.objects.filter(pk=dispatch.pk).update(created_at=ANCHOR + timedelta(days=days))
    time_machine.move_to(ANCHOR + timedelta(days=15))  # type: ignore[attr-defined]
    newsletter.article("Eind maart", first_published_at=ANCHOR + timedelta(days=14, hours=12))
    issue = compile_issue(at=ANCHOR + timedelta(days=28))
    send(manager, issue, "ik@netwerk.example", "nl", rhythm="monthly")
    send(manager, issue, "ik@netwerk.example", "nl")
    merged, plain = (mail.get_body(("plain",)).get_content() for mail in mailbox.for_("ik@netwerk.example"))
    assert [title in merged for title in ("Eind maart", "Half maart", "Begin maart")] == [True, True, False]
    assert [title in plain for title in ("Eind maart", "Half maart")] == [True, False]

    Issue.objects.filter(pk=issue.pk).update(moment=ANCHOR + timedelta(days=16))
    page = send(manager, issue, "ik@netwerk.example", "nl", rhythm="monthly")
    assert "Deze lezers krijgen geen mail van dit nummer" in page
    assert len(mailbox.messages) == 2
