"""The pages that an editor chose, as a reader may see them."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.db.models import Q
from django.template import Context
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page

from blocks.chosen import chosen_in
from pages.visibility import public

register = template.Library()


@register.simple_tag(takes_context=True)
def public_pages(context: Context, chosen: Iterable[Page | None]) -> list[Page]:
    """Of the chosen pages those that anybody may see, in their order, each in the reader's language where it has one.

    Within a `body` all its pages are fetched with the first that is asked for: one query, however many blocks.
    """
    wanted = [page for page in chosen if page and page.pk]
    found = _found_in(context.get("body"), wanted)
    return [found[page.translation_key] for page in wanted if page.translation_key in found]


@register.simple_tag(takes_context=True)
def public_page(context: Context, chosen: Page | None) -> Page | None:
    """A chosen page if anybody may see it, in the reader's language where it has one; see `public_pages`."""
    return next(iter(public_pages(context, [chosen])), None)


def _found_in(body: object, wanted: list[Page]) -> dict[object, Page]:
    if not isinstance(body, StreamValue):
        return _find(wanted)
    if not hasattr(body, "public_pages"):
        body.public_pages = _find(list(chosen_in(body, Page)))
    return body.public_pages


def _find(chosen: list[Page]) -> dict[object, Page]:
    """Public pages by translation key: the one in the reader's language, else the one that was chosen."""
    if not chosen:
        return {}
    language = get_language()
    versions = Q(pk__in=[page.pk for page in chosen]) | Q(
        translation_key__in=[page.translation_key for page in chosen], locale__language_code=language
    )
    found: dict[object, Page] = {}
    for page in public(Page.objects.filter(versions)).select_related("locale"):
        if page.translation_key not in found or page.locale.language_code == language:
            found[page.translation_key] = page
    return found
