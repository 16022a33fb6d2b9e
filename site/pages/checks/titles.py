from __future__ import annotations

from django.utils.translation import gettext as _

from .content import Content
from .findings import Finding, advises
from .names import is_file_name

LONGEST = 90
LONGEST_LEAD = 300
LONGEST_ABBREVIATION = 6


def check(content: Content) -> list[Finding]:
    """Titles that say little or shout, and a page that search results can say nothing about."""
    findings = []
    title = content.title.strip()
    if is_file_name(title):
        findings.append(advises(_("The title looks like a file's name. Say what the page is about."), "title"))
    elif title.isupper() and sum(map(str.isalpha, title)) > LONGEST_ABBREVIATION:
        findings.append(advises(_("A title in capitals is hard to read. Write it as a sentence."), "title"))
    if len(title) > LONGEST:
        message = _("The title has %(length)d characters. Most readers take in at most %(longest)d at a glance.")
        findings.append(advises(message % {"length": len(title), "longest": LONGEST}, "title"))
    if not content.lead and not content.description:
        message = _("There is no lead. Search results, cards and the newsletter will show a title only.")
        findings.append(advises(message, "lead"))
    if len(content.lead) > LONGEST_LEAD:
        message = _("The lead has more than %d characters.")
        findings.append(advises(message % LONGEST_LEAD, "lead"))
    return findings
