from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.mail_check.findings import Level
from hub.mail_check.message import check_message

from .check_mail_domain import dns_from


class Command(BaseCommand):
    help = (
        "Whether a received copy of a mail is signed, can be left by one click and isn't cut off. Fails when it isn't."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the whole message as it came, saved as .eml")
        parser.add_argument("--nameserver", help="the address of a DNS server to ask, with a port if it isn't 53")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            raw = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from error
        findings = check_message(raw, dns_from(options["nameserver"]))
        for finding in findings:
            for line in finding.lines():
                self.stdout.write(line)
        wrong = sum(finding.level is Level.WRONG for finding in findings)
        if wrong:
            raise CommandError(f"{wrong} to put right.")
