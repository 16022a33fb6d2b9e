"""E-mail addresses: when two are the same person's, and how one is written in an envelope."""

import unicodedata
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.encoding import punycode

validate_syntax = EmailValidator(allowlist=[])


def validate_mailable(address: str) -> None:
    """Raises ValidationError for what is no address that a stranger's newsletter can go to.

    Neither is a machine without a name in the DNS, which may be one of ours, nor a name in quotation marks: each name
    can be written in them in many ways, and every one would count as somebody else.
    """
    validate_syntax(address)
    name, _, domain = address.rpartition("@")
    if name.startswith('"') or domain.startswith("["):
        raise ValidationError(validate_syntax.message, code=validate_syntax.code)


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
