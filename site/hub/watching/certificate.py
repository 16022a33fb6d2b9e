"""How long the site's TLS certificate is good for, as browsers see it: the worker looks, the admin's home says so."""

from __future__ import annotations

import logging
import socket
import ssl
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)
KEY = "hub.warnings.certificate"
# It is looked at four times a day. What nobody could look at since is no longer said.
KEPT_FOR = timedelta(days=3)
PATIENCE = 5
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Certificate:
    """When it ends, or why browsers refuse it."""

    host: str
    ends: datetime | None = None
    fault: str = ""

    def is_ending(self, now: datetime) -> bool:
        """Whether it has to be renewed by now."""
        return self.ends is not None and self.ends - now < SOON


def look() -> None:
    """Looks at the certificate of PUBLIC_URL's host, and keeps what it found. Without https there is none."""
    url = urlsplit(settings.PUBLIC_URL)
    if url.scheme != "https" or not url.hostname:
        return
    try:
        found = _of(url.hostname, url.port or 443)
    except OSError as problem:
        # A server may be kept from reaching itself by its public name, and that is nobody's fault.
        logger.warning("The certificate of %s couldn't be looked at: %s.", url.hostname, problem)
        return
    cache.set(KEY, asdict(found), KEPT_FOR.total_seconds())


def known() -> Certificate | None:
    """What was found last, if that isn't long ago."""
    found = cache.get(KEY)
    return Certificate(**found) if found else None


def _of(host: str, port: int) -> Certificate:
    """The certificate that a server shows. Raises OSError where none answers."""
    context = ssl.create_default_context()
    with socket.create_connection((host, port), timeout=PATIENCE) as plain:
        try:
            with context.wrap_socket(plain, server_hostname=host) as connection:
                shown = connection.getpeercert() or {}
        except ssl.SSLCertVerificationError as refusal:
            return Certificate(host, fault=refusal.verify_message)
    return Certificate(host, ends=datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC))
