"""How an issue says things, in a mail or on the site."""

import textwrap

from bs4 import BeautifulSoup
from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from newsletter.composing import public_url
from newsletter.content import ItemContent
from newsletter.models.issue_items import ItemPurpose

register = template.Library()

WIDTH = 72


@register.filter
def heading(words: str) -> str:
    """A heading in plain text: the words with a line below that is as long."""
    return f"{words}\n{'-' * min(len(words), WIDTH)}"


@register.filter
def wrapped(words: str) -> str:
    """Text in lines that every mail program shows whole; its own lines stay apart, and addresses are never broken."""
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            break_long_words=False,
            break_on_hyphens=False,
            subsequent_indent="  " if line.startswith("- ") else "",
        )
        for line in words.splitlines()
    )


@register.filter
def public(path: str) -> str:
    """An address of the site written out, as it must be in a mail."""
    return public_url(path)


@register.filter
def with_public_links(html: str) -> SafeString:
    """Rich text whose links lead to the site from anywhere."""
    return SafeString(html.replace('href="/', f'href="{settings.PUBLIC_URL}/'))


@register.filter
def as_text(html: str) -> str:
    """Rich text for the text part: a blank line between paragraphs and around a list, every link with its address."""
    text, before = "", ""
    for block in BeautifulSoup(with_public_links(html), "html.parser").find_all(["p", "li"]):
        for link in block.find_all("a"):
            link.insert_after(f" ({link.get('href', '')})")
        words = " ".join(block.get_text().split())
        if words:
            between = "" if not text else "\n" if (before, block.name) == ("li", "li") else "\n\n"
            text += between + (f"- {words}" if block.name == "li" else words)
            before = block.name
    return text


@register.filter
def in_language(code: str) -> str:
    """What stands behind the title of a page in another language, such as "(in Dutch)"."""
    return _("(in %(language)s)") % {"language": get_language_info(code)["name_translated"]}


@register.filter
def when(item: ItemContent) -> str:
    """The day of an item, or until when to apply; before it why readers find it here who may have seen it before."""
    day = date_format(item.day, "DATE_FORMAT")
    said = _("Apply until %(day)s") % {"day": day} if item.apply_until else day
    return f"{again} · {said}" if (again := _again(item)) else said


def _again(item: ItemContent) -> str:
    if item.purpose == ItemPurpose.REMINDER:
        return _("Reminder")
    if item.purpose == ItemPurpose.TRANSLATION:
        return _("Now in %(language)s") % {"language": get_language_info(item.language)["name_translated"]}
    return ""


@register.filter
def height_at(width: int, file: object) -> int:
    """The height of an image that is shown at this width."""
    return round(width * file.height / file.width)  # type: ignore[attr-defined]
