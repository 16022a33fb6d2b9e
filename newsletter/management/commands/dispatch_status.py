import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsletter.accounting import accounting_of
from newsletter.models import Dispatch, Issue


class Command(BaseCommand):
    help = "The accounting of an issue's dispatch; without an ID, of the latest dispatch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, nargs="?", help="the issue's ID")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        dispatch = _dispatch(options["id"])
        accounting = accounting_of(dispatch)
        answer = {"issue": dispatch.issue_id, **asdict(accounting), "state": accounting.state.value}
        if options["json"]:
            self.stdout.write(json.dumps(answer))
            return
        for name, value in answer.items():
            self.stdout.write(f"{name.replace('_', ' '):<12} {value:>12}")
        if dispatch.problem:
            self.stdout.write(f"Problem: {dispatch.problem}")
        if not accounting.adds_up:
            raise CommandError("The accounting doesn't add up.")


def _dispatch(issue_id: int | None) -> Dispatch:
    dispatches = Dispatch.objects.select_related("issue")
    if issue_id is None:
        latest = dispatches.order_by("-created_at").first()
        if latest is None:
            raise CommandError("Nothing has been dispatched yet.")
        return latest
    dispatch = dispatches.filter(issue=issue_id).first()
    if dispatch is None:
        known = Issue.objects.filter(pk=issue_id).exists()
        raise CommandError(f"Issue {issue_id} hasn't been dispatched." if known else f"There is no issue {issue_id}.")
    return dispatch
