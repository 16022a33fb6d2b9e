"""Staff's second factor: nothing of the site knows them before it is given, and nobody is left without a way in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from hub.second_factor.codes import HOW_MANY, app_address, confirm, make_recovery_codes, qr_code
from hub.second_factor.models import RecoveryCode
from network.models import NetworkSettings, User
from tests import factories
from tests.blocks import examples
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

ASK, SET_UP = "/cms/second-factor/", "/cms/second-factor/set-up/"
CHANGE = "/cms/second-factor/change/"
PASSWORD = "een-lang-wachtwoord"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def anna(tree: Tree) -> User:
    user: User = factories.UserFactory(username="anna", is_superuser=True)
    return user


@pytest.fixture
def device(anna: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=anna, name="app")


def shown_by(device: TOTPDevice) -> str:
    """What the app shows at this moment."""
    return f"{TOTP(device.bin_key).token():06}"


def log_in(client: Client, target: str = "/cms/pages/") -> str:
    """Gives the password, and says where the next request leads."""
    form = {"username": "anna", "password": PASSWORD, "next": target}
    client.post("/cms/login/", form)
    answer = client.get(target)
    return answer.headers.get("Location", "") if answer.status_code == 302 else str(answer.status_code)


def test_who_has_none_logs_in_with_a_password_where_none_is_required(client: Client, anna: User) -> None:
    assert log_in(client) == "200"


def test_a_password_alone_leads_to_the_question_for_a_code(
    client: Client, device: TOTPDevice, clock: time_machine.Coordinates
) -> None:
    assert log_in(client) == f"{ASK}?next=%2Fcms%2Fpages%2F"
    before = client.session.session_key
    answer = client.post(ASK, {"code": shown_by(device), "next": "/cms/pages/"})
    assert answer.headers["Location"] == "/cms/pages/"
    assert client.get("/cms/pages/").status_code == 200
    assert client.session.session_key != before


@pytest.mark.parametrize(("language", "words"), [("nl", "Deze code klopt niet"), ("en", "This code isn't right")])
def test_a_wrong_code_lets_nobody_in_and_makes_the_next_wait(
    client: Client, device: TOTPDevice, clock: time_machine.Coordinates, language: str, words: str
) -> None:
    log_in(client)
    headers = {"Accept-Language": language}
    wrong = f"{(int(shown_by(device)) + 1) % 1_000_000:06}"
    page = BeautifulSoup(client.post(ASK, {"code": wrong}, headers=headers).content, "html.parser")
    assert words in page.get_text()
    assert client.get("/cms/pages/").status_code == 302
    client.post(ASK, {"code": shown_by(device)})
    assert client.get("/cms/pages/").status_code == 302
    clock.shift(2)
    client.post(ASK, {"code": shown_by(device)})
    assert client.get("/cms/pages/").status_code == 200


def test_a_code_is_taken_once(client: Client, device: TOTPDevice, clock: time_machine.Coordinates) -> None:
    code = shown_by(device)
    log_in(client)
    client.post(ASK, {"code": code})
    other = Client()
    log_in(other)
    other.post(ASK, {"code": code})
    assert other.get("/cms/pages/").status_code == 302


def test_a_recovery_code_is_kept_as_a_hash_and_taken_once(
    client: Client, anna: User, device: TOTPDevice, clock: time_machine.Coordinates
) -> None:
    codes = make_recovery_codes(anna)
    assert len(set(codes)) == HOW_MANY
    assert not any(code.replace("-", "") in row.hash for code in codes for row in RecoveryCode.objects.all())
    log_in(client)
    client.post(ASK, {"code": f" {codes[3].upper()} "})
    assert client.get("/cms/pages/").status_code == 200
    other = Client()
    log_in(other)
    other.post(ASK, {"code": codes[3]})
    assert other.get("/cms/pages/").status_code == 302
    assert RecoveryCode.objects.count() == HOW_MANY - 1


def test_somebody_elses_codes_are_no_good(client: Client, device: TOTPDevice, clock: time_machine.Coordinates) -> None:
    bert = factories.UserFactory(username="bert", is_superuser=True)
    other = TOTPDevice.objects.create(user=bert, name="app")
    log_in(client)
    client.post(ASK, {"code": shown_by(other)})
    clock.shift(2)
    client.post(ASK, {"code": make_recovery_codes(bert)[0]})
    assert client.get("/cms/pages/").status_code == 302


# Setting it up


def test_where_it_is_required_setting_it_up_comes_before_anything_else(
    client: Client, anna: User, settings: Settings, clock: time_machine.Coordinates
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    assert log_in(client) == f"{SET_UP}?next=%2Fcms%2Fpages%2F"
    page = BeautifulSoup(client.get(SET_UP).content, "html.parser")
    device = TOTPDevice.objects.get(user=anna)
    assert page.svg
    assert page.find("input", {"name": "password"}) is None
    answer = client.post(SET_UP, {"code": shown_by(device), "next": "/cms/pages/"})
    codes = [item.get_text(strip=True) for item in BeautifulSoup(answer.content, "html.parser").select("li code")]
    assert len(codes) == HOW_MANY
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/cms/pages/").status_code == 200
    other = Client()
    log_in(other)
    other.post(ASK, {"code": codes[0]})
    assert other.get("/cms/pages/").status_code == 200


def test_who_knows_the_password_does_not_see_the_key_of_the_owner(
    client: Client, anna: User, settings: Settings, clock: time_machine.Coordinates
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    thief = Client()
    keys = []
    for visitor in (thief, client, thief, client):
        log_in(visitor)
        keys.append(BeautifulSoup(visitor.get(SET_UP).content, "html.parser").code.get_text())
    assert keys[0] == keys[2] != keys[1] == keys[3]
    seen, own = TOTPDevice.objects.filter(user=anna).order_by("pk")
    client.post(SET_UP, {"code": shown_by(own)})
    assert client.get("/cms/pages/").status_code == 200
    thief.post(SET_UP, {"code": shown_by(seen)})
    assert thief.get("/cms/pages/").status_code == 302
    assert TOTPDevice.objects.get(user=anna) == own


def test_of_two_that_are_set_up_at_once_the_first_counts(anna: User) -> None:
    first, second = (TOTPDevice.objects.create(user=anna, name="app", confirmed=False) for _ in range(2))
    assert confirm(first)
    assert not confirm(second)
    assert TOTPDevice.objects.get(user=anna) == first


def test_who_sets_it_up_later_gives_their_password_again(
    client: Client, anna: User, clock: time_machine.Coordinates
) -> None:
    log_in(client)
    assert SET_UP in client.get("/cms/account/").content.decode()
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=anna)
    client.post(SET_UP, {"code": shown_by(device), "password": "geraden"})
    assert not TOTPDevice.objects.get(user=anna).confirmed
    clock.shift(60)
    client.post(SET_UP, {"code": shown_by(device), "password": PASSWORD})
    assert TOTPDevice.objects.get(user=anna).confirmed
    assert CHANGE in client.get("/cms/account/").content.decode()


def test_other_sessions_have_to_give_a_code_from_then_on(client: Client, anna: User) -> None:
    log_in(client)
    TOTPDevice.objects.create(user=anna, name="app")
    assert client.get("/cms/").headers["Location"].startswith(ASK)


def test_nobody_replaces_a_device_with_only_a_password(client: Client, anna: User, device: TOTPDevice) -> None:
    log_in(client)
    assert client.get(SET_UP).headers["Location"] == ASK
    assert client.post(SET_UP, {"code": "123456"}).headers["Location"] == ASK
    assert client.get(CHANGE).headers["Location"] == ASK
    assert TOTPDevice.objects.get() == device


def test_the_picture_is_our_own_and_tells_the_app_whose_codes_it_makes(device: TOTPDevice) -> None:
    address = unquote(app_address(device))
    assert address.startswith(f"otpauth://totp/{NetworkSettings.load().name}:anna?secret=")
    assert qr_code(device).startswith("<svg")
    assert "http" not in qr_code(device)


# Changing and losing it


def test_it_goes_only_with_a_fresh_code(
    client: Client, anna: User, device: TOTPDevice, clock: time_machine.Coordinates
) -> None:
    make_recovery_codes(anna)
    log_in(client)
    code = shown_by(device)
    client.post(ASK, {"code": code})
    client.post(CHANGE, {"remove": "1", "code": code})
    assert TOTPDevice.objects.exists()
    clock.shift(60)
    client.post(CHANGE, {"remove": "1", "code": shown_by(device)})
    assert not TOTPDevice.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert client.get("/cms/pages/").status_code == 200


def test_new_recovery_codes_end_the_old(
    client: Client, anna: User, device: TOTPDevice, clock: time_machine.Coordinates
) -> None:
    old = {row.pk for row in RecoveryCode.objects.filter(user=anna)}
    log_in(client)
    client.post(ASK, {"code": shown_by(device)})
    clock.shift(60)
    answer = client.post(CHANGE, {"code": shown_by(device)})
    assert len(BeautifulSoup(answer.content, "html.parser").select("li code")) == HOW_MANY
    assert RecoveryCode.objects.filter(user=anna).count() == HOW_MANY
    assert not RecoveryCode.objects.filter(pk__in=old).exists()


def test_an_administrator_helps_somebody_who_lost_it(client: Client, device: TOTPDevice, anna: User) -> None:
    client.force_login(factories.UserFactory(is_superuser=True))
    path = reverse("second_factor:reset", args=[anna.pk])
    assert path in client.get("/cms/users/").content.decode()
    assert client.get(path).status_code == 200
    assert TOTPDevice.objects.exists()
    client.post(path)
    assert not TOTPDevice.objects.exists()


def test_an_editor_takes_nobodys_second_factor_away(client: Client, device: TOTPDevice, anna: User) -> None:
    client.force_login(factories.UserFactory())
    assert client.post(reverse("second_factor:reset", args=[anna.pk])).status_code == 403
    assert TOTPDevice.objects.exists()


def test_who_cannot_give_a_code_can_go_back(client: Client, device: TOTPDevice) -> None:
    log_in(client)
    assert client.post("/cms/second-factor/leave/").headers["Location"] == "/cms/login/"
    assert client.get("/cms/").headers["Location"].startswith("/cms/login/")


def test_nobody_is_led_to_another_site(client: Client, device: TOTPDevice, clock: time_machine.Coordinates) -> None:
    log_in(client)
    answer = client.post(ASK, {"code": shown_by(device), "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/cms/"


# No way round it


def paths(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """An address for every pattern below the admin, with something made up where it takes an argument."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + example_of(pattern)
        if isinstance(pattern, URLResolver):
            if here.startswith("/cms/") or "/cms/".startswith(here):
                yield from paths(pattern, here)
        elif here.startswith("/cms/"):
            yield here


