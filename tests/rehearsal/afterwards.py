"""What happens once the site runs: a secret changes, a certificate is renewed, logs are rotated, somebody goes back."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

from .certbot import Certbot
from .debian import METRICS_TOKEN
from .nginx import Nginx
from .server import IS_ROOT, Server, say
from .units import Units
from .visitor import Visitor
from .walk import LoggedIn, away, expect

ADDRESSES = "SELECT count(*) FROM newsletter_subscriber"
TOO_OLD = 15 * 24 * 3600


def is_kept_apart(server: Server) -> None:
    """nginx's user reads static files and nothing else; nobody but root and the site reads its secrets."""
    environment = server.path("/etc/health-hub/environment").stat().st_mode
    expect(not environment & 0o027, f"others can read or change the environment: {environment:o}")
    site = server.path("/var/lib/health-hub")
    original = next((site / "media/original_images").iterdir())
    backup = newest_backup(server)
    expect(not backup.stat().st_mode & 0o077, f"others can read a backup: {backup}")
    if not IS_ROOT:
        return
    for file, may in ((site / "static/site.css", True), (original, False), (backup, False)):
        done = subprocess.run(
            ["/usr/sbin/runuser", "-u", "www-data", "--", "cat", file], capture_output=True, check=False
        )
        expect((done.returncode == 0) == may, f"nginx {'can’t' if may else 'can'} read {file}")


def newest_backup(server: Server) -> Path:
    """The one that was made last."""
    return max(server.path("/var/backups/health-hub").glob("*.tar"), key=lambda file: file.stat().st_mtime)


def leave_an_old_backup(server: Server) -> Path:
    """One that is older than the privacy page allows."""
    file = server.path("/var/backups/health-hub/2026-01-01-023000.tar")
    file.touch()
    server.own(file)
    os.utime(file, (time.time() - TOO_OLD,) * 2)
    return file


def secret_has_changed(server: Server, units: Units, somebody: LoggedIn) -> None:
    """Who was logged in isn't any more, and gets in with the phone of before; numbers are for who has the new token."""
    expect(somebody.visitor.ask("/cms/").status == 302, "a session of before the new SECRET_KEY is still good")
    somebody.log_in_again()
    visitor = Visitor(server)
    expect(visitor.ask("/metrics").status == 403, "the numbers are for everybody")
    answer = visitor.ask("/metrics", Authorization=f"Bearer {METRICS_TOKEN}")
    expect(answer.status == 200 and "hub_responses_total" in answer.text, f"the new token: {answer.status}")
    expect(units.processes("health-hub.service") == 3, "WEB_CONCURRENCY isn't heeded")
    say("  The old session has ended, the phone still works, the new token opens the numbers.")


def certificate_is_renewed(server: Server, certbot: Certbot) -> None:
    """Visitors who trust the new one alone get in, and no others."""
    before = Visitor(server)
    certbot.renew()
    expect(Visitor(server).ask("/nl/").status == 200, "the new certificate isn't used")
    try:
        before.ask("/nl/")
    except OSError:
        return
    expect(False, "the old certificate is used still")


def logs_are_rotated(server: Server, nginx: Nginx) -> None:
    """What is asked afterwards stands in a new file."""
    nginx.rotate()
    Visitor(server).ask("/nl/")
    time.sleep(0.3)
    written = server.path("/var/log/nginx/health-hub.log")
    expect(written.is_file() and written.read_text().strip(), "nginx goes on with the log that was put away")


def old_version_serves(server: Server, version: str) -> None:
    """With its own styles, over tables that a newer one made."""
    expect(server.path("/opt/health-hub/current").resolve() == server.path(version), "the link leads elsewhere")
    visitor = Visitor(server)
    for path in ("/nl/", "/en/", "/nl/nieuws/", "/cms/login/"):
        answer = visitor.ask(path)
        expect(answer.status == 200, f"{path}: {answer.status}")
        for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', answer.text):
            expect(visitor.ask(file).status == 200, f"{file} of {path} isn't there")
        visitor.cookies.clear()


def everything_is_stopped(server: Server, units: Units) -> None:
    """Visitors read that the site is away, and subscribers are there who weren't when the backup was made."""
    expect(not units.running and not units.listening, f"Still there: {list(units.running)}")
    away(server)
    expect(subscribers(server) > 0, "There is nothing that a backup of before would bring back otherwise")


def backup_is_back(server: Server) -> None:
    """What was there then is, with its pictures, and what came later isn't."""
    expect(subscribers(server) == 0, f"{subscribers(server)} subscribers who weren't in the backup")
    picture = re.search(r'(/media/images/[^"\s]+)', Visitor(server).ask("/nl/nieuws/").text)
    expect(picture and Visitor(server).ask(picture[1]).status == 200, "the news has lost its pictures")
    say("  Articles and pictures are back, and who subscribed after the backup isn't there.")


def subscribers(server: Server) -> int:
    """How many the database has."""
    return int(server.run(f'runuser -u health-hub -- psql -tAc "{ADDRESSES}"', shown=False))
