"""docs/security.md claims rows of OWASP ASVS 5.0.0: they exist, and so do the tests that each names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth.hashers import get_hasher
from pytest_django import Settings

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text()
# How many rows each section of 5.0.0 has, of those that are named.
ROWS = {
    "1.2": 10, "1.3": 12, "2.2": 3, "2.3": 5, "2.4": 2, "3.2": 3, "3.3": 5, "3.4": 8, "3.5": 8, "3.6": 1, "3.7": 5,
    "4.1": 5, "5.2": 6, "5.3": 3, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 8, "6.4": 6, "6.5": 8, "7.1": 3, "7.2": 4,
    "7.3": 2, "7.4": 5, "7.5": 3, "8.1": 4, "8.2": 4, "8.3": 3, "11.4": 4, "12.1": 5, "12.2": 2, "13.2": 6, "13.3": 4,
    "13.4": 7, "14.2": 8, "14.3": 3, "15.1": 5, "15.2": 5, "15.3": 7, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 4,
}  # fmt: skip
CLAIMS = [
    (cells[1].strip(), cells[2].strip(), cells[3])
    for line in TEXT.splitlines()
    if len(cells := line.split("|")) == 5 and re.search(r"\d+\.\d+\.\d+", cells[2])
]


def test_every_number_is_one_of_the_standard() -> None:
    numbers = re.findall(r"(?<![\d.])(\d+\.\d+)\.(\d+)(?![\d.]*\d)", TEXT.replace("5.0.0", ""))
    assert len(numbers) > 80
    assert [f"{section}.{row}" for section, row in numbers if not 1 <= int(row) <= ROWS.get(section, 0)] == []


def test_every_row_that_is_claimed_has_a_test_that_is_there() -> None:
    assert len(CLAIMS) > 40
    for what, _numbers, tests in CLAIMS:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
        assert named, what
        for path, name in named:
            assert re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.MULTILINE), f"{path}::{name}"


def test_no_row_is_claimed_whole_and_denied_below() -> None:
    denied = {"6.1.2", "6.2.11", "6.2.12", "6.5.5", "7.4.5", "7.5.2", "14.2.1", "16.3.2", "16.4.3", "13.3.1", "5.4.3"}
    assert denied <= set(re.findall(r"\d+\.\d+\.\d+", TEXT.partition("## What isn't there")[2]))
    claimed = {number for _what, numbers, _tests in CLAIMS for number in _spread(numbers)}
    assert not denied & claimed


def _spread(numbers: str) -> list[str]:
    """Each number of a list in which 7.4.1–7.4.3 stands for three."""
    found = []
    for part in numbers.split(", "):
        first, _, last = part.partition("–")
        section, _, row = first.rpartition(".")
        found += [f"{section}.{one}" for one in range(int(row), int((last or first).rpartition(".")[2]) + 1)]
    return found


@pytest.fixture
def as_installed(settings: Settings) -> Settings:
    from hub.settings import base

    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    return settings


def test_passwords_are_kept_with_argon2id(as_installed: Settings) -> None:
    assert get_hasher().encode("een-lang-wachtwoord", "zoutzoutzout").startswith("argon2$argon2id$")
