"""A running demo for the tests that walk through it: real programs, as `make demo` starts them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

from demo.launcher import READY_WITHIN

ROOT = Path(__file__).resolve().parents[2]
PORT = 8640
PORTS_OF_A_DEMO = 3
LOADING_TAKES_AT_MOST = 240  # seconds, on a busy machine
WORKER_TAKES_AT_MOST = 240


@dataclass
class Demo:
    """A running demo: its addresses and its passwords."""

    site: str
    mailbox: str
    passwords: dict[str, str]
    _read_already: dict[str, EmailMessage] = field(default_factory=dict)

    def mails(self) -> list[EmailMessage]:
        """What the mailbox holds, as it came in."""
        return [self._mail(mail["id"]) for mail in json.loads(self._read("/api/email"))]

    def wait_for_its_worker(self) -> None:
        """Until nothing is left to do."""
        deadline = time.monotonic() + WORKER_TAKES_AT_MOST
        while self._jobs_left():
            assert time.monotonic() < deadline, "The worker isn't done with what loading the demo left to it."
            time.sleep(0.5)

    def _jobs_left(self) -> float:
        with urllib.request.urlopen(f"{self.site}/metrics", timeout=10) as answer:  # noqa: S310
            numbers = answer.read().decode()
        jobs = re.findall(r'^hub_jobs\{.*status="(?:todo|doing)".*\} (\S+)$', numbers, re.MULTILINE)
        return sum(map(float, jobs))

    def _mail(self, number: str) -> EmailMessage:
        if number not in self._read_already:
            source = self._read(f"/api/email/{number}/source")
            self._read_already[number] = BytesParser(policy=policy.default).parsebytes(source)
        return self._read_already[number]

    def empty_mailbox(self) -> None:
        """Throws all mail away, so that the next journey counts its own."""
        request = urllib.request.Request(f"{self.mailbox}/api/email/all", method="DELETE")  # noqa: S310
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310

    def _read(self, path: str) -> bytes:
        with urllib.request.urlopen(self.mailbox + path, timeout=10) as answer:  # noqa: S310
            content: bytes = answer.read()
        return content


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The demo that all walks share, with its pictures made."""
    with running_demo() as started:
        started.wait_for_its_worker()
        yield started


@contextmanager
def running_demo() -> Iterator[Demo]:
    """`python -m demo` with data of its own, as `make demo` starts it."""
    with tempfile.TemporaryDirectory() as own:
        # The database's own account has to get there too, and pytest's folders let nobody else in.
        Path(own).chmod(0o755)
        yield from serve_demo(Path(own))


def port_of_this_process() -> int:
    """Each process of the tests has a demo of its own."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return PORT + PORTS_OF_A_DEMO * int(number)


def serve_demo(var: Path) -> Iterator[Demo]:
    port = port_of_this_process()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "DEBUG", "PUBLIC_URL")
    }
    output = var / "demo.log"
    with output.open("w") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "demo", "--port", str(port)],
            cwd=ROOT,
            env={**environment, "VAR_DIR": str(var)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            deadline = time.monotonic() + LOADING_TAKES_AT_MOST + READY_WITHIN
            while "Ctrl-C" not in output.read_text():
                assert program.poll() is None, output.read_text()
                assert time.monotonic() < deadline, output.read_text()
                time.sleep(0.5)
            text = output.read_text()
            passwords = dict(re.findall(r"(redacteur|beheer)\s+(\S+)", text))
            yield Demo(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}", passwords)
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(timeout=60)
