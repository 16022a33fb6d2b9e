"""What keeps robots from forms: who may post one, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest

PREFIX_LENGTH = {4: 24, 6: 48}


@dataclass(frozen=True)
class Limit:
    """How many forms are taken within a time."""

    most: int
    per: timedelta


PER_NETWORK = Limit(20, timedelta(hours=1))
ON_THIS_MACHINE = Limit(2_000, timedelta(hours=1))
WHOLE_SITE = Limit(3_000, timedelta(hours=1))


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site's page made this request. A request that doesn't say where it comes from is taken."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("cross-site", "same-site")
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return bool(source) and _host(source) != request.get_host().lower()


def _host(url: str) -> str:
    """The host and port that a URL names; empty for what is no URL."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def retry_after(request: HttpRequest) -> timedelta | None:
    """Counts a form; how long to wait if there were too many from this network or on the whole site, else None."""
    if wait := retry_after_from_network(request, "newsletter.sign-ups", PER_NETWORK):
        return wait
    return None if count("newsletter.sign-ups.site", WHOLE_SITE) <= WHOLE_SITE.most else WHOLE_SITE.per


def retry_after_from_network(request: HttpRequest, counted: str, limit: Limit) -> timedelta | None:
    """Counts what `counted` names; how long to wait if there was too much of it from this network, else None."""
    address = address_of(request)
    if address is None or address.is_loopback:
        network, limit = "loopback", ON_THIS_MACHINE
    else:
        network = str(ip_network(f"{address}/{PREFIX_LENGTH[address.version]}", strict=False))
    return None if count(f"{counted}.{network}", limit) <= limit.most else limit.per


def count(key: str, limit: Limit) -> int:
    """Counts one more, and says how many there are within the limit's time."""
    cache.add(key, 0, limit.per.total_seconds())
    try:
        return cache.incr(key)
    except ValueError:  # its time was up between the two
        return 1


def address_of(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The visitor's address; None on a socket of this machine.

    A proxy on this machine puts the visitor last in X-Forwarded-For. What anybody else writes there isn't believed.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    if peer is None or peer.is_loopback:
        return _parsed(request.headers.get("X-Forwarded-For", "").rpartition(",")[2]) or peer
    return peer


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
