"""The words that were found, marked in the texts that they were found in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .configurations import configuration

# Signs that nobody types, and that mean nothing in HTML: the text is escaped before they become tags.
START, STOP = "\x02", "\x03"
SIGN = re.compile(f"[{START}{STOP}]")
MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
SIGNS = f"StartSel={START}, StopSel={STOP}"
WHOLE = f"{SIGNS}, HighlightAll=true"
FRAGMENTS = f'{SIGNS}, MaxFragments=2, MinWords=8, MaxWords=24, FragmentDelimiter=" … "'


@dataclass(frozen=True)
class Passage:
    """A text in a language, to be shown whole, or as the few parts of it that have to do with a question."""

    text: str
    language: str
    is_whole: bool = True


def highlighted(passages: Sequence[Passage], words: str) -> list[SafeString]:
    """Each passage as HTML, with the words and their other forms in `<mark>`; one query for all of them."""
    if not passages:
        return []
    texts = [SIGN.sub("", passage.text) for passage in passages]
    names = [configuration(passage.language) for passage in passages]
    options = [WHOLE if passage.is_whole else FRAGMENTS for passage in passages]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_headline(name::regconfig, text, websearch_to_tsquery(name::regconfig, %s), options)"
            " FROM unnest(%s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS passage(text, name, options, number)"
            " ORDER BY number",
            [words, texts, names, options],
        )
        found = [text for (text,) in cursor.fetchall()]
    return [_as_html(_with_its_ends(part, text)) for part, text in zip(found, texts, strict=True)]


def _with_its_ends(part: str, text: str) -> str:
    """Part of a text, with dots where it was cut off, and a sign where one block of a page's body follows another."""
    first, last = (SIGN.sub("", end) for end in (part[:20], part[-20:]))
    start, stop = "" if text.startswith(first) else "… ", "" if text.endswith(last) else " …"
    return f"{start}{part.strip()}{stop}".replace("\n", " · ")


def _as_html(text: str) -> SafeString:
    escaped = str(conditional_escape(text))
    return mark_safe(SIGN.sub("", MARKED.sub(r"<mark>\1</mark>", escaped)))  # noqa: S308 — escaped above


def is_marked(html: str) -> bool:
    """Whether something in a highlighted text is marked."""
    return "<mark>" in html
