"""The blocks of a body, from the demo's words to what a StreamField holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from ..content import text
from ..content.text import T
from .library import Library, alt_of


def stream(body: text.Body, library: Library) -> list[tuple[str, Any]]:
    """The body in Dutch, as a StreamField takes it."""
    return [(block.block, _value(block, library)) for block in body]


def _value(block: text.Block, library: Library) -> Any:
    match block:
        case text.Heading(heading):
            return {"text": heading.nl, "level": "2"}
        case text.Text(html):
            return html.nl
        case text.Quote(words, attribution):
            return {"text": words.nl, "attribution": attribution.nl}
        case text.Statement(words):
            return {"text": words.nl}
        case text.KeyFigures(figures):
            return {"figures": [{"value": figure.value.nl, "label": figure.label.nl} for figure in figures]}
        case text.CallOut(title, html):
            return {"title": title.nl, "text": html.nl}
        case text.Picture(name, caption):
            return {"picture": library[name], "alt": alt_of(name).nl, "decorative": False, "caption": caption.nl}
        case text.SignUp(title, words):
            return {"title": title.nl, "text": words.nl}


def words_in(value: Any) -> Iterator[T]:
    """Every text in a piece of content, however deep, pictures' alternative texts included."""
    match value:
        case T():
            yield value
        case text.Picture(name, caption):
            yield alt_of(name)
            yield caption
        case tuple() | list():
            for part in value:
                yield from words_in(part)
        case _ if hasattr(value, "__dataclass_fields__"):
            for field in fields(value):
                yield from words_in(getattr(value, field.name))
