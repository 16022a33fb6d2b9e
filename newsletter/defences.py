"""What keeps robots from signing people up: who may post the form, and how often."""

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
    address = _address(request)
    if address is None or address.is_loopback:
        network, most = "loopback", ON_THIS_MACHINE
    else:
        network, most = str(ip_network(f"{address}/{PREFIX_LENGTH[address.version]}", strict=False)), PER_NETWORK
    counted = ((network, most), ("site", WHOLE_SITE))
    for name, limit in counted:
        if _count(f"newsletter.sign-ups.{name}", limit) > limit.most:
            return limit.per
    return None


def _count(key: str, limit: Limit) -> int:
    cache.add(key, 0, limit.per.total_seconds())
    try:
        return cache.incr(key)
    except ValueError:  # its time was up between the two
        return 1


def _address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
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
