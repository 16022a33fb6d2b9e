"""Each setting that only whoever installs the site can get right is looked at by `check --deploy`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import OperationalError

from hub import deployment_checks
from network.models import NetworkSettings

SMTP = "django.core.mail.backends.smtp.EmailBackend"
LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REMOTE = {"default": {"HOST": "db.network.example", "OPTIONS": {}}}


@pytest.fixture
def well_deployed(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings with nothing to say about."""
    tmp_path.chmod(0o711)
    good = {
        "PUBLIC_URL": "https://network.example", "ALLOWED_HOSTS": ["network.example"], "CSRF_TRUSTED_ORIGINS": [],
        "SECURE_HSTS_SECONDS": 63_072_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_SECURE": True, "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_SECURE": True, "CSRF_COOKIE_NAME": "__Host-csrf",
        "CACHES": {"default": {"BACKEND": "hub.caching.files.SharedFiles"}},
        "EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.network.example", "EMAIL_USE_TLS": True,
        "DEFAULT_FROM_EMAIL": "Network <news@network.example>", "MAIL_TO_ANYONE": True, "METRICS_TOKEN": "",
        "REQUIRE_SECOND_FACTOR": True, "VAR": tmp_path,
    }  # fmt: skip
    for name, value in good.items():
        setattr(settings, name, value)
    monkeypatch.setattr(NetworkSettings, "load", lambda: NetworkSettings(contact_email="info@network.example"))


def found() -> list[str | None]:
    """The numbers of our own warnings, each of which says what to do."""
    looked_at = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    messages = [one for one in looked_at if (one.id or "").startswith("hub.D")]
    assert all(one.hint and one.msg for one in messages)
    return [one.id for one in messages]


@pytest.mark.usefixtures("well_deployed")
def test_where_all_is_well_nothing_is_said() -> None:
    assert found() == []


@pytest.mark.usefixtures("well_deployed")
@pytest.mark.parametrize(
    ("number", "changed"),
    [
        (1, {"PUBLIC_URL": "http://network.example"}),
        (1, {"PUBLIC_URL": "https://192.0.2.1", "ALLOWED_HOSTS": ["192.0.2.1"], "DEFAULT_FROM_EMAIL": "news@b.nl"}),
        (1, {"PUBLIC_URL": "https://network.example/nl"}),
        (2, {"SECURE_HSTS_SECONDS": 3600}),
        (2, {"SECURE_HSTS_INCLUDE_SUBDOMAINS": False}),
        (3, {"SESSION_COOKIE_SECURE": False}),
        (3, {"CSRF_COOKIE_NAME": "csrftoken"}),
        (3, {"CSRF_COOKIE_HTTPONLY": False}),
        (4, {"ALLOWED_HOSTS": ["*"]}),
        (4, {"ALLOWED_HOSTS": [".network.example"]}),
        (4, {"ALLOWED_HOSTS": ["www.network.example"]}),
        (5, {"CSRF_TRUSTED_ORIGINS": ["https://*.network.example"]}),
        (5, {"CSRF_TRUSTED_ORIGINS": ["http://forms.network.example"]}),
        (6, {"SECRET_KEY": "the same", "SUPPRESSION_KEY": "the same"}),
        (7, {"CACHES": LOCAL}),
        (8, {"EMAIL_USE_TLS": False}),
        (9, {"DEFAULT_FROM_EMAIL": "root@localhost"}),
        (9, {"DEFAULT_FROM_EMAIL": "Network <news@network.invalid>"}),
        (9, {"DEFAULT_FROM_EMAIL": "news@b.example", "PUBLIC_URL": "https://b.nl", "ALLOWED_HOSTS": ["b.nl"]}),
        (10, {"REQUIRE_SECOND_FACTOR": False}),
        (12, {"VAR": "/nowhere/at/all"}),
        (13, {"LOGGING": {"root": {"level": "DEBUG"}}}),
        (14, {"DATABASES": REMOTE}),
        (15, {"METRICS_TOKEN": "guess me"}),
        (16, {"MAIL_TO_ANYONE": False}),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(settings: Any, number: int, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    assert found() == [f"hub.D{number:03}"]


@pytest.mark.usefixtures("well_deployed")
@pytest.mark.parametrize(
    "changed",
    [
        {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True},
        {"EMAIL_USE_TLS": False, "EMAIL_HOST": "127.0.0.1"},
        {"EMAIL_USE_TLS": False, "EMAIL_BACKEND": "anymail.backends.brevo.EmailBackend"},
        {"DATABASES": {"default": {"HOST": "/var/run/postgresql"}}},
        {"DATABASES": {"default": {"HOST": "db.network.example", "OPTIONS": {"sslmode": "verify-full"}}}},
        {"METRICS_TOKEN": "q8V!x2p0Zr7-mLk3Nf6Ty9Wb1H"},
    ],
)
def test_another_good_way_is_as_good(settings: Any, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    assert found() == []


@pytest.mark.usefixtures("well_deployed")
def test_a_folder_that_everybody_reads(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert found() == ["hub.D012"]


@pytest.mark.usefixtures("well_deployed")
def test_nobody_to_tell_of_a_weakness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NetworkSettings, "load", NetworkSettings)
    assert found() == ["hub.D011"]


@pytest.mark.usefixtures("well_deployed")
def test_before_the_first_migration_nobody_can_have_been_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_tables() -> NetworkSettings:
        raise OperationalError

    monkeypatch.setattr(NetworkSettings, "load", no_tables)
    assert found() == []


def test_a_machine_of_ones_own_is_not_bothered(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check")
    assert "hub.D" not in "".join(capsys.readouterr())


def test_every_check_has_a_number_of_its_own() -> None:
    source = Path(deployment_checks.__file__).read_text()
    numbers = [line for line in source.splitlines() if line.startswith("@for_deployment(")]
    assert len(set(numbers)) == len(numbers) == 16
