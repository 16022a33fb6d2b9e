"""A real worker that is killed with no chance to say goodbye, and the one that comes after it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from newsletter.accounting import accounting_of
from newsletter.content import IssueContent, ItemContent, as_json, hash_of
from newsletter.dispatching import send
from newsletter.models import Dispatch, Issue, Subscriber
from newsletter.tasks import resume_dispatches
from tests import factories
from tests.conftest import plant_tree

from .conftest import ANCHOR, Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
READERS = [f"reader{number}@example.org" for number in range(5)]
# Seconds; a worker on a busy machine takes some to begin.
PATIENCE = 180


@pytest.fixture
def dispatch(transactional_db: None) -> Dispatch:
    """An approved issue of one item, on its way to five readers."""
    for address in READERS:
        Subscriber.objects.create(email=address, language="nl", state="active", confirmed_at=ANCHOR)
    article = factories.ArticlePageFactory(parent=plant_tree().news, title="Nieuws")
    item = ItemContent(
        str(article.translation_key), "news", "news", "nl", "Nieuws", "", "/nl/nieuws/nieuws/", date(2026, 3, 9)
    )
    content = IssueContent("nl", "Nummer", "Nummer", "", "", "/nl/nieuwsbrief/", ANCHOR, (item,))
    snapshot = as_json({"nl": content})
    issue = Issue.objects.create(
        moment=ANCHOR,
        closes_at=ANCHOR,
        state=Issue.State.APPROVED,
        approved_at=datetime(2026, 3, 9, tzinfo=UTC),
        snapshot=snapshot,
        snapshot_hash=hash_of(snapshot),
    )
    return send(issue)


@dataclass
class Workers:
    """`manage.py procrastinate worker`, as often as wanted, on the tests' own database and mail server."""

    port: int
    log: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DATABASE_URL": database_url(), "EMAIL_URL": f"smtp://127.0.0.1:{self.port}"}
        command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
        with self.log.open("ab") as log:
            worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.started.append(worker)
        return worker

    def stop(self) -> None:
        for worker in self.started:
            worker.kill()
            worker.wait()


def database_url() -> str:
    """The database of this connection as another process is told of it."""
    info = connection.connection.info
    password = f":{quote(info.password, safe='')}" if info.password else ""
    # The folder of a socket stands before the name: a host can't hold it.
    host, folder = ("", f"{info.host}/") if info.host.startswith("/") else (info.host, "")
    return f"postgres://{quote(info.user)}{password}@{host}:{info.port}/{folder}{info.dbname}"


@pytest.fixture
def workers(mailbox: Mailbox, settings: Any, tmp_path: Path) -> Iterator[Workers]:
    workers = Workers(settings.EMAIL_PORT, tmp_path / "worker.log")
    yield workers
    workers.stop()


def test_a_killed_worker_costs_nobody_two_copies_and_leaves_one_doubt(
    dispatch: Dispatch, mailbox: Mailbox, workers: Workers
) -> None:
    mailbox.answers[READERS[2]] = "silence"
    first = workers.start()
    assert mailbox.is_silent.wait(PATIENCE), workers.log.read_text()
    first.send_signal(signal.SIGKILL)
    first.wait()

    resume_dispatches(timestamp=0)
    assert workers.start().wait(PATIENCE) == 0, workers.log.read_text()

    dispatch.refresh_from_db()
    accounting = accounting_of(dispatch)
    assert (accounting.accepted, accounting.in_doubt) == (4, 1)
    assert accounting.adds_up
    assert accounting.state == "needs_decision"
    assert dispatch.deliveries.get(state="in_doubt").email_key == READERS[2]
    assert sorted(address for address, _ in mailbox.messages) == READERS
