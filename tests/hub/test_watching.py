"""What whoever looks after the server sees of it, and that it names nobody."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hub.watching import logs, sentry, warnings
from hub.watching.scrubbing import scrubbed
from network.models import NetworkSettings
from newsletter.links import token_for
from newsletter.models import SignUp
from tests.factories import UserFactory

EMAIL = "anna.de-vries+zorg@voorbeeld.example"


@contextmanager
def logged(kind: str = "json") -> Iterator[io.StringIO]:
    """What everything logs, in a format, down to the last detail."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.JsonFormatter() if kind == "json" else logs.LineFormatter())
    root, requests = logging.getLogger(), logging.getLogger("hub.requests")
    levels = root.level, requests.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    requests.setLevel(logging.INFO)
    try:
        yield out
    finally:
        root.removeHandler(handler)
        root.setLevel(levels[0])
        requests.setLevel(levels[1])


def entries(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def fail_with(address: str, token: str) -> Callable[..., Any]:
    def fail(**options: Any) -> Any:
        password = "geheim-wachtwoord"
        raise ValueError(f"Key (email)=({address}) exists, password={password}, see /nl/nieuwsbrief/{token}/")

    return fail


# Logs


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["json", "line"])
def test_nothing_of_a_reader_stands_in_the_log(
    client: Client, kind: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DEBUG = False
    client.raise_request_exception = False
    with logged(kind) as out:
        assert client.post("/nl/nieuwsbrief/aanmelden/", {"email": EMAIL}).status_code == 200
        assert SignUp.objects.get().email == EMAIL
        token = token_for(uuid4(), "confirm")
        client.get(f"/nl/nieuwsbrief/aanmelden/bevestigen/{token}/")
        assert client.get(f"/nl/nieuwsbrief/{token}/?email={EMAIL}").status_code == 404
        monkeypatch.setattr("hub.well_known.NetworkSettings.load", fail_with(EMAIL, token))
        assert client.get("/.well-known/security.txt").status_code == 500
        logging.getLogger("elsewhere").warning("Sent to %s", EMAIL)
    said = out.getvalue()
    assert "ValueError" in said
    assert "(address)" in said
    for secret in (EMAIL, "anna.de-vries", "voorbeeld.example", token, token.split(".")[1], "geheim-wachtwoord"):
        assert secret not in said


@pytest.mark.django_db
def test_what_is_logged_of_a_request_has_its_number_and_its_route(client: Client) -> None:
    with logged() as out:
        number = client.get("/nl/nieuwsbrief/voorkeuren/abc/")["X-Request-ID"]
    said = [entry for entry in entries(out) if entry["logger"] == "hub.requests"]
    assert [entry["request_id"] for entry in said] == [number]
    assert said[0]["status"] == 404
    assert said[0]["route"].endswith("<str:token>/")
    assert {entry.get("request_id") for entry in entries(out) if entry["logger"].startswith("django")} == {number}


@pytest.mark.parametrize(
    ("given_number", "from_where", "is_taken"),
    [
        ("a1b2c3d4-e5f6-4711-8888-0123456789ab", "127.0.0.1", True),
        ("a1b2c3d4-e5f6-4711-8888-0123456789ab", "", True),
        ("a1b2c3d4-e5f6-4711-8888-0123456789ab", "203.0.113.7", False),
        ("kort", "127.0.0.1", False),
        ("x" * 65, "127.0.0.1", False),
        ("12345678\r\nSet-Cookie: a=b", "127.0.0.1", False),
        ("12345678<script>", "127.0.0.1", False),
    ],
)
def test_a_request_has_the_number_that_the_proxy_gave_it(
    client: Client, given_number: str, from_where: str, is_taken: bool
) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given_number}, REMOTE_ADDR=from_where)
    assert (answer["X-Request-ID"] == given_number) is is_taken
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"]) or is_taken
    assert client.get("/healthz")["X-Request-ID"] != client.get("/healthz")["X-Request-ID"]


def test_an_error_is_one_line_of_json_with_where_it_happened() -> None:
    try:
        raise KeyError("weg")
    except KeyError:
        record = logging.LogRecord("a", logging.ERROR, "f.py", 1, "Regel\ntwee %s", ("é",), sys.exc_info())
    line = logs.JsonFormatter().format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["level"], said["message"]) == ("ERROR", "Regel\ntwee é")
    assert "KeyError" in said["exception"]


