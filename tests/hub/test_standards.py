"""The rows of the standards that docs/standards.md answers for, and the tests that it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = {"35", "36", "37", "38", "39", "43", "E1", "E2", "E3", "E4", "E24", "E25", "E26", "E27", "E28"}
TABLE = {
    cells[1].strip(): re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", cells[3])
    for line in (ROOT / "docs" / "standards.md").read_text().splitlines()
    if len(cells := line.split("|")) == 5
}


def test_every_row_has_a_test() -> None:
    assert {row for row, tests in TABLE.items() if tests} >= ROWS


@pytest.mark.parametrize("row", sorted(row for row, tests in TABLE.items() if tests))
def test_every_test_that_is_named_is_there(row: str) -> None:
    for path, name in TABLE[row]:
        file = ROOT / path
        assert file.is_file(), path
        assert re.search(rf"^def {name}\(", file.read_text(), re.MULTILINE), f"{path}::{name}"


@pytest.mark.parametrize("document", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_file_of_tests_that_is_named_is_there(document: Path) -> None:
    named = set(re.findall(r"tests/[\w/]+\.py", document.read_text()))
    assert not [path for path in named if not (ROOT / path).is_file()]
