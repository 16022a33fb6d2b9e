"""The frame of every page: menu, breadcrumb, and the same page in the other languages; one query for all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Q, When
from django.http import HttpRequest
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from network.models import FocusArea
from pages.languages import HOME_DEPTH, in_order, language_of_our_words
from pages.models import (
    AccessibilityStatementPage,
    ChallengeIndexPage,
    ContactPage,
    FocusAreaIndexPage,
    FocusAreaPage,
    GlossaryPage,
    InformationPage,
    PartnersPage,
    PeoplePage,
    PrivacyPage,
    PublicationIndexPage,
    StrategyPage,
)
from pages.visibility import hidden_from_the_public

register = template.Library()

EXPLANATIONS = (InformationPage, ContactPage, PrivacyPage, AccessibilityStatementPage)
COLLECTIONS = (
    FocusAreaIndexPage,
    PartnersPage,
    PeoplePage,
    StrategyPage,
    ChallengeIndexPage,
    PublicationIndexPage,
    GlossaryPage,
)


@dataclass(frozen=True)
class OtherLanguage:
    """Where a reader of another language is sent: this page's translation, or the home page where it is missing."""

    code: str
    url: str
    is_missing: bool = False

    @property
    def name(self) -> str:
        """The language's name in itself."""
        name: str = get_language_info(self.code)["name_local"]
        return name.capitalize()

    @property
    def words(self) -> str:
        """The language that what we say to its readers is in: theirs, if our words are translated into it."""
        return language_of_our_words(self.code)


@dataclass
class Frame:
    """What surrounds a page."""

    canonical: str = ""
    """The full address that a page of the tree is known by."""

    home: Page | None = None
    menu: list[Page] = field(default_factory=list)
    explanations: list[Page] = field(default_factory=list)
    """Pages such as privacy: in the footer, and not in the menu."""
    collections: list[Page] = field(default_factory=list)
    """Pages such as the partners, under which the network's knowledge stands: in the footer, unless in the menu."""
    partners: Page | None = None
    """Where organisations have their pages."""
    people: Page | None = None
    """Where people have their pages."""
    focus_areas: dict[UUID, Page] = field(default_factory=dict)
    """The landing page of every focus area that has one, by the focus area's translation key."""
    breadcrumb: list[Page] = field(default_factory=list)
    languages: list[OtherLanguage] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    """For `hreflang`: the full address in every language the page is live in, if there is more than one."""

    @property
    def footer(self) -> list[list[Page]]:
        """The lists of pages at the foot of every page."""
        return [pages for pages in (self.menu, self.collections, self.explanations) if pages]


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> Frame:
    """The frame of the context's `page`, or of what isn't a page in the tree, such as a form or a 404."""
    language = get_language() or settings.LANGUAGE_CODE
    request: HttpRequest | None = context.get("request")
    page = context.get("page")
    shown = page if isinstance(page, Page) and page.path else None
    pages = _pages_around(shown, language)
    frame = Frame()
    for found in pages:
        if found.locale.language_code == language and found.is_public:
            _place(found, frame)
    if shown:
        frame.canonical = _full_address(shown, request)
        is_below = bool(_slug_below(request))
        above = [found for found in pages if shown.path.startswith(found.path)]
        frame.breadcrumb = [
            found
            for found in above
            # One that was unpublished, or never was published, may still have live pages below it.
            if (found.live or found.depth == HOME_DEPTH) and (is_below or found.path != shown.path)
        ]
        _add_languages(frame, shown, pages, language, request)
    else:
        homes = {found.locale.language_code for found in pages if found.depth == HOME_DEPTH and found.is_public}
        codes = [code for code in in_order(homes) if code != language]
        frame.languages = [OtherLanguage(code, _same_address(request, code)) for code in codes]
    return frame


