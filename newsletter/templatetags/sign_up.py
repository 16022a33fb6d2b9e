"""The form to sign up, as it stands below every page."""

from __future__ import annotations

from typing import Any

from django.template import Library

from ..forms import fingerprint
from ..subscribing import words_for

register = Library()


@register.inclusion_tag("newsletter/sign_up.html")
def newsletter_sign_up(network: Any) -> dict[str, Any]:
    """An address and a button, which lead to the page to sign up.

    It asks the database nothing and sets no cookie, so a page with it can be kept in a cache.
    """
    words = words_for(str(network.name))
    return {"words": words, "fingerprint": fingerprint(words)}
