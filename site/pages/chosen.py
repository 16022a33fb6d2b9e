"""The pages that editors chose somewhere, as readers may see them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, Value, When
from django.utils.translation import get_language
from wagtail.models import Page

from .visibility import hidden_from_the_public


def for_the_reader(page_ids: Iterable[int]) -> dict[int, Page]:
    """Of the pages with these ids those that anybody may see, by that id; one query, and none for no ids.

    Each is in the reader's language where it has a public translation, else as it was chosen.
    """
    ids = set(page_ids)
    if not ids:
        return {}
    language = get_language()
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    versions = Q(pk__in=ids) | Q(translation_key__in=keys, locale__language_code=language)
    is_public = Case(When(hidden_from_the_public(), then=Value(False)), default=F("live"), output_field=BooleanField())
    found = list(Page.objects.filter(versions).select_related("locale").annotate(is_public=is_public))
    readable: dict[UUID, Page] = {}
    for page in found:
        if page.is_public and (page.translation_key not in readable or page.locale.language_code == language):
            readable[page.translation_key] = page
    return {page.pk: readable[page.translation_key] for page in found if page.translation_key in readable}
