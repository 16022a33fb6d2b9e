"""A domain that mail is sent from, looked at as those do who receive it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address

from . import dkim_keys, dmarc, hosts, spf, transport_security
from .dns_answers import Dns, DnsTroubleError, Ip
from .findings import Finding, good, wrong


@dataclass(frozen=True)
class Sending:
    """How this installation sends: from which address, signed with which selectors, by which hosts."""

    address: str
    selectors: list[str]
    hosts: list[str]

    @property
    def domain(self) -> str:
        """The domain that readers see."""
        return self.address.rpartition("@")[2].lower()


def check_domain(domain: str, sending: Sending, dns: Dns, today: date) -> list[Finding]:
    """All that is to be said of a domain, record by record. What DNS doesn't answer is a finding too."""
    domain = domain.strip().rstrip(".").lower()
    senders: list[Ip] = []
    return [
        *_heard("sender", _check_alignment(domain, sending, dns)),
        *_heard("sender", _resolve(sending.hosts, dns, senders)),
        *_heard("SPF", spf.check(domain, dns, senders)),
        *_heard("DKIM", dkim_keys.check(domain, sending.selectors, dns)),
        *_heard("DMARC", dmarc.check(domain, dns)),
        *_heard("MX", hosts.check_exchanges(domain, dns)),
        *(finding for address in senders for finding in _heard("PTR", hosts.check_sender(address, dns))),
        *_heard("MTA-STS", transport_security.check(domain, dns, today)),
    ]


def _heard(subject: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    try:
        yield from findings
    except DnsTroubleError as error:
        yield wrong(subject, f"{error} Ask again later, or ask another server with --nameserver.")


def _check_alignment(domain: str, sending: Sending, dns: Dns) -> Iterator[Finding]:
    if sending.domain == domain:
        yield good("sender", f"mail comes from {sending.address}, of this domain.")
        return
    text = f"mail comes from {sending.address}, so receivers look at {sending.domain} and not at {domain}"
    is_kin = dmarc.organisation_of(sending.domain, dns) == dmarc.organisation_of(domain, dns)
    text += ", which is of the same organisation. " if is_kin else ". "
    yield wrong(
        "sender", f"{text}Check that domain, or set another sender (Settings → Newsletter, DEFAULT_FROM_EMAIL)."
    )


def _resolve(named: list[str], dns: Dns, senders: list[Ip]) -> Iterator[Finding]:
    """Adds the addresses of the sending hosts to `senders`."""
    for host in named:
        try:
            found = [ip_address(host)]
        except ValueError:
            found = dns.addresses(host)
        if not found:
            yield wrong("sender", f"the sending host {host} has no address.", f"{host}. IN A ADDRESS-OF-THE-HOST")
        senders.extend(found)
