from __future__ import annotations

from django.utils.translation import gettext as _

from .content import Content
from .findings import Finding, advises


def check(content: Content) -> list[Finding]:
    """Days in the past by which something should have been done. A record that looks back may have them."""
    message = _("This day has passed. Is it done? Then say so; else readers see that it is late.")
    return [advises(message, deadline.where) for deadline in content.deadlines if deadline.day < content.today]
