from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hub.mail_check.dns_answers import Dns, DnsTroubleError
from hub.mail_check.domain import Sending, check_domain
from hub.mail_check.findings import Level
from newsletter.identity import identity_in


class Command(BaseCommand):
    help = "What DNS says of the domain that mail is sent from, and what to put there. Fails when something is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("domain", nargs="?", help="the sender's, unless given")
        parser.add_argument(
            "--selector", action="append", help="a DKIM selector; may be repeated (else DKIM_SELECTORS)"
        )
        parser.add_argument(
            "--sending-host",
            action="append",
            help="name or address of a host that mail leaves from; may be repeated (else MAIL_SENDING_HOSTS)",
        )
        parser.add_argument("--nameserver", help="the address of a DNS server to ask, with a port if it isn't 53")

    def handle(self, *args: Any, **options: Any) -> None:
        sending = Sending(
            address=identity_in(settings.LANGUAGE_CODE).sender_address,
            selectors=options["selector"] or settings.DKIM_SELECTORS,
            hosts=options["sending_host"] or settings.MAIL_SENDING_HOSTS,
        )
        dns = dns_from(options["nameserver"])
        findings = check_domain(options["domain"] or sending.domain, sending, dns, timezone.localdate())
        for finding in findings:
            for line in finding.lines():
                self.stdout.write(line)
        if not sending.hosts:
            self.stdout.write(
                "No sending host is known, so nothing is said of its name (PTR) and whether SPF allows it."
            )
        missing = sum(finding.level is Level.WRONG for finding in findings)
        if missing:
            raise CommandError(
                f"{missing} to put right. DNS may take an hour, or a day, to tell everybody of a change."
            )


def dns_from(server: str | None) -> Dns:
    """Whom to ask: the server that is named, as `ADDRESS` or `ADDRESS:PORT`, or whom this machine asks."""
    address, colon, port = (server or "").rpartition(":")
    try:
        if not server:
            return Dns.of_this_machine()
        if colon and ":" not in address:
            return Dns.of_server(address, int(port))
        return Dns.of_server(server)
    except ValueError:
        raise CommandError("--nameserver is an IP address, such as 9.9.9.9 or 127.0.0.1:5353.") from None
    except DnsTroubleError as error:
        raise CommandError(str(error)) from error
