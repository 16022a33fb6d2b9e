"""Translates what comes with its translation, as an editor would: string by string, in wagtail-localize."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.models import Locale, Page
from wagtail.signals import page_slug_changed
from wagtail_localize.models import StringTranslation, Translation, TranslationSource


def translate(instance: Any, locale: Locale, words_for: Callable[[str], str], *, publish: bool = True) -> Any:
    """Make the translation of a page or a snippet and return it: published, unless it is to be a page's draft.

    `words_for` is asked for every string of the original; what it raises for one that it doesn't know stops all of it.
    """
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={
                "data": words_for(segment.string.data),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    # wagtail-localize would publish a page only once everything is committed; what follows may need it before.
    is_page = isinstance(instance, Page)
    translation.save_target(publish=not is_page)
    translated = instance.get_translation(locale)
    if is_page and publish:
        translated.get_latest_revision().publish()
    return translated


@contextmanager
def without_redirects() -> Iterator[None]:
    """Around the transaction in which translations are made.

    Nobody ever saw the addresses that they have until they are translated, from which Wagtail would lead on.
    """
    page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
    try:
        yield
    finally:
        page_slug_changed.connect(autocreate_redirects_on_slug_change)