def test_there_are_two_formats_of_logs() -> None:
    assert logs.settings_for("json", "INFO")["loggers"]["hub.requests"]["level"] == "INFO"
    assert logs.settings_for("line", "INFO")["loggers"]["hub.requests"]["level"] == "WARNING"
    with pytest.raises(ValueError, match="line or json"):
        logs.settings_for("xml", "INFO")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mail to anna@example.org, please", "mail to (address), please"),
        ("GET /x?email=anna%40example.org&a=1", "GET (address)&a=1"),
        ("postgres://hub:geheim@db:5432/hub", "postgres://(secret)@db:5432/hub"),
        ("{'password': 'a b', 'name': 'x'}", "{'password': (secret), 'name': 'x'}"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer (secret)"),
        ("EMAIL_TOKEN=abc; next", "EMAIL_TOKEN=(secret); next"),
        ("/cms/password_reset/confirm/MQ/cv1x2y-0123456789abcdef0123456789abcdef/", None),
        ("the job newsletter.send_letter[12](kind='confirm')", "the job newsletter.send_letter[12](kind='confirm')"),
        ('File "/srv/site/hub/health.py", line 12, in checks', 'File "/srv/site/hub/health.py", line 12, in checks'),
    ],
)
def test_what_is_taken_out_of_a_text(text: str, shown: str | None) -> None:
    expected = "/cms/password_reset/confirm/MQ/(secret)/" if shown is None else shown
    assert scrubbed(text) == expected


LOCAL = st.text("abcXYZé019!#$%&'*+-/=?^_`{|}~.", min_size=1, max_size=20)


@given(st.text(max_size=20), LOCAL, st.sampled_from(["voorbeeld.example", "a.b-c.example", "localhost"]))
def test_no_address_survives_and_twice_is_as_good_as_once(around: str, local: str, domain: str) -> None:
    text = scrubbed(f"{around} <{local}@{domain}> {around}")
    assert f"@{domain}" not in text
    assert scrubbed(text) == text


@given(st.uuids(), st.text(alphabet="/?&= .,\n"))
def test_no_link_of_a_reader_survives(number: Any, around: str) -> None:
    for purpose in ("confirm", "preferences", "unsubscribe"):
        token = token_for(number, purpose)
        assert token not in scrubbed(f"{around}{token}{around}")


def test_a_long_word_takes_no_longer_than_a_long_text() -> None:
    begun = timezone.now()
    scrubbed("a" * 200_000)
    scrubbed("token" * 40_000)
    assert timezone.now() - begun < timedelta(seconds=3)


# Sentry


def test_what_sentry_is_told_names_nobody() -> None:
    event = {
        "user": {"email": EMAIL},
        "request": {"method": "POST", "url": "https://x/nl/a/", "data": {"email": EMAIL}, "headers": {"Cookie": "a"}},
        "exception": {"values": [{"type": "ValueError", "value": f"of {EMAIL}"}]},
        "breadcrumbs": {"values": [{"message": f"/nl/{token_for(UUID(int=12), 'preferences')}/"}]},
    }
    told = json.dumps(sentry.without_people(event))
    assert EMAIL not in told
    assert "Cookie" not in told
    assert json.loads(told)["request"] == {"method": "POST"}
    assert json.loads(told)["breadcrumbs"]["values"] == [{"message": "/nl/(secret)/"}]


def test_an_error_reaches_sentry_scrubbed() -> None:
    import sentry_sdk

    told: list[str] = []

    class Kept(sentry_sdk.Transport):
        def capture_envelope(self, envelope: Any) -> None:
            told.append(envelope.serialize().decode())

    sentry.begin("https://key@sentry.example/1", transport=Kept, default_integrations=False)
    try:
        raise ValueError(f"{EMAIL} is in the way")
    except ValueError:
        sentry_sdk.capture_exception()
    finally:
        sentry_sdk.init()
    said = "".join(told)
    assert "(address) is in the way" in said
    assert EMAIL not in said


# Metrics


