"""What the product is made of may be handed on with it, and nothing is in it whose licence nobody knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import licences
from tests.licences import ROOT, Package


def test_everything_that_is_pinned_has_a_licence_that_goes_with_ours() -> None:
    packages = licences.all_packages()
    assert {"django", "wagtail", "psycopg", "esbuild", "@tabler/icons"} <= {package.name for package in packages}
    assert [package for package in packages if not package.goes_with_ours] == []


def test_what_is_only_run_beside_the_product_is_no_part_of_it() -> None:
    installed = {package.name for package in licences.of_python(ROOT / "requirements.txt")}
    assert installed
    assert not installed & set(licences.ONLY_RUN)


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("(MIT OR GPL-3.0-only)", True),
        ("MIT AND PSF-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("(MIT OR ISC) AND GPL-3.0-only", False),
        ("SEE LICENSE IN LICENSE.md", False),
        ("", False),
    ],
)
def test_one_choice_has_to_be_allowed_in_all_its_parts(expression: str, allowed: bool) -> None:
    assert licences.is_allowed(expression) is allowed


def test_a_package_that_says_nothing_or_is_not_there_is_refused(tmp_path: Path) -> None:
    pins = tmp_path / "requirements.txt"
    pins.write_text('not-on-any-shelf==1.0 \\\n    --hash=sha256:00\ncolorama==0.4 ; sys_platform == "none"\n')
    lock = tmp_path / "package-lock.json"
    rows = {"": {}, "node_modules/silent": {"version": "2.0"}, "node_modules/a/node_modules/@b/c": {"version": "3.0"}}
    lock.write_text(json.dumps({"packages": rows}))
    found = [*licences.of_python(pins), *licences.of_npm(lock)]
    assert found == [Package("not-on-any-shelf", "1.0", ""), Package("silent", "2.0", ""), Package("@b/c", "3.0", "")]
    assert not any(package.goes_with_ours for package in found)


def test_a_tool_is_allowed_for_the_licence_that_was_looked_at_and_no_other() -> None:
    assert Package("djlint", "1.36", "GPL-3.0-or-later").goes_with_ours
    assert not Package("djlint", "2.0", "AGPL-3.0-only").goes_with_ours
    assert not Package("another", "1.0", "GPL-3.0-or-later").goes_with_ours
