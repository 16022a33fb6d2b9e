"""Who may see how the server is doing: programs on this machine, and who has the token."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def is_from_this_machine(request: HttpRequest) -> bool:
    """Whether the other end of the connection is on this machine: a proxy, perhaps, that speaks for somebody else."""
    peer = request.META.get("REMOTE_ADDR", "")
    try:
        return not peer or ip_address(peer).is_loopback
    except ValueError:
        return False


def may_see(request: HttpRequest) -> bool:
    """Whether a request comes from a program on this machine, by no proxy, or has METRICS_TOKEN."""
    if settings.METRICS_TOKEN:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), settings.METRICS_TOKEN.encode()):
            return True
    speaks_for_another = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))
    return is_from_this_machine(request) and not speaks_for_another
