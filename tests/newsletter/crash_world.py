"""A mail server that keeps a log, real workers that send to it, and what must hold of what they did."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from newsletter.accounting import accounting_of
from newsletter.content import IssueContent, ItemContent, as_json, hash_of
from newsletter.models import Dispatch, Issue, Subscriber
from newsletter.sending.recovering import doubt_lapsed
from newsletter.tasks import continue_dispatch
from tests.mail_sink import Record, records

from .conftest import ANCHOR

ROOT = Path(__file__).resolve().parents[2]
CRASHES = int(os.environ.get("CRASHES", "14"))
SEED = int(os.environ.get("CRASH_SEED", "2026"))
READERS = [f"reader{number}@{'een' if number % 3 else 'twee'}.example" for number in range(40)]
WINDOW, CONNECTIONS = 8, 3
# Seconds; a worker on a busy machine takes some to begin.
PATIENCE = 120


@dataclass
class Workers:
    """Workers that are forked from one process, on the tests' own database and mail server."""

    process: subprocess.Popen[str]
    mail_settings: dict[str, Any]

    def start(self, die: str = "") -> int:
        """A new worker's process ID; it dies at this step, if one is named."""
        return self._ask({"die": die, "settings": self.mail_settings})

    def wait(self, pid: int) -> int:
        """How a worker ended."""
        return self._ask({"wait": pid})

    def run(self, die: str = "") -> int:
        return self.wait(self.start(die))

    def _ask(self, order: dict[str, Any]) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@dataclass
class World:
    """A mail server that keeps a log, and workers that send to it."""

    workers: Workers
    log: Path
    seen: int = 0

    def mail(self) -> list[Record]:
        """What the mail server recorded since the last dispatch began."""
        return records(self.log)[self.seen :]

    def dispatch(self, readers: Sequence[str] = READERS) -> Dispatch:
        """An approved issue of one item that a worker is asked to send; nothing is prepared yet."""
        self.seen = len(records(self.log))
        forget_jobs()
        known = set(Subscriber.objects.values_list("email", flat=True))
        for address in readers:
            if address not in known:
                Subscriber.objects.create(email=address, language="nl", state="active", confirmed_at=ANCHOR)
        Subscriber.objects.filter(email__in=readers).update(state="active")
        item = ItemContent(str(uuid4()), "news", "news", "nl", "Nieuws", "", "/nl/nieuws/", date(2026, 3, 9))
        content = IssueContent("nl", "Nummer", "Nummer", "", "", "/nl/nieuwsbrief/", ANCHOR, (item,))
        snapshot = as_json({"nl": content})
        issue = Issue.objects.create(
            moment=timezone.now(),
            closes_at=timezone.now(),
            state=Issue.State.SENDING,
            approved_at=ANCHOR,
            snapshot=snapshot,
            snapshot_hash=hash_of(snapshot),
        )
        dispatch = Dispatch.objects.create(issue=issue)
        continue_dispatch(dispatch.pk)
        return dispatch

    def recover(self, dispatch: Dispatch) -> int:
        """What a worker's periodic task does once the leases of the dead have lapsed; says how many are in doubt.

        PostgreSQL notices only some moments later that a session is dead, and its locks are passed by until then.
        """
        doubtful = 0

        def is_done() -> bool:
            nonlocal doubtful
            doubtful += doubt_lapsed(timezone.now() + timedelta(minutes=1))
            return not dispatch.deliveries.filter(state="handed_over").exists()

        wait_for(is_done)
        continue_dispatch(dispatch.pk)
        return doubtful


def forget_jobs() -> None:
    """Django empties its own tables after a test, and these aren't."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")


def database_url() -> str:
    """The database of this connection as another process is told of it."""
    info = connection.connection.info
    password = f":{quote(info.password, safe='')}" if info.password else ""
    # The folder of a socket stands before the name: a host can't hold it.
    host, folder = ("", f"{info.host}/") if info.host.startswith("/") else (info.host, "")
    return f"postgres://{quote(info.user)}{password}@{host}:{info.port}/{folder}{info.dbname}"


@cache
def forking_process(database: str) -> subprocess.Popen[str]:
    """What workers on a database are forked from: it loads Django once, and ends with the tests."""
    variables = {
        **os.environ,
        "DATABASE_URL": database,
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "SEND_WINDOW": str(WINDOW),
        "SEND_CONCURRENCY": str(CONNECTIONS),
        "DJANGO_SETTINGS_MODULE": "hub.settings.development",
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "tests.newsletter.crash_workers"]
    return subprocess.Popen(command, cwd=ROOT, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def world_with(folder: Path, *sink_options: str, timeout: float | None = None) -> Iterator[World]:
    """A mail server of this kind, and workers that wait for its answers no longer than some seconds."""
    log = folder / "mail.log"
    log.touch()
    connection.ensure_connection()
    command = [sys.executable, "-m", "tests.mail_sink", "--log", str(log), *sink_options]
    sink = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert sink.stdout is not None
    mail_settings = {"EMAIL_PORT": int(sink.stdout.readline()), "EMAIL_TIMEOUT": timeout}
    try:
        yield World(Workers(forking_process(database_url()), mail_settings), log)
    finally:
        sink.terminate()
        sink.wait()


def check(world: World, dispatch: Dispatch, kills: int, faults: int = 0) -> Counter[str]:
    """What must hold of any dispatch that workers were killed in; says how many deliveries are in which state.

    `faults` is how many messages the mail server took or dropped without an answer.
    """
    dispatch.refresh_from_db()
    accounting = accounting_of(dispatch)
    assert accounting.adds_up
    assert accounting.candidates == Subscriber.objects.count()
    got = Counter(record.recipient for record in world.mail() if record.has_message)
    states = dict(dispatch.deliveries.values_list("email_key", "state"))
    assert [address for address, times in got.items() if times > 1] == []
    assert {address for address, state in states.items() if state == "accepted"} <= got.keys()
    missed = {address for address in states if address not in got}
    assert {states[address] for address in missed} <= {"in_doubt", "refused", "excluded"}
    assert accounting.in_doubt <= kills * WINDOW + faults
    assert accounting.pending == accounting.handed_over == accounting.retrying == 0, (accounting, dispatch.problem)
    assert dispatch.finished_at is not None
    return Counter(states.values())


def wait_for(holds: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
