"""E-mail addresses: when two are the same person's, and how one is written in an envelope."""

import unicodedata
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.encoding import punycode


def email_key(address: str) -> str:
    """The form in which an address is compared: case and Unicode spelling don't matter, a plus tag does."""
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    return f"{local.casefold()}@{punycode(domain.rstrip('.')).lower()}"


def domain_of(address: str) -> str:
    """What stands after the @, as DNS knows it."""
    return punycode(address.rpartition("@")[2]).lower()


def envelope_address(address: str) -> str:
    """The address as SMTP wants it: its domain in ASCII. The local part is left as its owner wrote it."""
    local, _, domain = address.strip().rpartition("@")
    return f"{local}@{_ascii(domain)}"


# Thousands of readers share a few domains.
_ascii = lru_cache(maxsize=1000)(punycode)


def return_address(number: UUID) -> str:
    """Where a delivery's message comes back to (the envelope's sender); empty where nobody would read it."""
    name, _, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{name}+{number.hex}@{domain}" if domain else ""
