import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsletter.exporting import rows


class Command(BaseCommand):
    help = "Writes all subscribers as CSV, in the columns that import_subscribers takes, and their state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="where to write; without it, on the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] is None:
            csv.writer(self.stdout, lineterminator="\n").writerows(rows())
            return
        try:
            with options["file"].open("x", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows(rows())
        except OSError as error:
            raise CommandError(str(error)) from error
