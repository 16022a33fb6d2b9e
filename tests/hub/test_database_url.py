"""What somebody reads who mistypes DATABASE_URL."""

import os
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.db import connection

from hub.settings.database import from_environment


def run(url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hub.settings.development"}
    command = [sys.executable, "manage.py", "migrate", "--check"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("something", "should look like postgres://"),
        ("mysql://hub@127.0.0.1/hub", "should look like postgres://"),
        ("postgres://hub@127.0.0.1", "names no database"),
        ("postgres://hub@127.0.0.1:port/hub", "can't be read"),
        ("postgres://hub@127.0.0.1:1/hub", "can't be used"),
    ],
)
def test_a_wrong_one_is_one_sentence(url: str, told: str) -> None:
    result = run(url)
    assert result.returncode == 1
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.django_db
def test_long_joins_are_planned_quickly() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('join_collapse_limit'), current_setting('jit')")
        assert cursor.fetchone() == ("4", "off")


def test_options_in_the_url_come_last_and_win(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://hub@127.0.0.1/hub?options=-c%20jit%3Don&sslmode=require")
    server = from_environment(environ.Env(), tmp_path)
    assert server["OPTIONS"] == {"options": "-c join_collapse_limit=4 -c jit=off -c jit=on", "sslmode": "require"}
