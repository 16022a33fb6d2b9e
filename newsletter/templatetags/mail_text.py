"""How a mail says things that HTML and plain text say differently from a page."""

import textwrap

from bs4 import BeautifulSoup
from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from newsletter.composing import public_url

register = template.Library()

WIDTH = 72


@register.filter
def heading(words: str) -> str:
    """A heading in plain text: the words with a line below that is as long."""
    return f"{words}\n{'-' * min(len(words), WIDTH)}"


@register.filter
def wrapped(words: str) -> str:
    """Text in lines that every mail program shows whole; paragraphs stay apart, and addresses are never broken."""
    paragraphs = (
        textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)
        for paragraph in words.split("\n\n")
    )
    return "\n\n".join(paragraphs)


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
    """Rich text for the text part: a blank line between paragraphs, every link with its address."""
    blocks = []
    for block in BeautifulSoup(with_public_links(html), "html.parser").find_all(["p", "li"]):
        for link in block.find_all("a"):
            link.insert_after(f" ({link.get('href', '')})")
        words = " ".join(block.get_text().split())
        if words:
            blocks.append(f"- {words}" if block.name == "li" else words)
    return "\n\n".join(blocks)


@register.filter
def in_language(code: str) -> str:
    """What stands behind the title of a page in another language, such as "(in Dutch)"."""
    return _("(in %(language)s)") % {"language": get_language_info(code)["name_translated"]}


@register.filter
def height_at(width: int, file: object) -> int:
    """The height of an image that is shown at this width."""
    return round(width * file.height / file.width)  # type: ignore[attr-defined]
