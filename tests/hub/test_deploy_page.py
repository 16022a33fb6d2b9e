"""docs/deploy.md and what it installs say the same: the rehearsal takes each step, or the page says what stands in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.rehearsal.document import DOCUMENT, steps_of
from tests.rehearsal.server import STAND_INS

ROOT = Path(settings.ROOT)
PAGE = (ROOT / DOCUMENT).read_text()
DEPLOY = ROOT / "deploy"


def test_every_stand_in_is_on_the_page() -> None:
    table = PAGE[PAGE.index("| command | in the rehearsal |") :]
    for file in STAND_INS.iterdir():
        assert file.name == "ask" or f"`{file.name}" in table, file.name


def test_a_command_in_a_sentence_stands_in_a_block_too() -> None:
    """Or nobody would rehearse it: containers aside, which the page says nobody has run."""
    prose, _, _ = PAGE.partition("## With containers")
    blocks = "\n".join(step.commands for step in steps_of(ROOT / DOCUMENT))
    prose = re.sub(r"```sh\n.*?```", "", prose, flags=re.DOTALL)
    named = re.findall(r"`((?:health-hub|systemctl|journalctl|nginx|certbot|curl) [^`]+)`", prose)
    assert named
    assert [command for command in named if command not in blocks] == []


def test_every_file_is_put_in_its_place() -> None:
    commands = "\n".join(step.commands for step in steps_of(ROOT / DOCUMENT))
    for file in DEPLOY.rglob("*"):
        if file.is_file() and file.name not in ("Containerfile", "compose.yaml"):
            path = file.relative_to(DEPLOY)
            assert f"deploy/{path}" in commands or f"deploy/{path.parent}/*" in commands, path


@pytest.mark.parametrize("page", sorted((DEPLOY / "nginx/errors").iterdir()), ids=lambda page: page.stem)
def test_the_servers_own_pages_speak_both_languages_and_need_nothing(page: Path) -> None:
    text = page.read_text()
    assert '<html lang="nl">' in text
    assert text.count(' lang="en">') == 3
    assert text.count("<h1") == 1
    assert not re.search(r"<script|<style|style=|https?://", text)


def test_the_servers_own_pages_have_the_headers_of_the_sites() -> None:
    headers = (DEPLOY / "nginx/headers.conf").read_text()
    for feature in settings.PERMISSIONS_POLICY:
        assert f"{feature}=()" in headers
    assert f'Referrer-Policy "{settings.SECURE_REFERRER_POLICY}"' in headers
    assert f'X-Frame-Options "{settings.X_FRAME_OPTIONS}"' in headers
    assert "unsafe" not in headers


def test_uploads_fit_through_the_server() -> None:
    configuration = (DEPLOY / "nginx/health-hub.conf").read_text()
    allowed = re.search(r"location /cms/ \{.*?client_max_body_size (\d+)m;", configuration, re.DOTALL)
    assert allowed
    assert int(allowed[1]) * 1024 * 1024 > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE


def test_every_setting_of_the_example_is_in_the_readme() -> None:
    names = re.findall(r"^([A-Z_]+)=", (DEPLOY / "environment.example").read_text(), re.MULTILINE)
    readme = (ROOT / "README.md").read_text()
    assert names
    assert all(f"`{name}`" in readme for name in names)
