"""An issue to a few hundred readers by two workers, one of which is started anew in the middle."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.mail_sink import records

from .server import REPOSITORY, Server, say
from .units import Units
from .walk import expect

READERS = 1000
WITHIN = 90
UNDER_WAY = "SELECT count(*) FROM newsletter_dispatch WHERE finished_at IS NULL"
DOING = (
    "SELECT count(DISTINCT worker_id) FROM procrastinate_jobs "
    "WHERE status = 'doing' AND task_name = 'newsletter.dispatch_issue'"
)


class MailServer:
    """The tests' own mail server, which writes down what it accepts before it says so."""

    def __init__(self, folder: Path, latency: float = 0.2) -> None:
        self.log = folder / "mail.log"
        self.log.touch()
        command = [sys.executable, "-m", "tests.mail_sink", "--log", str(self.log), "--latency", str(latency)]
        self.process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())

    def stop(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait(10)


def send_an_issue(server: Server, units: Units, mail: MailServer) -> None:
    """Everybody who should have it has it once, and the accounting says the same."""
    _import_readers(server)
    issue = json.loads(_last_line(server.run("health-hub compile_issue --json", shown=False)))
    before = len(records(mail.log))
    server.run(f"health-hub send_issue {issue['id']} --approve-as eerste", shown=False)
    begun, most, is_restarted = time.monotonic(), 0, False
    while _asked(server, UNDER_WAY) == "1":
        most = max(most, int(_asked(server, DOING)))
        if not is_restarted and len(records(mail.log)) > before + READERS // 10:
            units.systemctl(["restart", "health-hub-worker@1.service"])
            is_restarted = True
        expect(time.monotonic() - begun < WITHIN, f"The dispatch isn't finished after {WITHIN} seconds.")
    seconds = time.monotonic() - begun
    status = json.loads(_last_line(server.run(f"health-hub dispatch_status {issue['id']} --json", shown=False)))
    got = Counter(record.recipient for record in records(mail.log)[before:] if record.has_message)
    expect(is_restarted, "No worker was started anew while the issue went out")
    expect(most == 2, f"{most} workers took part at the same time")
    expect(all(number == 1 for number in got.values()), f"Twice: {[one for one in got if got[one] > 1][:5]}")
    expected = {f"reader-{number}@readers.example" for number in range(READERS)}
    expect(expected <= got.keys(), f"Missed: {sorted(expected - got.keys())[:5]}")
    expect(
        status["accepted"] == len(got) and not status["in_doubt"] and not status["refused"], f"{status} and {len(got)}"
    )
    say(f"  {len(got)} readers have it, each once, in {seconds:.0f} s; a worker was started anew meanwhile.")
    used = ", ".join(f"{name} {units.memory(name)} MB" for name in units.running)
    say(f"  In memory, where the site may have 2 GB and a worker 1 GB: {used}.")


def _import_readers(server: Server) -> None:
    file = server.root / "readers.csv"
    with file.open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["email", "language", "topics", "kinds", "rhythm", "consent_source", "consent_at"])
        for number in range(READERS):
            row = [f"reader-{number}@readers.example", ("nl", "en")[number % 2], "", "", "", "rehearsal", "2025-01-01"]
            writer.writerow(row)
    file.chmod(0o644)
    said = server.run(f"health-hub import_subscribers {file}", shown=False)
    expect(f"{READERS} added" in said, said[-500:])


def _asked(server: Server, query: str) -> str:
    return server.run(f'runuser -u health-hub -- psql -tAc "{query}"', shown=False).strip()


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1]
