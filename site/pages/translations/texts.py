"""What becomes of a single translated text as soon as it is kept."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import MaxLengthValidator
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.strings import StringValue


def refuse_if_too_long(text: StringTranslation) -> None:
    """Mark a text that its field can't hold: it is kept, doesn't count as translated, and says why at its place.

    Otherwise wagtail-localize would find out while it publishes, and fail there.
    """
    source = TranslationSource.objects.filter(object_id=text.context.object_id).first()
    model = source.specific_content_type.model_class() if source else None
    if model is None:
        return
    try:
        longest = getattr(model._meta.get_field(text.context.path), "max_length", None)
        if longest:
            MaxLengthValidator(longest)(StringValue(text.data).render_text())
    except FieldDoesNotExist:
        return  # a text inside a block, which knows its limit itself
    except ValidationError as error:
        text.set_field_error([error])


def name_the_draft(text: StringTranslation) -> None:
    """List a draft by its title in its own language, as far as there is room."""
    if text.context.path == "title":
        longest = Page._meta.get_field("draft_title").max_length
        translated = Page.objects.filter(translation_key=text.context.object_id, locale_id=text.locale_id)
        translated.update(draft_title=text.data[:longest])
