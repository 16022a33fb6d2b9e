"""A real worker that is killed with no chance to say goodbye, and the one that comes after it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
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

from .conftest import ANCHOR, Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
READERS = [f"reader{number}@example.org" for number in range(5)]
PATIENCE = 60


@pytest.fixture
def dispatch() -> Dispatch:
    """An approved issue of one item, on its way to five readers."""
    for address in READERS:
        Subscriber.objects.create(email=address, language="nl", state="active", confirmed_at=ANCHOR)
    item = ItemContent("0" * 32, "news", "news", "nl", "Nieuws", "", "/nl/nieuws/nieuws/", date(2026, 3, 9))
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


def worker(port: int) -> subprocess.Popen[bytes]:
    """`manage.py procrastinate worker` on the tests' own database and mail server."""
    info = connection.connection.info
    password = f":{quote(info.password)}" if info.password else ""
    database = f"postgres://{quote(info.user)}{password}@{quote(info.host, safe='')}:{info.port}/{info.dbname}"
    environment = {**os.environ, "DATABASE_URL": database, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_killed_worker_costs_nobody_two_copies_and_leaves_one_doubt(
    dispatch: Dispatch, mailbox: Mailbox, settings: Any
) -> None:
    mailbox.answers[READERS[2]] = "silence"
    first = worker(settings.EMAIL_PORT)
    assert mailbox.is_silent.wait(PATIENCE)
    first.send_signal(signal.SIGKILL)
    first.wait()

    resume_dispatches(timestamp=0)
    assert worker(settings.EMAIL_PORT).wait(PATIENCE) == 0

    dispatch.refresh_from_db()
    accounting = accounting_of(dispatch)
    assert (accounting.accepted, accounting.in_doubt) == (4, 1)
    assert accounting.adds_up
    assert accounting.state == "needs_decision"
    assert dispatch.deliveries.get(state="in_doubt").email_key == READERS[2]
    assert sorted(address for address, _ in mailbox.messages) == READERS
