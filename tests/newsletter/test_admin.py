"""What an editor and a manager do with an issue in the admin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.models import User
from newsletter.approval import approve
from newsletter.models import Issue, IssuePage, Subscriber
from pages.newsletter_item import NewsletterKind
from tests.factories import UserFactory

from .conftest import Newsletter

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def staff(*codenames: str) -> User:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


def press(client: Client, action: str, issue: Issue) -> str:
    """Presses a button on the issue's page, and gives the page that follows."""
    response = client.post(reverse(f"newsletter_issue:{action}", args=[issue.pk]), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def state_of(issue: Issue) -> str:
    return Issue.objects.get(pk=issue.pk).state


def test_an_issue_is_approved_withdrawn_and_sent_by_buttons(newsletter: Newsletter, manager: Client) -> None:
    issue = newsletter.issue("Nieuws")
    assert str(issue) in manager.get(reverse("newsletter_issue:index")).content.decode()
    press(manager, "approve", issue)
    assert state_of(issue) == "approved"
    press(manager, "withdraw", issue)
    assert state_of(issue) == "draft"
    press(manager, "approve", issue)
    page = press(manager, "send", issue)
    assert state_of(issue) == "sending"
    assert 'http-equiv="refresh"' in page
    assert "Het nummer is onderweg." in page
    assert "Dit nummer is al verzonden." in press(manager, "send", issue)


def test_what_was_approved_is_not_fetched_to_list_the_issues(newsletter: Newsletter, manager: Client) -> None:
    approve(newsletter.issue("Nieuws"))
    with CaptureQueriesContext(connection) as queries:
        manager.get(reverse("newsletter_issue:index"))
    assert not [query for query in queries if '"newsletter_issue"."snapshot"' in query["sql"]]


def test_deliveries_are_counted_once_for_a_page(newsletter: Newsletter, manager: Client) -> None:
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    with CaptureQueriesContext(connection) as queries:
        manager.get(reverse("newsletter_issue:detail", args=[dispatch.issue_id]))
    assert len([query for query in queries if 'FROM "newsletter_delivery"' in query["sql"]]) == 1


def test_looking_at_a_button_presses_nothing(newsletter: Newsletter, manager: Client) -> None:
    issue = newsletter.issue("Nieuws")
    for action in ("approve", "withdraw", "release", "send"):
        assert manager.get(reverse(f"newsletter_issue:{action}", args=[issue.pk])).status_code == 405
    assert state_of(issue) == "draft"


def test_only_those_who_may_approve_or_send(newsletter: Newsletter, client: Client) -> None:
    issue = approve(newsletter.issue("Nieuws"))
    client.force_login(staff("view_issue"))
    page = client.get(reverse("newsletter_issue:detail", args=[issue.pk])).content.decode()
    assert reverse("newsletter_issue:send", args=[issue.pk]) not in page
    client.post(reverse("newsletter_issue:send", args=[issue.pk]))
    client.post(reverse("newsletter_issue:withdraw", args=[issue.pk]))
    assert state_of(issue) == "approved"

    client.force_login(staff())
    assert client.get(reverse("newsletter_issue:detail", args=[issue.pk])).status_code == 302
    client.logout()
    assert client.get(reverse("newsletter_issue:index")).status_code == 302


def test_both_languages_are_previewed_as_mail_and_as_text(newsletter: Newsletter, manager: Client) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    issue = newsletter.issue()
    for language, title in (("nl", "Wijkteams leren"), ("en", "District teams learn")):
        page = issue.pages.get(language=language)
        url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        mail = manager.get(url)
        assert f'<html lang="{language}"' in mail.content.decode()
        assert title in mail.content.decode()
        assert "'unsafe-inline'" in mail["Content-Security-Policy"]
        assert manager.get(url, {"mode": "text"})["Content-Type"] == "text/plain; charset=utf-8"
        assert title in manager.get(url, {"mode": ""}).content.decode()


def test_an_issue_is_edited_but_not_published_by_hand(newsletter: Newsletter, manager: Client) -> None:
    page = newsletter.issue("Nieuws").pages.get(language="nl")
    editor = manager.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="subject"' in editor
    assert 'name="action-publish"' not in editor
    assert reverse("wagtailadmin_pages:unpublish", args=[page.pk]) not in editor
    for action in ("copy", "delete"):
        assert manager.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk])).status_code == 302
    assert IssuePage.objects.filter(pk=page.pk).exists()


def test_an_editor_is_told_what_an_edit_does_to_the_approval(newsletter: Newsletter, manager: Client) -> None:
    issue = approve(newsletter.issue("Nieuws"))
    url = reverse("wagtailadmin_pages:edit", args=[issue.pages.get(language="nl").pk])
    form = manager.get(url).context["form"]
    data = {name: form[name].value() or "" for name in ("title", "slug", "subject", "preheader")}
    items = form.formsets["items"]
    data |= {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "1", "items-MIN_NUM_FORMS": "0"}
    data |= {f"items-0-{name}": items[0][name].value() or "" for name in ("id", "page", "section", "teaser", "ORDER")}
    data["items-0-block-count"] = "0"
    data |= {"intro": "null", "subject": "Een ander onderwerp", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    response = manager.post(url, data, follow=True)
    assert response.status_code == 200
    assert state_of(issue) == "draft"
    detail = manager.get(reverse("newsletter_issue:detail", args=[issue.pk])).content.decode()
    assert Issue.objects.get(pk=issue.pk).void_reason in detail


def test_subscribers_are_found_and_corrected_but_not_signed_up(
    newsletter: Newsletter, manager: Client, subscriber: Callable[..., Subscriber]
) -> None:
    anna = subscriber("anna@example.org")
    subscriber("bob@example.org", language="en", state="paused")
    index = reverse("newsletter_subscriber:index")
    assert "bob@" not in manager.get(index, {"q": "anna"}).content.decode()
    for query in ({"state": "paused"}, {"language": "en"}):
        found = manager.get(index, query).content.decode()
        assert "bob@example.org" in found
        assert "anna@example.org" not in found
    assert manager.get(reverse("newsletter_subscriber:add")).status_code == 302
    edit = reverse("newsletter_subscriber:edit", args=[anna.pk])
    assert manager.get(edit).content.decode().count('type="checkbox" name="kinds"') == len(NewsletterKind)
    manager.post(edit, {"language": "en", "kinds": ["news", "academy"]})
    anna.refresh_from_db()
    assert (anna.language, anna.kinds, anna.state) == ("en", ["news", "academy"], "active")
    manager.post(edit, {"language": "en"})
    anna.refresh_from_db()
    assert anna.kinds == []
