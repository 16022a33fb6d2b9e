"""The form to sign up, as it stands below every page and where an editor puts it."""

from __future__ import annotations

from typing import Any

from django.template import Library

from ..consenting import consent_words, fingerprint, words_of

register = Library()


@register.inclusion_tag("newsletter/sign_up.html")
def newsletter_sign_up(network: Any, place: str = "") -> dict[str, Any]:
    """An address and a button, which lead to the page to sign up.

    `place` is a name for ids, where the page has only one such form. With the network at hand
    it asks the database nothing and sets no cookie, so a page with it can be kept in a cache.
    """
    words = words_of(network) if network else consent_words()
    return {"words": words, "fingerprint": fingerprint(words), "place": place}
