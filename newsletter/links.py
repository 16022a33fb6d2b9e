"""Links in mail: opaque, signed, and good for one purpose only.

A token is a random number, the subscriber's or that of what they asked, and a signature whose key depends on the
purpose, so a link for one purpose can do nothing else. It carries no address and never expires by itself: old mails
keep working. How long a confirmation is possible is decided by what was asked.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from hmac import HMAC
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, b64_encode
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

CONFIRM, PREFERENCES, UNSUBSCRIBE = "confirm", "preferences", "unsubscribe"
MOVE, AFTER_LEAVING = "move", "after_leaving"


def token_for(number: UUID, purpose: str) -> str:
    """The token that lets its holder do `purpose` for what has this number."""
    value = urlsafe_b64encode(number.bytes).rstrip(b"=")
    signature = _keyed(purpose, settings.SECRET_KEY).copy()
    signature.update(value)
    return f"{value.decode()}.{b64_encode(signature.digest()).decode()}"


def number_from(token: str, purpose: str) -> UUID:
    """Whose token this is, or what it confirms. Raises BadSignature for a damaged one, or one for something else."""
    value = _signer(purpose).unsign(token)
    try:
        return UUID(bytes=urlsafe_b64decode(value + "=="))
    except ValueError as error:
        raise BadSignature(str(error)) from error


def url_with(token: str, purpose: str, language: str) -> str:
    """The address of a reader's own page, PREFERENCES or UNSUBSCRIBE, with this for its token."""
    return _url(f"newsletter:{purpose}", token, language)


def confirm_url(reference: UUID, language: str) -> str:
    """The address where somebody confirms what they asked, in their language."""
    return _url("newsletter:confirm", token_for(reference, CONFIRM), language)


def preferences_url(number: UUID, language: str) -> str:
    """The address where a subscriber chooses, in their language."""
    return _url("newsletter:preferences", token_for(number, PREFERENCES), language)


def unsubscribe_url(number: UUID, language: str) -> str:
    """The address where a subscriber leaves, in their language."""
    return _url("newsletter:unsubscribe", token_for(number, UNSUBSCRIBE), language)


def own_data_url(number: UUID, language: str) -> str:
    """The address where a subscriber sees, takes along and erases what is known of them; for whoever may choose."""
    return _url("newsletter:own_data", token_for(number, PREFERENCES), language)


def move_url(reference: UUID, language: str) -> str:
    """The address where the owner of a new address confirms it."""
    return _url("newsletter:move", token_for(reference, MOVE), language)


def after_leaving_url(number: UUID, language: str) -> str:
    """The address to which somebody who just left says why, or that they come back."""
    return _url("newsletter:after_leaving", token_for(number, AFTER_LEAVING), language)


def _url(name: str, token: str, language: str) -> str:
    with translation.override(language):
        return f"{settings.PUBLIC_URL}{reverse(name, args=[token])}"


@cache
def _keyed(purpose: str, secret: str) -> HMAC:
    """What the signer of a purpose begins a signature with: most of its work, which thousands of mails share."""
    return salted_hmac(f"newsletter.{purpose}signer", b"", secret, algorithm="sha256")


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"newsletter.{purpose}")
