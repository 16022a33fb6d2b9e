"""Live translations follow the page that they are made from, in everything but its words."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from network.models import User

from ..checks.publishing import what_blocks
from .status import texts_missing, translations_from

logger = logging.getLogger(__name__)


def follow(source: TranslationSource) -> None:
    """Bring the translations of a page or a snippet up to date with it, as far as they are translated.

    A translation that lacks a text, has changes that nobody published yet, or is locked stays as it is, and counts
    as out of date. One that fails is logged, and leaves the others to go on.
    """
    instance = source.get_source_instance()
    if isinstance(instance, Page) and (not instance.live or instance.alias_of_id):
        return
    TranslationSource.update_or_create_from_instance(instance)
    for translation in translations_from(instance):
        try:
            with transaction.atomic():
                _follow(translation, _publisher(instance))
        except Exception:
            logger.exception("Translation %s couldn't follow its source", translation.uuid)


def _follow(translation: Translation, publisher: User | None) -> None:
    translation.source.update_target_view_restrictions(translation.target_locale)
    target = translation.source.object.get_instance_or_none(translation.target_locale)
    if target is None or texts_missing(translation):
        return
    if not isinstance(target, Page):
        translation.save_target(user=publisher)
    elif not (target.alias_of_id or target.locked or _is_up_to_date(translation, target)):
        if not target.live:
            translation.save_target(user=publisher, publish=False)
        elif not _has_unpublished_work(translation, target):
            publish_translation(translation, publisher)


def publish_translation(translation: Translation, user: User | None) -> Page:
    """Publish a page's translation as it is now, and return it; the caller sees to it that no text is missing.

    Belongs in a transaction: wagtail-localize writes to the live page before it is published. Raises ValidationError
    where something in it would shut readers out.
    """
    translation.save_target(user=user, publish=False)
    target = translation.get_target_instance()
    if reasons := what_blocks(target.get_latest_revision().as_object()):
        raise ValidationError(reasons)
    target.get_latest_revision().publish(user=user)
    return target


def _publisher(instance: Any) -> User | None:
    revision = getattr(instance, "live_revision", None)
    return revision.user if revision else None


def _is_up_to_date(translation: Translation, target: Page) -> bool:
    return target.live and _written_at(target) >= translation.source.last_updated_at


def _has_unpublished_work(translation: Translation, target: Page) -> bool:
    """Whether a translator changed anything that isn't live: to publish that is up to them."""
    if target.has_unpublished_changes:
        return True
    of_this_page = {"context__object_id": translation.source.object_id, "locale": translation.target_locale}
    later = {"updated_at__gt": _written_at(target)}
    return any(model.objects.filter(**of_this_page, **later).exists() for model in (StringTranslation, SegmentOverride))


def _written_at(page: Page) -> datetime:
    """When what is live of a page was written; of one that has no such record, when it was published."""
    return page.live_revision.created_at if page.live_revision else page.last_published_at or timezone.now()
