import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from newsletter.addressing import admin_url, preview_urls
from newsletter.compiling import CompilingError, compile_issue


class Command(BaseCommand):
    help = (
        "Compiles the issue of the cadence's next moment, or of the moment given, as a draft in every language. "
        "Repeated, it answers the same issue."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at", metavar="ISO", help="the moment, e.g. 2026-11-24T10:00; local time without an offset"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            issue = compile_issue(at=_moment(options["at"]) if options["at"] else None)
        except CompilingError as error:
            raise CommandError(str(error)) from error
        answer = {
            "id": issue.pk,
            "state": issue.state,
            "admin_url": admin_url(issue),
            "preview_urls": preview_urls(issue),
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer))
            return
        self.stdout.write(f"Issue {issue.pk} of {issue} is {issue.state}. {issue.held_reason}".strip())
        self.stdout.write(f"Admin: {answer['admin_url']}")
        for language, url in preview_urls(issue).items():
            self.stdout.write(f"Preview ({language}): {url}")


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text) or datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} isn't a moment in ISO 8601, such as 2026-11-24T10:00.") from error
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
