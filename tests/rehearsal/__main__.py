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

from . import editor, upgrade, walk
from .debian import Debian, listen_to
from .dispatch import MailServer, send_an_issue
from .document import DOCUMENT, Step, steps_of
from .server import REPOSITORY, RehearsalError, Server, say
from .units import Units
from .visitor import Crowd

NEW_VERSION = "A new version"


def main() -> None:
    begun = time.monotonic()
    for ending in (signal.SIGINT, signal.SIGTERM):  # whoever ends it ends all that it started
        signal.signal(ending, signal.default_int_handler)
    with Server() as server:
        mail = MailServer(server.root)
        units, debian = Units(server), Debian(server, mail.port)
        listen_to(server, debian, units)
        try:
            rehearse(server, units, mail)
        except RehearsalError as error:
            sys.exit(f"The rehearsal failed. {error}")
        finally:
            units.stop_all()
            debian.stop()
            mail.stop()
    say(f"Rehearsed in {time.monotonic() - begun:.0f} seconds.")


def rehearse(server: Server, units: Units, mail: MailServer) -> None:
    """The whole page, in its order, with what its reader does in a browser in between."""
    steps = steps_of(REPOSITORY / DOCUMENT)
    first = [step for step in steps if step.heading != NEW_VERSION]
    newer = [step for step in steps if step.heading == NEW_VERSION]
    take(server, first, built_in=upgrade.previous_version(server, first))
    say("In the browser: articles, and the first log-in")
    editor.write(server)
    walk.log_in(server, "eerste", server.environment["DJANGO_SUPERUSER_PASSWORD"])
    newer = upgrade.with_packages_copied(server, newer)
    with Crowd(server, ["/nl/", "/en/", "/nl/nieuws/", "/en/newsletter/subscribe/", "/static/site.css"]) as crowd:
        take(server, newer, built_in=REPOSITORY)
    say(f"  {crowd.answers} answers meanwhile, none of them an error; the longest took {crowd.longest:.1f} s.")
    upgrade.failing(server, newer[-1])
    say("Walking through the site")
    walk.walk(server)
    say(f"  A change was seen by visitors after {walk.change_is_seen(server):.1f} s.")
    say("Sending an issue through two workers")
    send_an_issue(server, units, mail)
    say("The site is away")
    units.stop("health-hub.service")
    units.listening["health-hub.socket"].close()
    walk.away(server)


def take(server: Server, steps: list[Step], *, built_in: Path) -> None:
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
