"""The pages that an editor chose, as a reader may see them."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from wagtail.blocks import StreamValue
from wagtail.models import Page

from blocks.chosen import chosen_in
from pages.chosen import for_the_reader

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
    """What readers may see of the chosen pages, by translation key."""
    readable = for_the_reader(page.pk for page in chosen)
    return {page.translation_key: readable[page.pk] for page in chosen if page.pk in readable}
