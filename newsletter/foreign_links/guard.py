"""Which addresses on other sites may be asked: only what anybody on the internet could ask.

Whoever writes an issue chooses where this server sends a request. So nothing inside its own network may be reached,
whatever a link says, whatever its name resolves to, and wherever an answer leads on to.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9._:-]+")
# What carries an IPv4 address to a network that has only IPv6 (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# All that is given out to be reached from everywhere; the rest is special or not in use yet.
GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")

Resolve = Callable[[str, int], list[str]]
"""From a host's name and a port to the addresses that it has now; raises OSError when it has none."""


class NotPublicError(Exception):
    """An address that isn't anybody's to ask."""


@dataclass(frozen=True)
class Target:
    """Where one request goes: the host by name, for the request, and the addresses that may be connected to."""

    is_secure: bool
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def host_header(self) -> str:
        """The host as the request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS["https" if self.is_secure else "http"] else f"{host}:{self.port}"


@dataclass(frozen=True)
class Guard:
    """What may be asked. A test passes another resolver, and may allow a port and an address of its own machine."""

    resolve: Resolve
    ports: frozenset[int] = frozenset(PORTS.values())
    also: frozenset[str] = frozenset()

    def target(self, url: str) -> Target:
        """Where a request for this goes. Raises NotPublicError, or OSError when the name is nobody's.

        Every address of a name has to be public, and only the ones that were looked at are connected to: a name that
        resolves to something else a moment later changes nothing.
        """
        scheme, host, port, path = _parts_of(url)
        if port not in self.ports:
            raise NotPublicError(url)
        addresses = tuple(dict.fromkeys(self.resolve(host, port)))
        if not addresses or not all(address in self.also or is_public(address) for address in addresses):
            raise NotPublicError(url)
        return Target(scheme == "https", host, port, path, addresses)


def is_public(address: str) -> bool:
    """Whether everybody reaches the same machine at this IP address; one that wraps another counts as that."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        wrapped = _wrapped(found)
        return is_public(str(wrapped)) if wrapped else found.is_global and found in GLOBAL_IPV6
    return found.is_global and not found.is_multicast and not found.is_reserved


def resolved(host: str, port: int) -> list[str]:
    """What the system's resolver says."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


INTERNET = Guard(resolved)


def _parts_of(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path with query, in ASCII. Raises NotPublicError for what isn't a plain web address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode().lower()
        port = parts.port
    except ValueError as error:
        raise NotPublicError(url) from error
    if parts.scheme not in PORTS or "@" in parts.netloc or not HOST.fullmatch(host):
        raise NotPublicError(url)
    path = iri_to_uri(parts.path or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")
    return parts.scheme, host, port or PORTS[parts.scheme], path


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that this stands for, where it stands for one."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
