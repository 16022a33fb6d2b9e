"""`python -m demo`: serves the demo network, with a worker and a mailbox, until Ctrl-C."""

import argparse
import gc
import logging
import os
import sys
import textwrap
from pathlib import Path

import django

from . import launcher
from .launcher import Addresses, DemoError, Running

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="the site's; the mailbox has the next two")
    addresses = Addresses(parser.parse_args().port)
    launcher.heed_endings()
    try:
        os.environ.update(launcher.environment_of(os.environ, addresses))
        launcher.require_free_ports(addresses, with_mailbox=launcher.sends_to_mailbox(os.environ, addresses))
        launcher.require_postgresql(os.environ)
        serve(addresses)
    except DemoError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        say("Stopped; what you changed is kept.")


def serve(addresses: Addresses) -> None:
    """Never returns: ends by KeyboardInterrupt or, when something is wrong, by DemoError."""
    with_mailbox = launcher.sends_to_mailbox(os.environ, addresses)
    django.setup()
    # Making the tables leaves much to look through and little to throw away: looking rarely takes a sixth off it.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    logging.disable(logging.INFO)  # what is done is told in a line; the programs log to files
    from django.conf import settings

    from . import passwords, preparation

    var: Path = settings.VAR
    programs = launcher.programs(ROOT, var, addresses, with_mailbox=with_mailbox)
    with preparation.told_in_a_sentence():
        preparation.connect()
        with launcher.only_one(var):
            try:
                preparation.prepare(say)
                logins = passwords.ensure(var / "demo-passwords.txt")
                with Running(var / "log", os.environ, ROOT) as running:
                    for program in programs:
                        running.start(program)
                    running.wait_until_ready()
                    say(summary(addresses, logins, var / "log", with_mailbox=with_mailbox))
                    try:
                        running.watch()
                    except KeyboardInterrupt:
                        say("\nStopping, once the worker has finished what it does …")
                        raise
            finally:
                with launcher.undisturbed():
                    preparation.stop_embedded_database()


def summary(addresses: Addresses, logins: dict[str, str], logs: Path, *, with_mailbox: bool) -> str:
    rows = [
        ("Site", f"{addresses.site}/nl/"),
        ("", f"{addresses.site}/en/"),
        ("Admin", f"{addresses.site}/cms/"),
        ("Mailbox", f"{addresses.mailbox}/" if with_mailbox else "none: mail goes where EMAIL_URL says"),
        *(("Log in as", f"{name:10} {password}") for name, password in logins.items()),
        ("Logs", f"{logs}/"),
    ]
    table = "\n".join(f"{label:10} {value}".rstrip() for label, value in rows)
    return f"\nThe demo network runs.\n\n{textwrap.indent(table, '  ')}\n\nCtrl-C stops all of it.\n"


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