def example_of(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    for name, converter in getattr(pattern.pattern, "converters", {}).items():
        value = "0" * 8 + "-0000" * 3 + "-" + "0" * 12 if isinstance(converter, UUIDConverter) else "1"
        text = re.sub(rf"<(?:\w+:)?{name}>", value, text)
    text = re.sub(r"\((?:\?P<\w+>)?[^()]*\)", "1", text)
    return text.removeprefix("^").removesuffix("$").replace(r"\Z", "").replace("\\", "").replace(".*", "x")


@pytest.mark.parametrize("has_device", [True, False])
def test_no_address_of_the_admin_answers_to_a_password_alone(
    client: Client, anna: User, settings: Settings, has_device: bool
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    if has_device:
        TOTPDevice.objects.create(user=anna, name="app")
    client.post("/cms/login/", {"username": "anna", "password": PASSWORD})
    found = sorted(set(paths()))
    assert len(found) > 250
    assert "/cms/pages/1/edit/" in found
    open_to_all = ("/cms/sprite/", "/cms/jsi18n/", "/cms/password_reset/", ASK)
    for path in found:
        if not path.startswith(open_to_all):
            for answer in (client.get(path), *([client.post(path)] if path != "/cms/login/" else [])):
                assert answer.status_code == 302, path
                assert answer.headers["Location"].startswith(ASK if has_device else SET_UP), path
    script = client.get("/cms/api/main/pages/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert script.status_code == 403


def test_what_is_private_on_the_site_stays_so_too(client: Client, tree: Tree, device: TOTPDevice) -> None:
    PageViewRestriction.objects.create(page=tree.news, restriction_type="login")
    collection = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    file: Document = examples.document("intern.pdf")
    Document.objects.filter(pk=file.pk).update(collection=collection)
    log_in(client)
    for path in ("/nl/nieuws/", file.url):
        answer = client.get(path)
        assert answer.status_code == 302, path
        led = client.get(answer.headers["Location"])
        assert led.headers["Location"].startswith(f"{ASK}?next=")
    assert "userbar" not in client.get("/nl/").content.decode()


def test_a_new_password_is_no_second_factor(client: Client, device: TOTPDevice, anna: User) -> None:
    anna.set_password("een-ander-lang-wachtwoord")
    anna.save()
    client.post("/cms/login/", {"username": "anna", "password": "een-ander-lang-wachtwoord"})
    assert client.get("/cms/").headers["Location"].startswith(ASK)
