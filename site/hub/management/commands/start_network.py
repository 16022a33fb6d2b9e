import logging
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from hub.starting import AlreadyStartedError, LanguageError, start
from network.models import NetworkSettings, User


class Command(BaseCommand):
    help = "Makes the pages and the settings that a new network begins with. It touches no network that is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="what the network is called")
        parser.add_argument("--languages", default="nl,en", help="such as nl,en: the first is written in first")
        parser.add_argument(
            "--email", default="", help="the network's mailbox; without one the contact page is a draft"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name, email = options["name"].strip(), options["email"].strip()
        _check(name, email)
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line for every page would bury what is said here
        languages = [code.strip().lower() for code in options["languages"].split(",") if code.strip()]
        try:
            started = start(name, languages, email)
        except AlreadyStartedError:
            raise CommandError("There are pages already: a network is only started on an empty site.") from None
        except LanguageError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{name} has its pages: {started.live} on the site, {started.drafts} as drafts to complete.")
        for code in started.untranslated:
            self.stdout.write(
                f"In {code} all are drafts with the words of {languages[0]}: "
                "nobody is led there until its home page is translated and published."
            )
        self.stdout.write(f"The first newsletter is due on {started.first_issue:%Y-%m-%d}.")
        if not User.objects.filter(is_superuser=True).exists():
            self.stdout.write("Make the first account: manage.py createsuperuser")
        self.stdout.write("What to do first stands on the home of the admin, at /cms/.")


def _check(name: str, email: str) -> None:
    longest = NetworkSettings._meta.get_field("name").max_length
    if not name or len(name) > (longest or 0):
        raise CommandError(f"--name is the network's name, of {longest} characters at most.")
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise CommandError(f"--email isn't an e-mail address: {email}") from None
