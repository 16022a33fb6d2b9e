"""A body as HTML that stands on its own, for a reader that has neither our styles nor our address: a feed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.template.loader import render_to_string
from wagtail.blocks import StreamValue

KEPT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "b", "strong", "i", "em"), ()
    ),
    **dict.fromkeys(("sub", "sup", "s", "code", "blockquote", "figure", "figcaption", "table", "caption", "thead"), ()),
    **dict.fromkeys(("tbody", "tr", "td"), ()),
    "th": ("scope",),
    "a": ("href", "hreflang"),
    "img": ("src", "alt", "width", "height"),
}
"""The elements and attributes that a feed's reader is sure to know. Of any other element only the words are kept."""
DROPPED = ("form", "script", "style", "svg", "source", "video", "button", "input", "iframe")
"""Elements that are nothing without the site, words and all."""
ONLY_ON_THE_SITE = ("sign_up", "related_pages")
"""Blocks that lead on from a page of the site."""


def plain_html(body: StreamValue) -> str:
    """The text of a body, with full addresses and without anything that has to be run, sent or styled."""
    blocks = [block for block in body if block.block_type not in ONLY_ON_THE_SITE]
    return made_plain(render_to_string("blocks/body.html", {"body": blocks}))


def made_plain(html: str) -> str:
    """HTML of the site, reduced to what is in `KEPT`."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(DROPPED):
        element.decompose()
    for element in soup.find_all(True):
        if element.name not in KEPT:
            element.unwrap()
            continue
        element.attrs = {
            name: _full(name, value) for name, value in element.attrs.items() if name in KEPT[element.name]
        }
    for link in soup.find_all("a", href=False):
        link.unwrap()
    return _without_blank_lines(soup)


def _full(name: str, value: Any) -> Any:
    return urljoin(f"{settings.PUBLIC_URL}/", str(value)) if name in {"href", "src"} else value


def _without_blank_lines(soup: Tag) -> str:
    lines = (line.strip() for line in str(soup).splitlines())
    return "\n".join(line for line in lines if line)
