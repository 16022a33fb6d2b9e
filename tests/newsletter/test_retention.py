"""How long what is kept: the privacy page says it from the settings, and the log is forgotten by the same ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from network.models import NetworkSettings
from newsletter import retention, tasks
from newsletter.models import Subscriber
from tests.factories import PrivacyPageFactory, UserFactory

from .conftest import Newsletter

pytestmark = [pytest.mark.django_db]

MakeSubscriber = Callable[..., Subscriber]


def said_on(page: bytes) -> dict[str, str]:
    table = BeautifulSoup(page, "html.parser").find_all("table")[-1]
    return {row.th.get_text(): row.td.get_text() for row in table.tbody.find_all("tr")}


@pytest.mark.parametrize(
    ("language", "pending", "left", "lists", "logged"),
    [
        ("nl", "nog niet heeft bevestigd", "zich heeft afgemeld", "lijst", "veranderd"),
        ("en", "hasn't confirmed yet", "who unsubscribed", "list", "changed"),
    ],
)
def test_the_privacy_page_says_how_long_from_the_settings(
    newsletter: Newsletter,
    client: Client,
    settings: Settings,
    language: str,
    pending: str,
    left: str,
    lists: str,
    logged: str,
) -> None:
    settings.DAYS_TO_CONFIRM, settings.DAYS_TO_KEEP_LISTS = 11, 1
    newsletter.settings.days_to_keep_ended, newsletter.settings.days_to_keep_log = 33, 99
    newsletter.settings.save()
    privacy = PrivacyPageFactory(parent=newsletter.tree.home, slug="privacy")
    if language == "en":
        privacy = privacy.copy_for_translation(newsletter.tree.english)
        privacy.save_revision().publish()
    said = said_on(client.get(privacy.url).content)
    days = "dagen" if language == "nl" else "days"
    for what, how_long in {pending: f"11 {days}", left: f"33 {days}", logged: f"99 {days}"}.items():
        [found] = [value for key, value in said.items() if what in key]
        assert found == how_long
    [for_lists] = [value for key, value in said.items() if lists in key]
    assert for_lists.startswith(f"{'Hoogstens' if language == 'nl' else ''} 1 da".strip())


def test_it_asks_the_database_once(newsletter: Newsletter) -> None:
    with translation.override("en"), CaptureQueriesContext(connection) as queries:
        page = Template("{% load retention %}{% newsletter_retention %}").render(Context())
    assert "7 days" in page
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("field", "days"), [("days_to_keep_ended", 366), ("days_to_keep_ended", 0), ("days_to_keep_log", 29)]
)
def test_nothing_is_kept_for_longer_than_it_serves(newsletter: Newsletter, field: str, days: int) -> None:
    setattr(newsletter.settings, field, days)
    with pytest.raises(ValidationError) as refused:
        newsletter.settings.full_clean()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        newsletter.settings.save()


def test_the_log_about_subscribers_is_forgotten_and_the_rest_is_not(
    newsletter: Newsletter, subscriber: MakeSubscriber
) -> None:
    anna, now = subscriber("anna@example.org"), timezone.now()
    long_ago = now - timedelta(days=newsletter.settings.days_to_keep_log)
    for about, moment in (
        (anna, long_ago),
        (anna, long_ago + timedelta(minutes=5)),
        (NetworkSettings.load(), long_ago),
    ):
        log(about, "wagtail.edit", timestamp=moment)
    tasks.forget_log(0)
    assert ModelLogEntry.objects.for_instance(anna).count() == 1
    assert ModelLogEntry.objects.for_instance(NetworkSettings.load()).count() == 1
    retention.forget_log(now + timedelta(days=1))
    assert not ModelLogEntry.objects.for_instance(anna).exists()


def test_the_log_never_holds_an_address(newsletter: Newsletter, client: Client, subscriber: MakeSubscriber) -> None:
    anna, user = subscriber("anna@example.org", language="nl"), UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_subscriber", "change_subscriber"])
    )
    client.force_login(user)
    client.post(reverse("newsletter_subscriber:edit", args=[anna.pk]), {"language": "en"})
    assert ModelLogEntry.objects.for_instance(anna).get().label == str(anna.number)
