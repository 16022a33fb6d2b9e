"""What DNS answers, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import dns.exception
import dns.nameserver
import dns.resolver
import dns.reversename

Ip = IPv4Address | IPv6Address
# Seconds for one question, all its attempts together.
PATIENCE = 8.0


class DnsTroubleError(Exception):
    """A question that got no answer, neither yes nor no; says which."""


class Dns:
    """Asks a resolver. What doesn't exist is an empty answer; what can't be known raises DnsTroubleError."""

    def __init__(self, resolver: dns.resolver.Resolver) -> None:
        self._resolver = resolver

    @classmethod
    def of_this_machine(cls) -> Dns:
        """Asks whom this machine asks. Raises DnsTroubleError where it knows nobody."""
        try:
            return cls(dns.resolver.Resolver())
        except dns.resolver.NoResolverConfiguration as error:
            raise DnsTroubleError("This machine knows no DNS server; name one with --nameserver.") from error

    @classmethod
    def of_server(cls, address: str, port: int = 53) -> Dns:
        """Asks the server at an IP address. Raises ValueError where that is none."""
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = [dns.nameserver.Do53Nameserver(str(ip_address(address)), port)]
        return cls(resolver)

    def texts(self, name: str) -> list[str]:
        """The TXT records of a name, each in one piece."""
        return [b"".join(record.strings).decode("utf-8", "replace") for record in self._ask(name, "TXT")]

    def addresses(self, name: str) -> list[Ip]:
        """The IPv4 and IPv6 addresses of a name."""
        return [ip_address(record.address) for kind in ("A", "AAAA") for record in self._ask(name, kind)]

    def exchanges(self, name: str) -> list[str]:
        """The mail servers of a domain, the preferred one first; a lone "" says that the domain takes no mail."""
        records = sorted(self._ask(name, "MX"), key=lambda record: record.preference)
        return [_written(record.exchange) for record in records]

    def names_of(self, address: Ip) -> list[str]:
        """What an address is called (PTR)."""
        name = dns.reversename.from_address(str(address)).to_text()
        return [_written(record.target) for record in self._ask(name, "PTR")]

    def exists(self, name: str, kind: str) -> bool:
        """Whether a name has records of a kind."""
        return bool(list(self._ask(name, kind)))

    def _ask(self, name: str, kind: str) -> Iterable[Any]:
        try:
            return self._resolver.resolve(name, kind, lifetime=PATIENCE, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.DNSException as error:
            raise DnsTroubleError(f"DNS doesn't say whether {name} has {kind}: {type(error).__name__}.") from error
        except UnicodeError:
            return []  # no name that could exist


def _written(name: Any) -> str:
    return str(name).rstrip(".").lower()
