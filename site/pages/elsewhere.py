"""What there is only in another language, for a reader who may read that too."""

from typing import Any

from wagtail.models import Page

from .visibility import public


def missing_in(locale_id: int, pages: Any) -> Any:
    """Of a queryset of pages, the public ones of other locales that have no public page in this one; no query."""
    here = public(Page.objects.filter(locale_id=locale_id)).order_by().values("translation_key")
    return public(pages.exclude(locale_id=locale_id).exclude(translation_key__in=here)).select_related("locale")
