"""How long what is kept of subscribers, as it stands on the privacy page."""

from __future__ import annotations

from typing import Any

from django.template import Library

from .. import retention

register = Library()


@register.inclusion_tag("newsletter/retention.html")
def newsletter_retention() -> dict[str, Any]:
    """A table, made from the settings; it asks the database for those of the newsletter."""
    return {"kept": retention.kept()}
