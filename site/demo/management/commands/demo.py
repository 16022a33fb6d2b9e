import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serves the demo network, with a worker and a mailbox, until Ctrl-C; what you change is kept in var/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the site's; the mailbox has the next two")

    def handle(self, *, port: int, **options: Any) -> None:
        # The settings have been read by now, and those of the demo depend on the port: begin anew.
        os.execv(sys.executable, [sys.executable, "-m", "demo", "--port", str(port)])  # noqa: S606
