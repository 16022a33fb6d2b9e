"""What somebody reads who mistypes DATABASE_URL."""

import os
import subprocess
import sys

import pytest


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
