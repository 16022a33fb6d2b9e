from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from newsletter.approval import IssueError, approve
from newsletter.dispatching import send
from newsletter.models import Issue


class Command(BaseCommand):
    help = "Queues the dispatch of an approved issue, in all its languages, and returns; the worker sends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, help="compile_issue's ID")
        parser.add_argument("--approve-as", metavar="USER", help="approve it first, as this user")

    def handle(self, *args: Any, **options: Any) -> None:
        issue = Issue.objects.filter(pk=options["id"]).first()
        if issue is None:
            raise CommandError(f"There is no issue {options['id']}.")
        user = _user(options["approve_as"]) if options["approve_as"] else None
        try:
            if user and not issue.is_on_its_way:
                issue = approve(issue, user)
            send(issue, user)
        except IssueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Issue {issue.pk} of {issue} is queued; `dispatch_status {issue.pk}` tells how far it is.")


def _user(name: str) -> Any:
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user {name}.")
    if not user.has_perm("newsletter.approve_issue"):
        raise CommandError(f"{name} may not approve issues.")
    return user
