"""Links in mail: opaque, signed, and good for one purpose only.

A token is the subscriber's random number and a signature whose key depends on the purpose, so a link for
one purpose can do nothing else. It carries no address and never expires: old mails keep working.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

UNSUBSCRIBE = "unsubscribe"


def token_for(number: UUID, purpose: str) -> str:
    """The token that lets its holder do `purpose` for the subscriber with this number."""
    return _signer(purpose).sign(urlsafe_b64encode(number.bytes).rstrip(b"=").decode())


def number_from(token: str, purpose: str) -> UUID:
    """Whose token this is. Raises BadSignature for one that is damaged, or made for something else."""
    value = _signer(purpose).unsign(token)
    try:
        return UUID(bytes=urlsafe_b64decode(value + "=="))
    except ValueError as error:
        raise BadSignature(str(error)) from error


def unsubscribe_url(number: UUID, language: str) -> str:
    """The address where a subscriber leaves, in their language."""
    with translation.override(language):
        path = reverse("newsletter:unsubscribe", args=[token_for(number, UNSUBSCRIBE)])
    return f"{settings.PUBLIC_URL}{path}"


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"newsletter.{purpose}")
