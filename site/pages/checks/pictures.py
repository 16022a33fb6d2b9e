from __future__ import annotations

from django.utils.translation import gettext as _

from .content import Content
from .findings import Finding, advises, blocks
from .names import is_file_name


def check(content: Content) -> list[Finding]:
    """Pictures about which nobody decided what to tell those who can't see them, or that have no name but a file's."""
    findings = []
    for picture in content.pictures:
        if not picture.alt and not picture.is_decorative:
            message = _("Write an alternative text, or say that the picture is decoration only.")
            findings.append(blocks(message, picture.where))
        elif is_file_name(picture.alt):
            message = _("“%s” is a file's name. Say what somebody who can't see the picture should know.")
            findings.append(advises(message % picture.alt, picture.where))
        if is_file_name(picture.title):
            message = _("The picture is called “%s” in the library. Give it a title by which a colleague finds it.")
            findings.append(advises(message % picture.title, picture.where))
    return findings
