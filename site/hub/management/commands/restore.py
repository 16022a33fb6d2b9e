from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from hub.backup.errors import BackupError
from hub.backup.restoring import restore
from hub.health import pending_migrations


class Command(BaseCommand):
    help = "Brings database and media back from a file that `backup` made. Stop the web server and the workers first."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="throw away what is in the database now")
        parser.add_argument(
            "--nothing-was-sent",
            action="store_true",
            help="no worker has run since the backup: who waited for mail then still does (else: is in doubt)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with translation.override(settings.LANGUAGE_CODE):
                manifest = restore(options["file"], options["replace"], options["nothing_was_sent"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored: the database of {manifest.made_at} and {len(manifest.media)} files.")
        if manifest.missing:
            named = ", ".join(manifest.missing[:5])
            self.stderr.write(f"Not in the backup: {len(manifest.missing)} files that the database names, {named}…")
        self.stdout.write(pending_migrations() or "No migration is pending.")
        self.stdout.write(
            "Before you start the workers: look at Newsletter → Issues for what is in doubt or to be approved."
        )
