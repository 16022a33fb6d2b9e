"""The form to sign up, as it stands at the foot of every page."""

from __future__ import annotations

from typing import Any

from django.template import Library
from django.template.context import Context

from ..forms import fingerprint
from ..subscribing import words_for

register = Library()


@register.inclusion_tag("newsletter/sign_up.html", takes_context=True)
def newsletter_sign_up(context: Context, network: Any) -> dict[str, Any]:
    """An address and a button, which lead to the page to sign up; nothing on the newsletter's own pages.

    It asks the database nothing and sets no cookie, so a page with it can be kept in a cache.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    words = words_for(str(network.name))
    return {
        "is_shown": match is None or match.app_name != "newsletter",
        "words": words,
        "fingerprint": fingerprint(words),
    }
