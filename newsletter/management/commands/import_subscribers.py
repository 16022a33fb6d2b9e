from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsletter.importing import UnreadableListError, counts_of, stage
from newsletter.models import ImportLine, SubscriberImport
from newsletter.receiving import go_on

Outcome = ImportLine.Outcome


class Command(BaseCommand):
    help = (
        "Makes subscribers of the lines of a CSV file. Columns: email, language, topics, kinds, rhythm, "
        "consent_source, consent_at; several topics or kinds are separated by ; or |. "
        "Says of each line that is refused why."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="UTF-8, with the columns' names in its first line")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--resume", type=int, metavar="NUMBER", help="go on with an import that was stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        run = _import(options)
        self.stdout.write(f"Import {run.pk}; if it is stopped: import_subscribers --resume {run.pk}")
        while not go_on(run, until=timezone.now() + timedelta(minutes=1)):
            pass
        refused = run.lines.exclude(outcome=Outcome.ADDED).values_list("number", "outcome")
        for number, outcome in refused.iterator():
            self.stdout.write(f"line {number}: {outcome}")
        counts = counts_of(run)
        added = counts.pop(Outcome.ADDED, 0)
        verb = "would be added" if run.is_trial else "added"
        self.stdout.write(f"{added} {verb}, {sum(counts.values())} refused.")


def _import(options: dict[str, Any]) -> SubscriberImport:
    if options["resume"]:
        run = SubscriberImport.objects.filter(pk=options["resume"]).first()
        if run is None:
            raise CommandError(f"There is no import {options['resume']}.")
        return run
    if options["file"] is None:
        raise CommandError("Name a file, or an import to go on with.")
    try:
        with options["file"].open(encoding="utf-8-sig", newline="") as lines:
            return stage(lines, options["file"].name, is_trial=options["dry_run"])
    except (OSError, UnreadableListError) as error:
        raise CommandError(str(error)) from error
