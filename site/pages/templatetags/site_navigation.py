"""The frame of every page: menu, breadcrumb, and the same page in the other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from pages.models import InformationPage

register = template.Library()

HOME_DEPTH = 2


@dataclass
class Navigation:
    """The way round the site in one language."""

    home: Page | None
    menu: list[Page]
    others: list[Page]
    """Pages that explain something, such as privacy: in the footer, and not in the menu."""


@dataclass
class OtherLanguage:
    """Where a reader of another language is sent: this page's translation, or the home page where it is missing."""

    code: str
    name: str
    url: str
    full_url: str
    is_missing: bool


@register.simple_tag
def site_navigation() -> Navigation:
    """The home page of the reader's language and what the menu and the footer name below it; one query."""
    explaining = ContentType.objects.get_for_model(InformationPage)
    pages = list(
        Page.objects.live()
        .filter(locale__language_code=get_language())
        .filter(
            Q(depth=HOME_DEPTH)
            | Q(depth=HOME_DEPTH + 1, show_in_menus=True)
            | Q(depth=HOME_DEPTH + 1, content_type=explaining)
        )
        .order_by("path")
    )
    below = [page for page in pages if page.depth > HOME_DEPTH]
    return Navigation(
        home=next((page for page in pages if page.depth == HOME_DEPTH), None),
        menu=[page for page in below if page.show_in_menus],
        others=[page for page in below if not page.show_in_menus],
    )


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
        found = _translations_or_homes(page, request)
        return [found[code] for code in codes if code in found]
    match = getattr(request, "resolver_match", None)
    if request and match and match.url_name != "wagtail_serve":
        return [_other_language(code, translate_url(request.path, code), "") for code in codes]
    return [_other_language(code, f"/{code}/", "") for code in codes]


def _translations_or_homes(page: Page, request: HttpRequest | None) -> dict[str, OtherLanguage]:
    """By language code: the page's translation, or the home page where there is none."""
    found: dict[str, OtherLanguage] = {}
    same_or_home = Q(translation_key=page.translation_key) | Q(depth=HOME_DEPTH)
    for other in Page.objects.live().filter(same_or_home).exclude(locale=page.locale_id).select_related("locale"):
        code = other.locale.language_code
        is_missing = other.translation_key != page.translation_key
        if code not in found or not is_missing:
            url, full_url = other.get_url(request) or f"/{code}/", other.get_full_url(request) or ""
            found[code] = _other_language(code, url, full_url, is_missing=is_missing)
    return found


def _other_language(code: str, url: str, full_url: str, *, is_missing: bool = False) -> OtherLanguage:
    name = get_language_info(code)["name_local"].capitalize()
    return OtherLanguage(code, name, url, full_url, is_missing)


@register.simple_tag
def language_alternates(page: Page, others: list[OtherLanguage]) -> list[tuple[str, str]]:
    """The addresses of a page in every language it is live in, itself included, for `hreflang`.

    The network's first language stands for any other (`x-default`). Empty for a page in one language only.
    """
    addresses = {other.code: other.full_url for other in others if not other.is_missing}
    if not addresses:
        return []
    addresses[page.locale.language_code] = page.full_url
    alternates = sorted(addresses.items())
    if settings.LANGUAGE_CODE in addresses:
        alternates.append(("x-default", addresses[settings.LANGUAGE_CODE]))
    return alternates
