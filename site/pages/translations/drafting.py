"""A translation begins as a draft, whatever the page that it is made from is."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from network.models import User

from .status import is_translated_by_editors

logger = logging.getLogger(__name__)


@transaction.atomic
def make_draft(page: Page, locale: Locale, user: User | None = None) -> Page:
    """The page in another language: the one that there is, else a draft of it, ready for its texts to be translated.

    Pages above it that aren't there yet become drafts, too. Raises ValidationError where the page's own content
    doesn't pass; then nothing is made.
    """
    page = page.specific
    existing = page.get_translation_or_none(locale)
    if existing and not existing.alias_of_id:
        return existing
    parent = page.get_parent()
    if not parent.is_root():
        # wagtail-localize would put a live alias in their place: this language's address with that language's text.
        make_draft(parent, locale, user)
    if existing and existing.live:
        existing.specific.unpublish(user=user)
    content = page if page.live else page.get_latest_revision_as_object()
    source, _ = TranslationSource.update_or_create_from_instance(content)
    _make_related(source, locale, user)
    translation = _translation(source, locale)
    translation.save_target(user=user, publish=False)
    return translation.get_target_instance()


def make_drafts_below(page: Page, locale: Locale, user: User | None = None) -> None:
    """Make a draft of every page below this one that has none; one that fails is logged."""
    for descendant in page.get_descendants().order_by("path").iterator():
        if is_translated_by_editors(descendant.specific_class):
            try:
                make_draft(descendant, locale, user)
            except ValidationError:
                logger.exception("No draft in %s could be made of page %s", locale.language_code, descendant.pk)


def _make_related(source: TranslationSource, locale: Locale, user: User | None) -> None:
    """Translate what the page refers to and has no row in the language, such as its focus area."""
    for segment in source.relatedobjectsegment_set.select_related("object"):
        related: Any = segment.get_source_instance()
        if related and not segment.object.has_translation(locale):
            of_related, _ = TranslationSource.update_or_create_from_instance(related)
            # These have no drafts: a row without a translation reads as the row in the first language does.
            _translation(of_related, locale).save_target(user=user)


def _translation(source: TranslationSource, locale: Locale) -> Translation:
    translation, _ = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    return translation
