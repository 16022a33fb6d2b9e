"""Puts right what pasting leaves in rich text, and never a letter of what its author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from bs4.formatter import HTMLFormatter
from django.utils.html import escape
from wagtail import blocks

SPACES = re.compile(r"[ \t\u00a0]{2,}")
# A dash may begin a sentence; a dot only ever stands for a list.
DASH = re.compile(r"^\s*[-–—][ \t\u00a0]+")
DOT = re.compile(r"^\s*[•·▪◦‣][ \t\u00a0]*")
KEPT_WITHOUT_TEXT = ["a", "embed", "img", "hr"]


class CleanRichTextBlock(blocks.RichTextBlock):
    """Rich text that is rid of what pasting leaves behind, whenever it comes from a form."""

    def value_from_form(self, value: str | None) -> Any:
        has_lists = self.features is None or "ul" in self.features
        return super().value_from_form(cleaned(value or "", with_lists=has_lists))


class AsWagtailWrites(HTMLFormatter):
    """Wagtail rewrites rich text by patterns that expect its own way of quoting. Attributes stay in their order."""

    def __init__(self) -> None:
        super().__init__(entity_substitution=escape)

    def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
        return tag.attrs.items()


def cleaned(html: str, *, with_lists: bool = True) -> str:
    """Rich text as Wagtail stores it, without runs of spaces and empty paragraphs, and with real lists for typed ones.

    Only paragraphs and list items are touched. Text in which nothing is amiss comes back as it was.
    """
    document = BeautifulSoup(html, "html.parser")
    before = str(document)
    _remove_runs_of_spaces(document)
    # First what is empty: it would stand between the items of one list.
    _remove_empty_paragraphs(document)
    if with_lists:
        _make_lists(document)
    return html if str(document) == before else document.decode(formatter=AsWagtailWrites())


def _remove_runs_of_spaces(document: BeautifulSoup) -> None:
    for text in list(_texts(document)):
        if (short := SPACES.sub(" ", text)) != text:
            text.replace_with(NavigableString(short))


def _texts(document: Tag) -> Iterable[NavigableString]:
    return (text for text in document.find_all(string=True) if type(text) is NavigableString)


def _remove_empty_paragraphs(document: BeautifulSoup) -> None:
    for paragraph in document.find_all("p"):
        if not paragraph.get_text().strip() and not paragraph.find(KEPT_WITHOUT_TEXT):
            paragraph.decompose()


def _make_lists(document: BeautifulSoup) -> None:
    """Turn each row of paragraphs that begin as list items do into a list; a dash alone may be just a dash."""
    for row in _rows(document.find_all("p")):
        if len(row) > 1 or DOT.match(row[0].get_text()):
            items = document.new_tag("ul")
            row[0].insert_before(items)
            for paragraph in row:
                _remove_bullet(paragraph)
                paragraph.name = "li"
                items.append(paragraph.extract())


def _rows(paragraphs: Iterable[Tag]) -> Iterable[list[Tag]]:
    rows: list[list[Tag]] = []
    last: Tag | None = None
    for paragraph in paragraphs:
        if not _is_typed_item(paragraph):
            continue
        if last is not None and _next_tag(last) is paragraph:
            rows[-1].append(paragraph)
        else:
            rows.append([paragraph])
        last = paragraph
    return rows


def _is_typed_item(paragraph: Tag) -> bool:
    bullet = _bullet(first) if (first := _first_text(paragraph)) else None
    return bool(bullet and paragraph.get_text()[len(bullet) :].strip())


def _next_tag(tag: Tag) -> PageElement | None:
    """What follows a tag, apart from white space."""
    following = tag.next_sibling
    while isinstance(following, NavigableString) and not following.strip():
        following = following.next_sibling
    return following


def _bullet(text: str) -> str | None:
    match = DASH.match(text) or DOT.match(text)
    return match.group() if match else None


def _first_text(paragraph: Tag) -> NavigableString | None:
    return next((text for text in _texts(paragraph) if text.strip()), None)


def _remove_bullet(paragraph: Tag) -> None:
    first = _first_text(paragraph)
    if first and (bullet := _bullet(first)):
        first.replace_with(NavigableString(first[len(bullet) :]))
