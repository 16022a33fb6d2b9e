from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.backup.errors import BackupError
from hub.backup.saving import save


class Command(BaseCommand):
    help = "Writes database and media into one file, while the site runs. It holds personal data: keep it safe."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that isn't there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = save(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        size = sum(one["size"] for one in manifest.files.values())
        self.stdout.write(f"{options['file']}: the database and {len(manifest.media)} files, {size / 1e6:.1f} MB.")
        if manifest.missing:
            named = ", ".join(manifest.missing[:5])
            self.stderr.write(f"Not there: {len(manifest.missing)} files that the database names, {named}…")
