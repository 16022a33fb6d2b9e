"""What is looked at before a page is published: plain functions over plain content, a file for each subject."""

from . import deadlines, headings, language, links, pictures, titles
from .content import Content
from .findings import Finding

SUBJECTS = (titles, pictures, headings, links, language, deadlines)


def check(content: Content) -> list[Finding]:
    """All that there is to say about a page, what blocks its publication first."""
    found = [finding for subject in SUBJECTS for finding in subject.check(content)]
    return sorted(found, key=lambda finding: not finding.blocks)
