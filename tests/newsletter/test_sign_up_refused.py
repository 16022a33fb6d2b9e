"""What the form to sign up doesn't take: what is no address, what is no form, robots, other sites, floods."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from network.models import FocusArea
from newsletter.defences import PER_NETWORK
from newsletter.models import SignUp

from .conftest import Newsletter
from .test_subscribing import ANNA, BOTH, PATHS, Work, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter", "fresh_limits")]

TEN_MEGABYTES = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n' + b"a" * 10_000_000 + b"\r\n--x--\r\n"


@BOTH
@pytest.mark.parametrize(
    "email",
    [
        "",
        " ",
        "anna",
        "anna@",
        "anna@example",
        "anna@example.org\nBcc: victim@example.org",
        "anna@example.org\r\n\r\nHello",
        "anna@example.org, bob@example.org",
        "anna@\ufffd.nl",
        "anna@" + "é" * 62 + ".nl",
        "anna\x00@example.org",
        "a" * 250 + "@example.org",
        "a" * 200_000 + "@example.org",
    ],
)
def test_what_is_no_address_is_a_field_error(visitor: Client, language: str, email: str) -> None:
    response = sign_up(visitor, email, language)
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    field = page.find("input", {"name": "email"})
    assert field["aria-invalid"] == "true"
    assert page.find(id=field["aria-describedby"]).get_text(strip=True)
    summary = page.find(role="alert")
    assert summary["tabindex"] == "-1"
    assert summary.has_attr("autofocus")
    assert summary.find("a")["href"] == f"#{field['id']}"
    assert not SignUp.objects.exists()


def test_a_mistake_loses_nothing(visitor: Client, newsletter: Newsletter) -> None:
    care = FocusArea.objects.create(name="Zorg", locale=newsletter.tree.dutch)
    page = BeautifulSoup(sign_up(visitor, "anna@exam ple", topics=[care.pk]).content, "html.parser")
    assert page.find("input", {"name": "email"})["value"] == "anna@exam ple"
    assert page.find("input", {"name": "topics"}).has_attr("checked")


@pytest.mark.parametrize("topics", ["x", "999999999", "99999999999999999999999", "-1"])
def test_a_topic_that_is_not_there_is_a_field_error(visitor: Client, topics: str) -> None:
    assert sign_up(visitor, topics=topics).status_code == 422


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"email=\xff\xfe@example.org", "application/x-www-form-urlencoded", 422),
        (b"email=anna@example.org", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"\xff\x00garbage", "multipart/form-data; boundary=x", 422),
        (b"garbage", "multipart/form-data", 400),
        (b"email=" + b"a" * 10_000_000, "application/x-www-form-urlencoded", 400),
        (TEN_MEGABYTES, "multipart/form-data; boundary=x", 400),
        (b"&".join([b"a=1"] * 10_001), "application/x-www-form-urlencoded", 400),
        (b'{"email": "anna@example.org"}', "application/json", 422),
    ],
)
def test_what_is_no_form_is_a_clear_page(visitor: Client, body: bytes, kind: str, status: int) -> None:
    response = visitor.post(PATHS["nl"], body, content_type=kind)
    assert response.status_code == status
    assert "<h1" in response.content.decode()
    assert not SignUp.objects.exists()


def test_a_robot_is_thanked_and_ignored(visitor: Client, work: Work) -> None:
    robot = sign_up(visitor, website="https://spam.example")
    assert work() == []
    assert not SignUp.objects.exists()
    assert robot.content == sign_up(visitor).content


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.elders.example"},
        {"Referer": "https://elders.example/testserver"},
        {"Origin": "https://elders.example", "Referer": "http://testserver/"},
        {"Origin": "http://[broken"},
    ],
)
def test_another_site_signs_nobody_up(visitor: Client, headers: dict[str, str]) -> None:
    response = visitor.post(PATHS["nl"], {"email": ANNA}, headers=headers)
    assert response.status_code == 403
    assert PATHS["nl"] in response.content.decode()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/nl/"},
        {"Origin": "", "Referer": ""},
    ],
)
def test_our_own_page_does(visitor: Client, headers: dict[str, str]) -> None:
    assert visitor.post(PATHS["nl"], {"email": ANNA}, headers=headers).status_code == 200
    assert SignUp.objects.exists()


def test_a_network_that_floods_is_told_to_wait(visitor: Client) -> None:
    def post(address: str, number: int) -> Any:
        form = {"email": f"reader{number}@example.org"}
        return visitor.post(PATHS["nl"], form, REMOTE_ADDR=address)

    for number in range(PER_NETWORK.most):
        assert post(f"203.0.113.{number}", number).status_code == 200
    refused = post("203.0.113.250", 99)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert "<h1" in refused.content.decode()
    assert SignUp.objects.count() == PER_NETWORK.most
    assert post("198.51.100.1", 100).status_code == 200
    assert post("127.0.0.1", 101).status_code == 200
    behind_proxy = {"REMOTE_ADDR": "127.0.0.1", "headers": {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}}
    assert visitor.post(PATHS["nl"], {"email": ANNA}, **behind_proxy).status_code == 429
    for number in range(PER_NETWORK.most):
        assert post(f"2001:db8:1:{number:x}::1", number).status_code == 200
    assert post("2001:db8:1:ffff::1", 99).status_code == 429


def test_the_whole_site_has_a_limit_too(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsletter.defences.WHOLE_SITE", type(PER_NETWORK)(2, timedelta(hours=1)))
    statuses = [
        visitor.post(PATHS["nl"], {"email": ANNA}, REMOTE_ADDR=f"198.51.{number}.1").status_code for number in range(3)
    ]
    assert statuses == [200, 200, 429]


def test_nobody_agrees_to_words_that_they_did_not_see(visitor: Client) -> None:
    response = sign_up(visitor, wording="0" * 16)
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    again = sign_up(visitor, wording=page.find("input", {"name": "wording"})["value"])
    assert again.status_code == 200
