import logging
import os
import sys
import textwrap
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import launcher, passwords, preparation
from demo.launcher import Addresses, DemoError, Running


class Command(BaseCommand):
    help = "Serves the demo network, with a worker and a mailbox, until Ctrl-C; what you change is kept in var/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the site's; the mailbox has the next two")

    def handle(self, *, port: int, **options: Any) -> None:
        addresses = Addresses(port)
        environment = launcher.environment_of(os.environ, addresses)
        try:
            with_mailbox = launcher.sends_to_mailbox(environment, addresses)
            launcher.require_free_ports(addresses, with_mailbox=with_mailbox)
            if environment != dict(os.environ):
                # The settings were read before we knew the port; begin again with those of the demo.
                os.execve(sys.executable, [sys.executable, *sys.argv], environment)  # noqa: S606
            self._run(addresses, environment, with_mailbox=with_mailbox)
        except DemoError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self._say("\nStopped; what you changed is kept in var/.")

    def _run(self, addresses: Addresses, environment: dict[str, str], *, with_mailbox: bool) -> None:
        launcher.heed_endings()
        logging.disable(logging.INFO)  # what is done is told in a line; the programs log to files
        root = Path(settings.ROOT)
        programs = launcher.programs(root, addresses, with_mailbox=with_mailbox)
        with preparation.told_in_a_sentence():
            preparation.connect()
            with launcher.only_one(root):
                try:
                    self._prepare()
                    logins = passwords.ensure(root / "var" / "demo-passwords.txt")
                    with Running(root / "var" / "log", environment, root) as running:
                        for program in programs:
                            running.start(program)
                        running.wait_until_ready()
                        self._say(summary(addresses, logins, with_mailbox=with_mailbox))
                        running.watch()
                finally:
                    with launcher.undisturbed():
                        preparation.stop_embedded_database()

    def _prepare(self) -> None:
        if preparation.tables_are_missing():
            self._say("Making the tables …")
            preparation.make_tables()
        static_files = preparation.StaticFiles()
        if not static_files.are_collected():
            self._say("Collecting the static files …")
            static_files.collect()
        if not preparation.has_pages():
            self._say("Loading the demo network …")
            preparation.load_content()
        preparation.point_site_at(settings.PUBLIC_URL)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def summary(addresses: Addresses, logins: dict[str, str], *, with_mailbox: bool) -> str:
    rows = [
        ("Site", f"{addresses.site}/nl/"),
        ("", f"{addresses.site}/en/"),
        ("Admin", f"{addresses.site}/cms/"),
        ("Mailbox", f"{addresses.mailbox}/" if with_mailbox else "none: mail goes where EMAIL_URL says"),
        *(("Log in as", f"{name:10} {password}") for name, password in logins.items()),
        ("Logs", "var/log/"),
    ]
    table = "\n".join(f"{label:10} {value}".rstrip() for label, value in rows)
    return f"\nThe demo network runs.\n\n{textwrap.indent(table, '  ')}\n\nCtrl-C stops all of it.\n"
