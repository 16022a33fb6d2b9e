"""Translates what the demo loads, in the way that an editor would: string by string, in wagtail-localize."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
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


def translate(instance: Any, locale: Locale, words: Words) -> Any:
    """Make the translation of a page or a snippet with `words`, published, and return it.

    Raises KeyError for a string that `words` doesn't know: the demo is translated whole or not at all.
    """
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={
                "data": words.english_for(segment.string.data),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    # wagtail-localize would publish a page only once the whole load is through; the newsletter needs it before.
    is_page = isinstance(instance, Page)
    translation.save_target(publish=not is_page)
    translated = instance.get_translation(locale)
    if is_page:
        translated.get_latest_revision().publish()
    return translated


def _strings(html: str) -> list[str]:
    _template, strings = extract_strings(html)
    return [value.data for value, _attributes in strings]


def _plain(text: str) -> str:
    return StringValue.from_plaintext(text).data
