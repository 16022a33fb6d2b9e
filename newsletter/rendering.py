"""A mail as it will be sent, but for what differs per reader: that stands there as a mark to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .content import IssueContent
from .identity import Identity

UNSUBSCRIBE_MARK, PREFERENCES_MARK = "__UNSUBSCRIBE_URL__", "__PREFERENCES_URL__"
SUBJECT_LENGTH, PREHEADER_LENGTH = 70, 110
THUMBNAIL_WIDTH, PICTURE_WIDTH = 176, 592


@dataclass(frozen=True)
class RenderedMail:
    """A subject and a mail's two parts, with marks where the reader's own links belong."""

    subject: str
    text: str
    html: str

    def for_reader(self, unsubscribe_url: str, preferences_url: str) -> RenderedMail:
        """The same mail with the reader's own links in it."""

        def filled(part: str) -> str:
            return part.replace(UNSUBSCRIBE_MARK, unsubscribe_url).replace(PREFERENCES_MARK, preferences_url)

        return RenderedMail(self.subject, filled(self.text), filled(self.html))


def render_mail(content: IssueContent, identity: Identity) -> RenderedMail:
    """Renders what one variant's readers get, in the content's language."""
    with translation.override(content.language):
        subject = content.subject or _subject(content)
        direction = "rtl" if translation.get_language_bidi() else "ltr"
        context = {
            "issue": content,
            "subject": subject,
            "preheader": content.preheader or _preheader(content),
            "identity": identity,
            "unsubscribe_url": UNSUBSCRIBE_MARK,
            "preferences_url": PREFERENCES_MARK,
            "direction": direction,
            "picture_width": PICTURE_WIDTH,
            "thumbnail_width": THUMBNAIL_WIDTH,
        }
        return render_parts("issue", subject, context)


def render_parts(name: str, subject: str, context: dict[str, Any]) -> RenderedMail:
    """A mail's two parts from the templates with this name, in the language that is active."""
    text = render_to_string(f"newsletter/mail/{name}.txt", context)
    html = render_to_string(f"newsletter/mail/{name}.html", context)
    return RenderedMail(subject, _tidy(text), _inliner().inline(html))


def _subject(content: IssueContent) -> str:
    """The title of what leads: what a reader finds first is what the mail is called."""
    return Truncator(content.lead.title if content.lead else content.title).chars(SUBJECT_LENGTH)


def _preheader(content: IssueContent) -> str:
    titles = " · ".join(item.title for item in content.items[1:4])
    return Truncator(_("Also: %(titles)s") % {"titles": titles}).chars(PREHEADER_LENGTH) if titles else content.title


def _tidy(text: str) -> str:
    """Without trailing spaces, and with at most one blank line in a row twice over."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for place, line in enumerate(lines) if line or lines[place - 1]]
    return "\n".join(kept) + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
