"""The addresses that programs look for by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from network.models import NetworkSettings

pytestmark = pytest.mark.django_db


def test_robots_learn_where_the_sitemap_is_and_what_is_nothing_for_them(client: Client, settings: Any) -> None:
    settings.PUBLIC_URL = "https://network.example"
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Sitemap: https://network.example/sitemap.xml" in lines
    assert "Disallow: /cms/" in lines
    assert "Disallow: /" not in lines


def fields(client: Client) -> dict[str, str]:
    answer = client.get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


@pytest.mark.parametrize("now", [datetime(2026, 2, 28, 23, 59, tzinfo=UTC), datetime(2028, 2, 29, 12, tzinfo=UTC)])
def test_who_finds_a_weakness_learns_whom_to_tell(client: Client, settings: Any, now: datetime) -> None:
    settings.PUBLIC_URL = "https://network.example"
    NetworkSettings.objects.update_or_create(defaults={"contact_email": "info@network.example"})
    with time_machine.travel(now, tick=False):
        found = fields(client)
    expires = datetime.fromisoformat(found.pop("Expires"))
    assert now < expires < now + timedelta(days=364)
    assert found == {
        "Contact": "mailto:info@network.example",
        "Preferred-Languages": "nl, en",
        "Canonical": "https://network.example/.well-known/security.txt",
    }
    NetworkSettings.objects.update(security_contact="cert@network.example")
    assert fields(client)["Contact"] == "mailto:cert@network.example"


def test_without_an_address_there_is_no_security_txt(client: Client) -> None:
    NetworkSettings.objects.update_or_create(defaults={"contact_email": ""})
    assert client.get("/.well-known/security.txt").status_code == 404


def test_password_managers_find_where_to_change_a_password(client: Client, admin_client: Client) -> None:
    answer = client.get("/.well-known/change-password")
    assert answer.status_code == 302
    assert 'name="password-new_password1"' in admin_client.get(answer["Location"]).content.decode()


def test_the_icon_is_found_without_reading_a_page(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].endswith("icon.svg")