def numbers(text: str) -> dict[str, float]:
    lines = [line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


@pytest.mark.django_db
def test_numbers_are_for_this_machine_and_for_who_has_the_token(client: Client, settings: Any) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", **elsewhere).status_code == 403
    # By the proxy on this machine, for somebody else.
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer "}, **elsewhere).status_code == 403
    settings.METRICS_TOKEN = "een-lang-geheim"
    for given_token, status in (("een-lang-geheim", 200), ("een-lang", 403), ("", 403)):
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {given_token}"}, **elsewhere)
        assert answer.status_code == status
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_answers_are_counted_by_kind_and_class(client: Client) -> None:
    before = numbers(client.get("/metrics").text)
    client.get("/robots.txt")
    client.get("/nl/nergens/")
    client.get("/cms/")
    client.get("/healthz")
    after = numbers(client.get("/metrics").text)
    changed = {name: after[name] - before.get(name, 0) for name in after if name.startswith("hub_responses_total")}
    assert {name: number for name, number in changed.items() if number} == {
        'hub_responses_total{kind="page",status="2xx"}': 1,
        'hub_responses_total{kind="page",status="4xx"}': 1,
        'hub_responses_total{kind="admin",status="3xx"}': 1,
    }
    assert after['hub_response_seconds_count{kind="page"}'] >= 2


@pytest.mark.django_db
def test_jobs_and_their_age_and_what_is_ready_are_numbers(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, scheduled_at) VALUES "
            "('default', 'a', '{}', NULL), ('default', 'b', '{}', now() - interval '90 s'), "
            "('later', 'c', '{}', now() + interval '1 h')"
        )
    found = numbers(client.get("/metrics").text)
    assert found['hub_jobs{queue="default",status="todo"}'] == 2
    assert 89 <= found['hub_oldest_job_seconds{queue="default"}'] < 120
    assert not [name for name in found if name.startswith("hub_oldest_job_seconds") and "later" in name]
    assert found['hub_ready{check="database"}'] == 1
    assert found['hub_ready{check="worker"}'] == 0


# Readiness


@pytest.mark.django_db
def test_who_may_see_it_is_told_why_the_site_is_not_ready(client: Client, settings: Any) -> None:
    assert client.get("/readyz?reasons").json()["reasons"]["worker"].startswith("No worker runs.")
    answer = client.get("/readyz?reasons", REMOTE_ADDR="203.0.113.7")
    assert answer.json() == {"database": True, "migrations": True, "worker": False}
    settings.METRICS_TOKEN = "een-lang-geheim"
    told = client.get("/readyz?reasons", headers={"Authorization": "Bearer een-lang-geheim"}, REMOTE_ADDR="203.0.113.7")
    assert "reasons" in told.json()


@pytest.mark.django_db
def test_a_migration_that_waits_is_named(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'django_otp' OR app = 'otp_totp'")
    reasons = client.get("/readyz?reasons").json()["reasons"]
    assert "otp_totp.0001_initial" in reasons["migrations"]
    assert client.get("/readyz").status_code == 503
    assert numbers(client.get("/metrics").text)['hub_ready{check="migrations"}'] == 0


# Warnings


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    cache.delete(warnings.MIGRATIONS_KEY)
    client.force_login(UserFactory(is_superuser=True))
    return client


def warned(client: Client) -> list[str]:
    page = BeautifulSoup(client.get("/cms/").content, "html.parser")
    return [" ".join(found.get_text().split()) for found in page.select(".help-warning")]


def test_an_administrator_is_warned_of_what_the_server_needs(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = NetworkSettings.load()
    network.security_contact = network.contact_email = ""
    network.save()
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(warnings.shutil, "disk_usage", lambda folder: usage(10**12, 10**12 - 10**9, 10**9))
    monkeypatch.setattr(warnings, "pending_migrations", lambda: "Not yet applied: news.0009_x.")
    monkeypatch.setattr(warnings, "MIGRATIONS_KNOWN_FOR", 0)
    upgrade, disk, contact = warned(administrator)
    assert "news.0009_x" in upgrade
    assert "1000 MB" in disk
    assert contact
    editor = Client()
    editor.force_login(UserFactory(is_superuser=False, is_staff=True))
    assert not warned(editor)


def test_all_is_well_without_a_word(administrator: Client) -> None:
    network = NetworkSettings.load()
    network.contact_email = "post@netwerk.example"
    network.save()
    assert warned(administrator) == []
