"""The English of what the demo loads, string by string as wagtail-localize asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_localize.strings import StringValue, extract_strings

from .content.text import T


class Words:
    """The English for every string of a page, by its Dutch."""

    def __init__(self, texts: Iterable[T] = ()) -> None:
        self._english: dict[str, str] = {}
        for text in texts:
            self.add(text)

    def add(self, text: T) -> None:
        """Learn a text; one of rich text is learnt a paragraph or a list item at a time."""
        if text.en is None:
            return
        if text.nl.lstrip().startswith("<"):
            pairs = zip(_strings(text.nl), _strings(text.en), strict=True)
        else:
            pairs = zip([_plain(text.nl)], [_plain(text.en)], strict=True)
        self._english.update(pairs)

    def add_slug(self, dutch: str, english: str) -> None:
        self._english[dutch] = english

    def english_for(self, dutch: str) -> str:
        """Raises KeyError for a string that was never learnt."""
        return self._english[dutch]


def _strings(html: str) -> list[str]:
    _template, strings = extract_strings(html)
    return [value.data for value, _attributes in strings]


def _plain(text: str) -> str:
    return StringValue.from_plaintext(text).data
