"""How far a page is translated: for lists of pages in the database, and for one translation at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation


class Status(TextChoices):
    """How a page stands in another language than its own."""

    MISSING = "missing", _("missing")
    DRAFT = "draft", _("draft")
    OUT_OF_DATE = "out_of_date", _("out of date")
    COMPLETE = "complete", _("complete")


def is_translated_by_editors(model: type) -> bool:
    """Whether editors translate pages of this type; a type that makes its own translations says that they don't."""
    return getattr(model, "is_translated_by_editors", True)


def types_of_editors() -> Any:
    """The content types of the pages that editors write and translate; a queryset."""
    types = [model for model in get_page_models() if model is not Page and is_translated_by_editors(model)]
    return ContentType.objects.filter(pk__in=[each.pk for each in ContentType.objects.get_for_models(*types).values()])


def pages_to_translate() -> Any:
    """The pages in the network's first language that belong in every other; a queryset."""
    return Page.objects.filter(locale=Locale.get_default(), alias_of=None, content_type__in=types_of_editors())


def other_locales() -> list[Locale]:
    """The languages that pages are translated into."""
    return list(Locale.objects.exclude(pk=Locale.get_default().pk).order_by("pk"))


def status_in(locale: Locale) -> Case:
    """An expression on pages: their status in another language."""
    translated = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale, alias_of=None)
    # Not when it was published: that may have been with the words of before.
    is_older = Exists(translated.filter(live_revision__created_at__lt=OuterRef("last_published_at")))
    is_followed = Exists(_translations_of(OuterRef("translation_key"), OuterRef("locale_id"), locale))
    texts = StringSegment.objects.filter(
        source__object_id=OuterRef("translation_key"), source__locale_id=OuterRef("locale_id")
    )
    lacks_text = Exists(texts.filter(~_is_translated(locale)))
    return Case(
        When(~Exists(translated), then=Value(Status.MISSING)),
        When(~Exists(translated.filter(live=True)), then=Value(Status.DRAFT)),
        When(Q(is_older) | Q(is_followed) & Q(lacks_text), then=Value(Status.OUT_OF_DATE)),
        default=Value(Status.COMPLETE),
        output_field=CharField(),
    )


def count_by_status(locale: Locale) -> dict[Status, int]:
    """How many of the live pages stand how in a language; one query."""
    pages = pages_to_translate().live().order_by().annotate(status=status_in(locale))
    found = dict(pages.values_list("status").annotate(Count("pk")))
    return {status: found.get(status.value, 0) for status in Status}


def translations_missing(locale: Locale) -> int:
    """How many live pages have no translation in a language, not even a draft."""
    return count_by_status(locale)[Status.MISSING]


def texts_missing(translation: Translation) -> int:
    """How many texts of a translation are still in the language that it is made from."""
    texts = StringSegment.objects.filter(source_id=translation.source_id)
    return texts.filter(~_is_translated(translation.target_locale)).count()


def translations_into(pages: Iterable[Page]) -> Any:
    """The translations, kept by wagtail-localize, that any of these pages is made by; a queryset."""
    wanted = Q(pk__in=[])
    for page in pages:
        wanted |= Q(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    return Translation.objects.filter(wanted, enabled=True).select_related("source", "target_locale")


def translations_from(page: Any) -> Any:
    """The translations, kept by wagtail-localize, that are made from a page or a snippet; a queryset."""
    translations = Translation.objects.filter(source__object_id=page.translation_key, source__locale_id=page.locale_id)
    return translations.filter(enabled=True).select_related("source", "target_locale").order_by("pk")


def _translations_of(key: Any, source_locale: Any, locale: Locale) -> Any:
    return Translation.objects.filter(
        source__object_id=key, source__locale_id=source_locale, target_locale=locale, enabled=True
    )


def _is_translated(locale: Locale) -> Exists:
    return Exists(
        StringTranslation.objects.filter(
            translation_of_id=OuterRef("string_id"),
            context_id=OuterRef("context_id"),
            locale=locale,
            has_error=False,
        )
    )
