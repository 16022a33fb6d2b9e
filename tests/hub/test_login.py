"""Logging in: what a guesser meets, what a colleague with a typo doesn't, and what nobody is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from hub import password_reset
from hub.login_limits import PER_NETWORK
from network.models import User
from newsletter.defences import Limit
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

LOGIN, RESET = "/cms/login/", "/cms/password_reset/"
PASSWORD = "een-lang-wachtwoord"
HERE, ELSEWHERE = "203.0.113.9", "198.51.100.7"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def anna(tree: Tree) -> User:
    user: User = factories.UserFactory(username="anna", email="anna@example.org", is_superuser=True)
    return user


def log_in(client: Client, password: str = PASSWORD, name: str = "anna", address: str = HERE, **headers: str) -> int:
    form = {"username": name, "password": password}
    return client.post(LOGIN, form, REMOTE_ADDR=address, headers=headers).status_code


def test_a_few_typos_keep_nobody_out(client: Client, anna: User, settings: Settings) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert log_in(client, "een-lang-wachtwoort") == 200
    assert log_in(client) == 302


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_who_guesses_has_to_wait_whether_the_account_exists_or_not(
    client: Client, anna: User, settings: Settings, name: str
) -> None:
    statuses = [log_in(client, f"guess {number}", name) for number in range(settings.AXES_FAILURE_LIMIT + 1)]
    assert statuses == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429, 429]
    assert log_in(client, PASSWORD, name) == 429
    assert log_in(client, PASSWORD, "anna", ELSEWHERE) == 302


def test_it_is_over_after_a_quarter_of_an_hour_also_for_who_kept_trying(
    client: Client, anna: User, settings: Settings
) -> None:
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False) as clock:
        for number in range(settings.AXES_FAILURE_LIMIT):
            log_in(client, f"guess {number}")
        clock.shift(settings.AXES_COOLOFF_TIME - timedelta(minutes=1))
        assert log_in(client) == 429
        clock.shift(timedelta(minutes=2))
        assert log_in(client) == 302


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "nog eens"), ("en", "try once more")],
)
def test_the_page_says_how_long_in_the_readers_language(
    client: Client, anna: User, settings: Settings, language: str, words: str
) -> None:
    settings.AXES_FAILURE_LIMIT = 1
    answer = client.post(LOGIN, {"username": "anna", "password": "x"}, headers={"Accept-Language": language})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "15" in page.main.get_text()
    assert words in page.main.get_text()
    assert page.html["lang"] == language


def test_behind_the_proxy_on_this_machine_the_visitors_own_address_counts(
    client: Client, anna: User, settings: Settings
) -> None:
    settings.AXES_FAILURE_LIMIT = 1
    assert log_in(client, "x", address="127.0.0.1", **{"X-Forwarded-For": f"1.2.3.4, {HERE}"}) == 429
    assert log_in(client, address="127.0.0.1", **{"X-Forwarded-For": f"5.6.7.8, {HERE}"}) == 429
    assert log_in(client, address="127.0.0.1", **{"X-Forwarded-For": f"{HERE}, {ELSEWHERE}"}) == 302
    assert log_in(client, address=ELSEWHERE, **{"X-Forwarded-For": HERE}) == 302


@pytest.mark.parametrize("path", [LOGIN, RESET, "/nl/_util/login/"])
def test_a_network_that_tries_one_password_on_everybody_is_stopped(
    client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr("hub.login_limits.PER_NETWORK", Limit(3, PER_NETWORK.per))

    def post(number: int, address: str) -> int:
        form = {"username": f"name{number}", "password": "Welkom2026", "email": f"name{number}@example.org"}
        return client.post(path, form, REMOTE_ADDR=address).status_code

    assert 429 not in [post(number, f"203.0.113.{number}") for number in range(3)]
    assert post(3, "203.0.113.200") == 429
    assert post(4, ELSEWHERE) != 429


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client: Client, anna: User) -> None:
    def answer(name: str) -> str:
        page = client.post(LOGIN, {"username": name, "password": "fout"}).content.decode()
        return re.sub(r"\b\w{64}\b", "a token", page).replace(name, "a name")

    assert answer("anna") == answer("nobody")


# A new password


def test_asking_for_a_new_password_tells_nobody_whether_there_is_an_account(client: Client, anna: User) -> None:
    answers = []
    for address in ("anna@example.org", "nobody@example.org"):
        before = ProcrastinateJob.objects.count()
        answer = client.post(RESET, {"email": address})
        answers.append((answer.status_code, answer.headers["Location"]))
        assert ProcrastinateJob.objects.count() == before + 1
    assert answers[0] == answers[1]
    assert mail.outbox == []
    assert "nobody" not in str(list(ProcrastinateJob.objects.values_list("args", flat=True)))


@pytest.mark.parametrize(("language", "words"), [("nl", "wachtwoord"), ("en", "password")])
def test_the_mail_comes_in_the_language_of_the_page_and_leads_to_this_site(
    client: Client, anna: User, settings: Settings, language: str, words: str
) -> None:
    client.post(RESET, {"email": "ANNA@example.org"}, headers={"Accept-Language": language})
    job = ProcrastinateJob.objects.latest("id")
    assert job.task_name == "hub.send_password_reset"
    password_reset.send(**job.args)
    (sent,) = mail.outbox
    assert words in sent.body
    assert f"{settings.PUBLIC_URL}/cms/password_reset/confirm/" in sent.body
    link = re.search(r"http\S+", sent.body)
    assert link
    path = link[0].removeprefix(settings.PUBLIC_URL)
    form = client.get(path).headers["Location"]
    new = "paard batterij nietje goed"
    client.post(form, {"new_password1": new, "new_password2": new})
    assert log_in(client, new) == 302


def test_nobody_gets_a_heap_of_mail(client: Client, anna: User) -> None:
    before = ProcrastinateJob.objects.count()
    for _ in range(password_reset.PER_ADDRESS.most + 2):
        assert client.post(RESET, {"email": "anna@example.org"}).status_code == 302
    assert ProcrastinateJob.objects.count() == before + password_reset.PER_ADDRESS.most


@pytest.mark.parametrize(
    "good", ["paard batterij nietje goed", "a" * 14 + "é", "correct horse " * 10, "    drie    woorden    "]
)
def test_a_long_password_is_good_whatever_it_is_made_of(good: str) -> None:
    validate_password(good)


@pytest.mark.parametrize("bad", ["Xk9$mQ2!vB7&z", "1q2w3e4r5t6y7u8i9o0p", "anna@example.org1"])
def test_a_short_one_a_common_one_and_ones_own_name_are_not(bad: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(bad, User(username="anna", email="anna@example.org"))


# Sessions


def test_who_does_nothing_for_an_hour_logs_in_again(client: Client, anna: User, settings: Settings) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        log_in(client)
        for _ in range(3):
            clock.shift(settings.SESSION_IDLE_AGE - 1)
            assert client.get("/cms/").status_code == 200
        clock.shift(settings.SESSION_IDLE_AGE)
        assert client.get("/cms/pages/").headers["Location"] == "/cms/login/?next=/cms/pages/"
        assert client.get("/cms/").status_code == 302


def test_an_editor_that_stays_open_on_an_empty_chair_keeps_nobody_logged_in(
    client: Client, anna: User, settings: Settings
) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        log_in(client)
        for _ in range(4):
            clock.shift(settings.SESSION_IDLE_AGE / 4)
            client.post("/cms/editing-sessions/release/1/")
        assert client.get("/cms/").status_code == 302


def test_after_a_working_day_everybody_logs_in_again(client: Client, anna: User, settings: Settings) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        client.post(LOGIN, {"username": "anna", "password": PASSWORD, "remember": "on"})
        for _ in range(23):
            clock.shift(30 * 60)
            assert client.get("/cms/").status_code == 200
        clock.shift(30 * 60)
        assert client.get("/cms/").status_code == 302


def test_a_session_gets_a_new_name_at_log_in_and_ends_with_the_password(client: Client, anna: User) -> None:
    other = Client()
    assert log_in(other) == 302
    log_in(client)
    first = client.session.session_key
    log_in(client)
    assert client.session.session_key != first
    anna.set_password("paard batterij nietje goed")
    anna.save()
    assert other.get("/cms/").status_code == 302


def test_an_account_that_is_closed_is_logged_out_everywhere_at_once(client: Client, anna: User) -> None:
    log_in(client)
    assert client.get("/cms/pages/").status_code == 200
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert client.get("/cms/pages/").status_code == 302


def test_who_logged_out_is_not_let_in_by_the_old_cookie(client: Client, anna: User) -> None:
    log_in(client)
    old = client.cookies["sessionid"].value
    client.post("/cms/logout/")
    client.cookies["sessionid"] = old
    assert client.get("/cms/pages/").status_code == 302


def test_a_cookie_is_out_of_reach_for_scripts_and_other_sites(client: Client, anna: User, settings: Settings) -> None:
    log_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


# What is written down


def test_the_log_tells_who_and_whence_and_no_secret(
    client: Client, anna: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    caplog.set_level("INFO")
    log_in(client)
    client.post("/cms/logout/", REMOTE_ADDR=HERE)
    log_in(client, "a-secret-guess")
    log_in(client, "a-secret-guess")
    log_in(client, "another", name="my-own-password-in-the-wrong-field")
    told = [record.getMessage() for record in caplog.records if record.name == "hub.login_log"]
    assert told == [
        f"User {anna.pk} gave the right password, from {HERE}.",
        f"User {anna.pk} logged out, from {HERE}.",
        f"A log-in failed for user {anna.pk}, from {HERE}.",
        f"Log-ins are locked for user {anna.pk}, from {HERE}.",
        f"A log-in failed for user {anna.pk}, from {HERE}.",
        f"A log-in failed for no account, from {HERE}.",
    ]
    assert "secret" not in caplog.text
    assert "wrong-field" not in caplog.text