def _pages_around(page: Page | None, language: str) -> list[Page]:
    """The home pages, what the menu and the footer name, and the page's translations and ancestors."""
    below_home = Q(depth=HOME_DEPTH + 1, locale__language_code=language)
    types = ContentType.objects.get_for_models(*EXPLANATIONS, *COLLECTIONS).values()
    wanted = Q(depth=HOME_DEPTH) | below_home & (Q(show_in_menus=True) | Q(content_type__in=types))
    wanted |= Q(content_type=ContentType.objects.get_for_model(FocusAreaPage), locale__language_code=language)
    if page:
        ancestors = [page.path[:end] for end in range(HOME_DEPTH * Page.steplen, len(page.path), Page.steplen)]
        wanted |= Q(translation_key=page.translation_key) | Q(path__in=ancestors)
    is_public = Case(When(hidden_from_the_public(), then=False), default="live")
    focus_area = F("focusareapage__focus_area__translation_key")
    found = Page.objects.filter(wanted).annotate(is_public=is_public, focus_area_key=focus_area)
    return list(found.select_related("locale").order_by("path"))


def _place(page: Any, frame: Frame) -> None:
    page_type = page.cached_content_type.model_class()
    if page.focus_area_key:
        frame.focus_areas[page.focus_area_key] = page
    if page.depth == HOME_DEPTH:
        frame.home = page
    if page.depth != HOME_DEPTH + 1:
        return
    if page_type is PartnersPage:
        frame.partners = page
    elif page_type is PeoplePage:
        frame.people = page
    if page.show_in_menus:
        frame.menu.append(page)
    elif page_type in EXPLANATIONS:
        frame.explanations.append(page)
    elif page_type in COLLECTIONS:
        frame.collections.append(page)


@register.filter
def of(pages: dict[UUID, Page], area: FocusArea) -> Page | None:
    """The landing page of a focus area, if it has one in this language."""
    return pages.get(area.translation_key)


def _add_languages(frame: Frame, page: Page, pages: Iterable[Page], language: str, request: HttpRequest | None) -> None:
    live = [found for found in pages if found.is_public]
    versions = {found.locale.language_code: found for found in live if found.translation_key == page.translation_key}
    homes = {found.locale.language_code: found for found in live if found.depth == HOME_DEPTH}
    for code, home in homes.items():
        if code != language:
            found = versions.get(code)
            url = _address(found, request) if found else home.get_url(request)
            url = url or f"/{code}/"
            frame.languages.append(OtherLanguage(code, url, is_missing=code not in versions))
    if len(versions) > 1:
        addresses = {code: _full_address(found, request) for code, found in sorted(versions.items())}
        # The network's first language stands for any other.
        first = addresses.get(settings.LANGUAGE_CODE)
        frame.alternates = [*addresses.items(), *([("x-default", first)] if first else [])]


def _full_address(page: Page, request: HttpRequest | None) -> str:
    """A page's address with the scheme and host that links carry, whatever host this request came by."""
    return f"{settings.PUBLIC_URL}{_address(page, request)}"


def _address(page: Page, request: HttpRequest | None) -> str:
    """A page's path, and whatever the request asks for below it: one organisation, one person."""
    slug = _slug_below(request)
    return f"{page.get_url(request) or ''}{slug + '/' if slug else ''}"


def _slug_below(request: HttpRequest | None) -> str:
    match = getattr(request, "routable_resolver_match", None)
    return match.kwargs.get("slug", "") if match else ""


def _same_address(request: HttpRequest | None, code: str) -> str:
    """The address in another language of a view of our own; for what isn't there, that language's home."""
    match = getattr(request, "resolver_match", None)
    if request and match and match.url_name != "wagtail_serve":
        return translate_url(request.path, code)
    return f"/{code}/"


@register.filter
def is_or_contains(ancestor: Page, page: object) -> bool:
    """Whether `page` is `ancestor` or stands anywhere below it."""
    return isinstance(page, Page) and bool(page.path) and page.path.startswith(ancestor.path)
