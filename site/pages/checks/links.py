from __future__ import annotations

import re

from django.utils.translation import gettext as _

from .content import Content, Link
from .findings import Finding, advises, blocks
from .vocabulary import Vocabulary, vocabulary_of

BARE_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


def check(content: Content) -> list[Finding]:
    """Links that can't be heard, that don't say where they lead, or that lead nowhere."""
    vocabulary = vocabulary_of(content.language)
    return [finding for link in content.links for finding in _check_one(link, vocabulary)]


def _check_one(link: Link, vocabulary: Vocabulary | None) -> list[Finding]:
    findings = []
    text = link.text.strip()
    if not text:
        message = _(
            "A link here has no text, so nobody who listens to the page can find it. Write one, or remove the link."
        )
        findings.append(blocks(message, link.where))
    elif BARE_ADDRESS.match(text):
        message = _("The link “%s” shows its address. Say where it leads.")
        findings.append(advises(message % text, link.where))
    elif vocabulary and text.casefold().strip(" .!:;>»›→") in vocabulary.vague_links:
        message = _("The link “%s” doesn't say where it leads, which matters to those who go from link to link.")
        findings.append(advises(message % text, link.where))
    if not link.leads_somewhere:
        message = _("The link “%s” leads to a page that isn't published. Readers won't find it.")
        findings.append(advises(message % text, link.where))
    return findings
