"""The frame of every page: menu, breadcrumb, and the same page in the other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

register = template.Library()

HOME_DEPTH = 2


@dataclass
class Navigation:
    """The way round the site in one language."""

    home: Page | None
    menu: list[Page]


@dataclass
class OtherLanguage:
    """Where a reader of another language is sent, and whether that is this very page."""

    code: str
    name: str
    url: str
    is_this_page: bool


@register.simple_tag
def site_navigation() -> Navigation:
    """The home page of the reader's language and the pages below it that are in the menu; one query."""
    pages = list(
        Page.objects.live()
        .filter(locale__language_code=get_language())
        .filter(Q(depth=HOME_DEPTH) | Q(depth=HOME_DEPTH + 1, show_in_menus=True))
        .order_by("path")
    )
    home = next((page for page in pages if page.depth == HOME_DEPTH), None)
    menu = [page for page in pages if page.depth > HOME_DEPTH]
    return Navigation(home, menu)


@register.filter
def is_or_contains(ancestor: Page, page: object) -> bool:
    """Whether `page` is `ancestor` or stands anywhere below it."""
    return isinstance(page, Page) and bool(page.path) and page.path.startswith(ancestor.path)


@register.simple_tag
def breadcrumb(page: object) -> list[Page]:
    """The pages above this one, home first; none for what isn't a page in the tree. One query."""
    if not isinstance(page, Page) or not page.path or page.depth <= HOME_DEPTH:
        return []
    return list(page.get_ancestors().filter(depth__gte=HOME_DEPTH))


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[OtherLanguage]:
    """For each other language: this page's live translation, else that language's home; one query.

    What isn't a page in the tree, such as a form with an address of its own, exists in every language.
    """
    current = get_language()
    codes = [code for code, _ in settings.LANGUAGES if code != current]
    page = context.get("page")
    request: HttpRequest | None = context.get("request")
    if isinstance(page, Page) and page.path:
        translations = _translations_and_homes(page, request)
        return [_other_language(code, *translations[code]) for code in codes if code in translations]
    if request and getattr(request, "resolver_match", None) and "path" not in request.resolver_match.kwargs:
        return [_other_language(code, translate_url(request.path, code), True) for code in codes]
    return [_other_language(code, f"/{code}/", False) for code in codes]


def _translations_and_homes(page: Page, request: HttpRequest | None) -> dict[str, tuple[str, bool]]:
    """By language code, the address of the page's translation, or of the home page where there is none."""
    found: dict[str, tuple[str, bool]] = {}
    same_or_home = Q(translation_key=page.translation_key) | Q(depth=HOME_DEPTH)
    for other in Page.objects.live().filter(same_or_home).exclude(locale=page.locale_id).select_related("locale"):
        code = other.locale.language_code
        is_this_page = other.translation_key == page.translation_key
        if is_this_page or code not in found:
            found[code] = (other.get_url(request) or f"/{code}/", is_this_page)
    return found


def _other_language(code: str, url: str, is_this_page: bool) -> OtherLanguage:
    return OtherLanguage(code, get_language_info(code)["name_local"].capitalize(), url, is_this_page)
