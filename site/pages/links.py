"""Links to pages in the texts of a body: all of them resolved at once, each to what its reader may see."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.rich_text.rewriters import extract_attrs

from blocks.chosen import chosen_in

from .chosen import for_the_reader

OPENING_TAG = re.compile(r"<a(\b[^>]*)>")


def resolve_links(*bodies: StreamValue) -> None:
    """Gives every link to a page in some bodies its address; one query for all, where Wagtail has four for each text.

    A link to a page that nobody may see is left without an address, so that its words stay.
    """
    texts = [text for body in bodies for text in chosen_in(body, RichText)]
    linked = {number for text in texts for tag in OPENING_TAG.findall(text.source) if (number := _page_id(tag))}
    pages = for_the_reader(linked)
    for text in texts if linked else []:
        text.source = OPENING_TAG.sub(lambda tag: _resolved(tag, pages), text.source)


def _page_id(attributes: str) -> int | None:
    found = extract_attrs(attributes)
    number = found.get("id", "")
    return int(number) if found.get("linktype") == "page" and number.isdecimal() else None


def _resolved(tag: re.Match[str], pages: dict[int, Page]) -> str:
    if (number := _page_id(tag.group(1))) is None:
        return tag.group()
    page = pages.get(number)
    if page is None or not page.url:
        return "<a>"
    language = page.locale.language_code
    other = "" if language == get_language() else f' hreflang="{language}"'
    return f'<a href="{escape(page.url)}"{other}>'
