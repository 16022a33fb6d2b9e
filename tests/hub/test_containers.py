"""The image and the compose file, as far as one can look at them without an engine: they say what units and page do."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.rehearsal.document import DOCUMENT

ROOT = Path(settings.ROOT)
DEPLOY = ROOT / "deploy"
PAGE = (ROOT / DOCUMENT).read_text()
KNOWN = ("FROM", "RUN", "COPY", "ENV", "USER", "WORKDIR", "VOLUME", "STOPSIGNAL", "CMD")
SECONDS = {"s": 1, "m": 60}
SITE, WORKER = "health-hub.service", "health-hub-worker@.service"


def instructions() -> list[tuple[str, str]]:
    lines = [line for line in (DEPLOY / "Containerfile").read_text().splitlines() if not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    return [(one.partition(" ")[0], one.partition(" ")[2].strip()) for one in whole.splitlines() if one]


def values(instruction: str) -> list[str]:
    return [value for name, value in instructions() if name == instruction]


def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]


def unit(name: str) -> dict[str, str]:
    return dict(re.findall(r"^(\w+)=(.*)$", (DEPLOY / "systemd" / name).read_text(), re.MULTILINE))


def test_an_engine_knows_every_instruction() -> None:
    assert {name for name, _ in instructions()} == set(KNOWN)
    assert instructions()[0][0] == "FROM"


@pytest.mark.parametrize("command", values("RUN"))
def test_its_commands_are_a_shells(command: str) -> None:
    subprocess.run(["sh", "-n", "-c", command], check=True)


def test_it_copies_what_is_built() -> None:
    """`make wheel` leaves a wheel, the pins and deploy/ in the folder that the page builds the image from."""
    [files, stage] = values("COPY")
    assert files.split()[:-1] == ["requirements.txt", "*.whl"]
    assert re.search(r"wheel --quiet .*--wheel-dir build/wheel", (ROOT / "Makefile").read_text())
    assert "docker build --file deploy/Containerfile --tag health-hub build/wheel" in PAGE
    place = re.search(r"python -m venv (\S+)", values("RUN")[0])
    assert place
    assert shlex.split(stage) == ["--from=built", place[1], place[1]]
    assert values("ENV")[0].startswith(f"PATH={place[1]}/bin:$PATH ")


def test_it_installs_as_the_page_does() -> None:
    """Nothing whose hash isn't known, and the wheel without asking for more."""
    assert "--require-hashes --requirement" in values("RUN")[0]
    assert "--no-deps" in values("RUN")[0]


def test_nobody_is_root() -> None:
    """The user of the image owns the folders that the page makes on the machine."""
    number = re.search(r"useradd --uid (\d+)", values("RUN")[1])
    assert number
    assert values("USER") == ["health-hub"]
    assert PAGE.count(f"install -d -o {number[1]} -g {number[1]}") == 2
    for name in ("prepare", "web", "worker"):
        service = compose()[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert f"/run/health-hub:uid={number[1]},mode=0700" in service["tmpfs"]


def test_its_versions_of_postgresql_are_one() -> None:
    """A backup is made by programs of the server's own version."""
    client = re.search(r"postgresql-client-(\d+)", values("RUN")[1])
    assert client
    assert compose()["database"]["image"].rpartition("/")[2].startswith(f"postgres:{client[1]}-")


def test_programs_are_started_as_by_the_units() -> None:
    [program] = values("CMD")
    assert yaml.safe_load(program) == _command_of(SITE)
    assert compose()["worker"]["command"] == _command_of(WORKER)
    assert unit(SITE)["Environment"] in values("ENV")[0]


@pytest.mark.parametrize(("name", "file"), [("web", SITE), ("worker", WORKER)])
def test_programs_have_the_time_and_the_memory_that_the_units_give(name: str, file: str) -> None:
    service = compose()[name]
    number, kind = re.fullmatch(r"(\d+)([sm])", service["stop_grace_period"]).groups()  # type: ignore[union-attr]
    assert int(number) * SECONDS[kind] == int(unit(file)["TimeoutStopSec"])
    assert service["mem_limit"].upper() == unit(file)["MemoryMax"]


def test_the_site_is_where_nginx_looks_for_it_and_nowhere_else() -> None:
    """On the machine's own network, so that gunicorn's own address is the one that nginx asks."""
    services = compose()
    assert services["web"]["network_mode"] == "host"
    assert "ports" not in services["web"]
    assert services["database"]["ports"] == ["127.0.0.1:5432:5432"]
    for folder in ("/var/lib/health-hub", "/var/backups/health-hub"):
        assert f"{folder}:{folder}" in services["web"]["volumes"]


def test_the_site_and_the_workers_wait_for_the_tables() -> None:
    services = compose()
    assert services["prepare"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}
    assert services["worker"]["deploy"]["replicas"] == 2


def _command_of(file: str) -> list[str]:
    program, *arguments = shlex.split(unit(file)["ExecStart"])
    return [Path(program).name, *arguments]
