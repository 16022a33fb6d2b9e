from __future__ import annotations

import re

from django.utils.translation import gettext as _

from .content import Content
from .findings import Finding, advises, blocks


def check(content: Content) -> list[Finding]:
    """Headings that skip a level, for those who find their way by them, and one that says the title again."""
    findings = []
    level_above = 1
    for heading in content.headings:
        if heading.level > level_above + 1:
            message = _("This heading stands under a heading that isn't there. Choose a higher level.")
            findings.append(blocks(message, f"{heading.where}.level"))
        level_above = heading.level
    if content.headings and _plain(content.headings[0].text) == _plain(content.title):
        message = _("The first heading says the same as the title, which stands above it already.")
        findings.append(advises(message, f"{content.headings[0].where}.text"))
    return findings


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
