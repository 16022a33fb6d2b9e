from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published
from wagtail_localize.models import StringTranslation, post_save_string_translation

from network.models import FocusArea, Picture

from .tasks import follow_in_translations, make_renditions
from .translations import texts
from .translations.status import translations_from


@receiver(post_save, sender=Picture)
def convert_in_the_background(instance: Picture, **kwargs: Any) -> None:
    """Has the worker convert a picture as soon as it is in the library, before a visitor asks for it."""
    make_renditions.defer(picture_id=instance.pk)


@receiver(page_published)
@receiver(post_save, sender=FocusArea)
def have_translations_follow(instance: Any, **kwargs: Any) -> None:
    """Has the worker bring the translations up to date, if there are any, so that no editor waits for them."""
    translation = translations_from(instance).first()
    if translation:
        source_id = translation.source_id
        follow_in_translations.configure(lock=f"pages.translations.{source_id}").defer(source_id=source_id)


post_save.disconnect(post_save_string_translation, sender=StringTranslation)


@receiver(post_save, sender=StringTranslation)
def receive_a_translated_text(instance: StringTranslation, **kwargs: Any) -> None:
    """In place of wagtail-localize's own receiver, which fails on a title that is too long."""
    if instance.context and not instance.has_error:
        texts.refuse_if_too_long(instance)
        texts.name_the_draft(instance)
