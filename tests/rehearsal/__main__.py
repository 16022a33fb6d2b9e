"""`make rehearse`: takes the steps of docs/deploy.md on this machine, with visitors, an issue and an upgrade.

It needs Debian's postgresql, nginx, curl and python3-venv. Nothing is installed, everything lies in a folder in /tmp
and listens on 127.0.0.1, and all of it is gone at the end; `KEEP=1` leaves the folder of one that failed.
"""

from __future__ import annotations

import shutil
import signal
import sys
import time
from pathlib import Path

from tests.dns_server import dns_server

from . import afterwards, editor, mail_records, upgrade, walk
from .debian import Debian
from .dispatch import MailServer, send_an_issue
from .document import DOCUMENT, Step, steps_of
from .server import REPOSITORY, RehearsalError, Server, say
from .units import Units
from .visitor import Crowd

CHANGING, NEW_VERSION = "Changing a setting", "A new version"
VERSION_BEFORE, BACKUP = "Back to the version before", "Back to a backup"
LATER = (CHANGING, NEW_VERSION, VERSION_BEFORE, BACKUP)
VISITED = ["/nl/", "/en/", "/nl/nieuws/", "/en/newsletter/subscribe/", "/static/site.css"]


def main() -> None:
    begun = time.monotonic()
    for ending in (signal.SIGINT, signal.SIGTERM):  # whoever ends it ends all that it started
        signal.signal(ending, signal.default_int_handler)
    with Server() as server, dns_server() as dns:
        mail_records.publish(dns)
        server.dns = dns.address
        mail, units = MailServer(server.root), Units(server)
        debian = Debian(server, units, mail.port)
        try:
            Rehearsal(server, units, debian, mail).whole()
        except RehearsalError as error:
            sys.exit(f"The rehearsal failed. {error}")
        finally:
            units.stop_all()
            debian.stop()
            mail.stop()
    say(f"Rehearsed in {time.monotonic() - begun:.0f} seconds.")


class Rehearsal:
    """The whole page, with what its reader does in a browser in between, and what becomes of the server later."""

    def __init__(self, server: Server, units: Units, debian: Debian, mail: MailServer) -> None:
        self.server, self.units, self.debian, self.mail = server, units, debian, mail
        steps = steps_of(REPOSITORY / DOCUMENT)
        self.first = [step for step in steps if step.heading not in LATER]
        self.later = {heading: [step for step in steps if step.heading == heading] for heading in LATER}

    def whole(self) -> None:
        """All of it."""
        take(self.server, self.first, built_in=upgrade.previous_version(self.server, self.first))
        say("In the browser: articles, and the first log-in")
        editor.write(self.server)
        somebody = walk.log_in(self.server, "eerste", self.server.environment["DJANGO_SUPERUSER_PASSWORD"])
        self.upgrade()
        say("Walking through the site")
        walk.walk(self.server)
        say(f"  A change was seen by visitors after {walk.change_is_seen(self.server):.1f} s.")
        afterwards.is_kept_apart(self.server)
        take(self.server, self.later[CHANGING])
        afterwards.secret_has_changed(self.server, self.units, somebody)
        say("The certificate is renewed, and nginx's logs are rotated")
        afterwards.certificate_is_renewed(self.server, self.debian.certbot)
        afterwards.logs_are_rotated(self.server, self.debian.nginx)
        say("Sending an issue through two workers")
        send_an_issue(self.server, self.units, self.mail)
        self.go_back()

    def upgrade(self) -> None:
        """To this version, with visitors who find no error; and to one that can't be migrated to."""
        steps = upgrade.with_packages_copied(self.server, self.later[NEW_VERSION])
        too_old = afterwards.leave_an_old_backup(self.server)
        with Crowd(self.server, VISITED) as crowd:
            take(self.server, steps, built_in=REPOSITORY)
            upgrade.put_files_in_place(self.server, self.first)
        say(f"  {crowd.answers} answers meanwhile, none of them an error; the longest took {crowd.longest:.1f} s.")
        walk.expect(not too_old.exists(), "A backup that is too old is kept")
        upgrade.failing(self.server, steps[-1])

    def go_back(self) -> None:
        """To the version before with visitors, and then to the backup that was made before the upgrade, without any."""
        with Crowd(self.server, VISITED) as crowd:
            take(self.server, self.later[VERSION_BEFORE])
        say(f"  {crowd.answers} answers meanwhile, none of them an error; the longest took {crowd.longest:.1f} s.")
        afterwards.old_version_serves(self.server, upgrade.FIRST)
        stop, *restore = self.later[BACKUP]
        take(self.server, [stop])
        afterwards.everything_is_stopped(self.server, self.units)
        take(self.server, restore)
        afterwards.backup_is_back(self.server)


def take(server: Server, steps: list[Step], *, built_in: Path = REPOSITORY) -> None:
    """Carries out blocks of the page; those that build do so in the repository, or what stands for it."""
    heading = ""
    for step in steps:
        if step.heading != heading:
            heading = step.heading
            say(heading)
        is_build = step.commands.startswith("make ")
        server.run(step.commands, cwd=built_in if is_build else None)


if __name__ == "__main__":
    if not shutil.which("git"):
        sys.exit("git is missing.")
    main()
