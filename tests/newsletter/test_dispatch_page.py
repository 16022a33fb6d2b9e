"""The page of a dispatch in the admin, as a manager of the newsletter uses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from newsletter.accounting import account
from newsletter.models import Delivery, Dispatch, Subscriber
from newsletter.sending import ledger
from newsletter.sending.pace import pace_of
from newsletter.sending.recovering import doubt_lapsed
from newsletter.sending.running import send_deliveries
from newsletter.workers import silent_since

from .conftest import Mailbox, Newsletter

pytestmark = pytest.mark.django_db

MakeSubscriber = Callable[..., Subscriber]


@pytest.fixture
def dispatch(newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox) -> Dispatch:
    """To two Dutch readers and an English one; nothing is sent yet."""
    newsletter.article("Nieuws", english="News")
    for email, language in (("anna@example.org", "nl"), ("=bob@example.org", "nl"), ("cem@example.org", "en")):
        subscriber(email, language=language)
    subscriber("left@example.org", state="unsubscribed", unsubscribed_at=timezone.now())
    return newsletter.dispatch(newsletter.issue())


def page_of(client: Client, dispatch: Dispatch) -> BeautifulSoup:
    response = client.get(reverse("newsletter_dispatch:detail", args=[dispatch.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def press(client: Client, dispatch: Dispatch, name: str, **values: Any) -> str:
    url = reverse(f"newsletter_dispatch:{name}", args=[dispatch.pk])
    return client.post(url, values, follow=True).content.decode()


def test_a_manager_sees_how_far_it_is_and_what_came_of_it(dispatch: Dispatch, admin_client: Client) -> None:
    page = page_of(admin_client, dispatch)
    assert page.find("progress")["max"] == "3"
    assert page.find("meta", {"http-equiv": "refresh"})
    send_deliveries(dispatch.pk)
    page = page_of(admin_client, dispatch)
    assert page.find("progress")["value"] == "3"
    assert not page.find("meta", {"http-equiv": "refresh"})
    report = page.find(id="report-heading").parent
    assert [cell.get_text(strip=True) for cell in report.find("tbody").find_all("td")][:2] == ["2", "2"]


def test_it_is_paused_goes_on_and_is_cancelled(dispatch: Dispatch, admin_client: Client, mailbox: Mailbox) -> None:
    press(admin_client, dispatch, "pause")
    send_deliveries(dispatch.pk)
    assert mailbox.messages == []
    press(admin_client, dispatch, "resume")
    dispatch.refresh_from_db()
    assert dispatch.paused_at is None
    press(admin_client, dispatch, "cancel")
    send_deliveries(dispatch.pk)
    assert mailbox.messages == []
    dispatch.refresh_from_db()
    assert dispatch.finished_at


def test_what_is_in_doubt_is_listed_and_decided_about(dispatch: Dispatch, admin_client: Client) -> None:
    first, second = ledger.claim(dispatch, uuid4(), 2, timezone.now()).handed
    doubt_lapsed(timezone.now() + timedelta(minutes=1))
    send_deliveries(dispatch.pk)
    page = page_of(admin_client, dispatch)
    assert {box["value"] for box in page.find_all("input", {"name": "delivery"})} == {str(first.pk), str(second.pk)}
    press(admin_client, dispatch, "in_doubt", decision="leave", delivery=[first.pk, "nonsense"])
    press(admin_client, dispatch, "in_doubt", decision="resend", all="on")
    assert Delivery.objects.get(pk=first.pk).state == "in_doubt"
    assert Delivery.objects.get(pk=second.pk).state == "pending"
    assert not page_of(admin_client, dispatch).find("input", {"name": "delivery"})


def test_the_refused_are_shown_with_the_answer_and_tried_again(
    dispatch: Dispatch, admin_client: Client, mailbox: Mailbox
) -> None:
    mailbox.at_rcpt["anna@example.org"] = "554 5.7.1 not from <you>"
    send_deliveries(dispatch.pk)
    text = page_of(admin_client, dispatch).get_text(" ")
    assert "not from <you>" in text
    mailbox.at_rcpt.clear()
    press(admin_client, dispatch, "resend_failed")
    send_deliveries(dispatch.pk)
    assert dispatch.deliveries.filter(state="accepted").count() == 3


def test_the_download_has_every_row_and_no_formula(dispatch: Dispatch, admin_client: Client) -> None:
    response = admin_client.get(reverse("newsletter_dispatch:export", args=[dispatch.pk]))
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 5
    assert any(line.startswith("'=bob@example.org,nl,pending,") for line in lines)
    assert any(line.startswith("left@example.org,,excluded,unsubscribed,") for line in lines)


def test_who_may_only_look_decides_nothing(dispatch: Dispatch, client: Client, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("kijker")
    for codename in ("access_admin", "view_issue"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    assert not page_of(client, dispatch).find("form", action=lambda url: url and "/dispatches/" in url)
    for name in ("pause", "resume", "cancel", "in_doubt", "resend_failed"):
        client.post(reverse(f"newsletter_dispatch:{name}", args=[dispatch.pk]))
    dispatch.refresh_from_db()
    assert dispatch.is_going
    response = client.get(reverse("newsletter_dispatch:export", args=[dispatch.pk]))
    assert response.status_code != 200


def test_it_takes_as_many_queries_for_many_readers_as_for_few(
    dispatch: Dispatch, subscriber: MakeSubscriber, admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    send_deliveries(dispatch.pk)
    with django_assert_max_num_queries(35):
        page_of(admin_client, dispatch)


def test_a_manager_hears_when_no_worker_lives(dispatch: Dispatch, admin_client: Client) -> None:
    now = timezone.now()
    assert silent_since(now) is not None
    assert "worker" in page_of(admin_client, dispatch).get_text()
    assert "Er heeft nog nooit een worker gedraaid" in admin_client.get(reverse("wagtailadmin_home")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert ProcrastinateWorker.objects.exists()
    assert silent_since(now) is None
    assert silent_since(now + timedelta(minutes=6)) is not None


def test_the_time_that_is_left_follows_from_the_last_minute() -> None:
    accounting = account({"accepted": 600, "pending": 1400, "excluded": 100}, 2100)
    pace = pace_of(accounting, recently=300, since=timedelta(minutes=10))
    assert (pace.done, pace.of, pace.percent, pace.per_second) == (600, 2000, 30, 5.0)
    assert pace.left == timedelta(seconds=280)
    assert pace_of(accounting, recently=0, since=timedelta(0)).left is None
