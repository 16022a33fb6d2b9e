"""A mail as it will be sent, but for what differs per reader: that stands there as a mark to be filled in.

An issue has many variants of the same items. So each item, block and heading is rendered, and its styles inlined, once
for a language; a variant is put together from these parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from .content import BlockContent, IssueContent, ItemContent
from .identity import Identity

UNSUBSCRIBE_MARK, PREFERENCES_MARK = "__UNSUBSCRIBE_URL__", "__PREFERENCES_URL__"
SUBJECT_MARK, PREHEADER_MARK, BODY_MARK = "__SUBJECT__", "__PREHEADER__", "__BODY__"
SUBJECT_LENGTH, PREHEADER_LENGTH = 70, 110
THUMBNAIL_WIDTH, PICTURE_WIDTH = 176, 592
PARTS_KEPT = 2048


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


@dataclass(frozen=True)
class Sheet:
    """What all parts of a mail have in common: its language, whose it is, and the site that its links lead to."""

    language: str
    identity: Identity
    site: str


@dataclass(frozen=True)
class Part:
    """Something between the head and the foot of a mail: an item or a block, or words that are a heading."""

    kind: str
    value: ItemContent | BlockContent | str


def render_mail(content: IssueContent, identity: Identity) -> RenderedMail:
    """Renders what one variant's readers get, in the content's language."""
    with translation.override(content.language):
        sheet = Sheet(content.language, identity, settings.PUBLIC_URL)
        subject = content.subject or _subject(content)
        preheader = content.preheader or _preheader(content)
        around = replace(content, subject="", preheader="", items=(), blocks=())
        parts = [_part(part, sheet) for part in _parts(content)]
        text, html = _around(around, sheet)
        html = html.replace(SUBJECT_MARK, escape(subject)).replace(PREHEADER_MARK, escape(preheader))
        return RenderedMail(
            subject,
            _tidy(text.replace(BODY_MARK, "\n\n".join(text for text, _html in parts))),
            html.replace(BODY_MARK, "".join(html for _text, html in parts)),
        )


def render_parts(name: str, subject: str, context: dict[str, Any]) -> RenderedMail:
    """A mail's two parts from the templates with this name, in the language that is active."""
    text = render_to_string(f"newsletter/mail/{name}.txt", context)
    html = render_to_string(f"newsletter/mail/{name}.html", context)
    return RenderedMail(subject, _tidy(text), _inliner().inline(html))


def _parts(content: IssueContent) -> Iterator[Part]:
    yield from (Part("block", block) for block in content.above)
    if content.lead:
        yield Part("lead", content.lead)
    yield from (Part("block", block) for block in content.below_lead)
    for section in content.sections:
        yield Part("heading", capfirst(section.label))
        yield from (Part("block" if isinstance(entry, BlockContent) else "item", entry) for entry in section.entries)


@lru_cache(maxsize=PARTS_KEPT)
def _part(part: Part, sheet: Sheet) -> tuple[str, str]:
    """A part as text and as HTML with its styles inlined, in the language that is active."""
    context = {
        part.kind: part.value,
        "language": sheet.language,
        "picture_width": PICTURE_WIDTH,
        "thumbnail_width": THUMBNAIL_WIDTH,
    }
    text = render_to_string(f"newsletter/mail/{part.kind}.txt", context)
    html = render_to_string(f"newsletter/mail/{part.kind}.html", context)
    return text.strip("\n"), _inliner().inline_fragment(html, _styles(sheet.identity))


@lru_cache(maxsize=32)
def _around(content: IssueContent, sheet: Sheet) -> tuple[str, str]:
    """Head and foot of an issue's mail as text and as HTML, with marks for what a variant has of its own."""
    context = {
        "issue": content,
        "subject": SUBJECT_MARK,
        "preheader": PREHEADER_MARK,
        "body": BODY_MARK,
        "identity": sheet.identity,
        "unsubscribe_url": UNSUBSCRIBE_MARK,
        "preferences_url": PREFERENCES_MARK,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    mail = render_parts("issue", "", context)
    return mail.text, mail.html


@cache
def _styles(identity: Identity) -> str:
    return render_to_string("newsletter/mail/style.css", {"identity": identity})


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
