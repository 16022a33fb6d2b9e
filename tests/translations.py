"""Translates pages as editors do, and does the worker's part at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.test import TestCase
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from pages.tasks import follow_in_translations
from pages.translations.drafting import make_draft
from pages.translations.following import publish_translation


def fill_in(translation: Translation, words: Mapping[str, str]) -> None:
    """Translates the texts that `words` knows, as somebody does in the translation editor."""
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": words[segment.string.data], "translation_type": "manual"},
            )


def translation_of(instance: Any, locale: Locale) -> Translation:
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale)


def draft(page: Any, locale: Locale, words: Mapping[str, str]) -> Any:
    """A page's translation as a draft, and its texts filled in."""
    made = make_draft(page, locale)
    fill_in(translation_of(page, locale), words)
    return type(page).objects.get(pk=made.pk)


def translate(page: Any, locale: Locale, words: Mapping[str, str]) -> Any:
    """A page's translation, published."""
    draft(page, locale, words)
    with transaction.atomic():
        return publish_translation(translation_of(page, locale), None).specific


def translate_snippet(instance: Any, locale: Locale, words: Mapping[str, str]) -> Any:
    source, _ = TranslationSource.update_or_create_from_instance(instance)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    fill_in(translation, words)
    translation.save_target()
    return translation.get_target_instance()


def publish(page: Any) -> None:
    """Publishes a page as it is in memory, and has its translations follow."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    follow()


def follow() -> None:
    """What the worker does a moment after something was published."""
    for source_id in sorted(set(_queued())):
        follow_in_translations(source_id=source_id)


def _queued() -> Iterator[int]:
    for job in ProcrastinateJob.objects.filter(task_name="pages.follow_in_translations"):
        yield job.args["source_id"]
