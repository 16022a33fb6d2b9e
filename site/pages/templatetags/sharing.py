"""What a page tells those who share it or gather it: Open Graph for a preview of the link, and structured data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.translation import get_language, gettext
from wagtail.images.models import SourceImageIOError

from network.models import NetworkSettings, Picture, PictureRendition
from pages import structured_data
from pages.addresses import full_address
from pages.pictures import SHARING_SPEC, fetch_pictures
from pages.structured_data import Shown, Thing

from .site_frame import Frame

register = template.Library()

# Open Graph wants a country with every language; where it isn't the country of the same letters, it is named here.
COUNTRIES = {"cs": "CZ", "da": "DK", "el": "GR", "en": "GB", "fy": "NL", "sv": "SE", "uk": "UA"}

LOGO_SPEC = "max-640x192|format-webp-lossless"
"""The network's logo as it stands at the top of every page, which looks for it anyway: no query more."""


@dataclass(frozen=True)
class Subject:
    """What a page is about: itself, or the person or organisation whose page it is."""

    title: str
    description: str
    kind: str
    picture: Picture | None
    alt: str = ""


@register.inclusion_tag("pages/sharing.html", takes_context=True)
def sharing(context: Context, frame: Frame) -> dict[str, Any]:
    """The part of a page's head for who shares it; nothing for what isn't a page in the tree. No query of its own."""
    if not frame.canonical:
        return {}
    network: NetworkSettings = context["network"]
    subject = _subject(context)
    image = _rendition(subject.picture, SHARING_SPEC)
    languages = [code for code, _url in frame.alternates if code not in {get_language(), "x-default"}]
    shown = Shown(frame.canonical, f"{_full(image.url)}" if image else "", _network(network, frame))
    return {
        "address": frame.canonical,
        "network": network,
        "subject": subject,
        "image": image,
        "image_address": shown.image,
        "locale": og_locale(get_language() or settings.LANGUAGE_CODE),
        "other_locales": [og_locale(code) for code in languages],
        "data": structured_data.as_json_ld(_things(context, frame, subject, shown)),
    }


def og_locale(code: str) -> str:
    """A language as Open Graph writes it: nl_NL, en_GB."""
    language, _, country = code.partition("-")
    return f"{language}_{(country or COUNTRIES.get(language, language)).upper()}"


def _subject(context: Context) -> Subject:
    if person := context.get("person"):
        return Subject(person.name, "", "profile", person.picture, person.name)
    if organisation := context.get("organisation"):
        return Subject(
            organisation.name, str(organisation.description), "website", organisation.logo, organisation.name
        )
    page = context["page"]
    if page.picture_id and not type(page).picture.is_cached(page):
        fetch_pictures([page])
    return Subject(
        page.seo_title or page.title, page.search_description or page.lead, page.og_type, page.picture, page.picture_alt
    )


def _rendition(picture: Picture | None, spec: str) -> PictureRendition | None:
    try:
        return picture.get_renditions(spec)[spec] if picture else None
    except SourceImageIOError:
        return None


def _full(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}" if path.startswith("/") else path


def _network(network: NetworkSettings, frame: Frame) -> Thing:
    logo = _rendition(network.logo, LOGO_SPEC)
    return structured_data.network_organisation(
        network.name,
        full_address(frame.home),
        email=network.contact_email,
        address=network.postal_address,
        logo=_full(logo.url) if logo else "",
        same_as=[link.value["url"] for link in network.social_links],
    )


def _things(context: Context, frame: Frame, subject: Subject, shown: Shown) -> Iterator[Thing]:
    if frame.breadcrumb:
        first, *others = frame.breadcrumb
        steps = [(gettext("Home"), full_address(first)), *((each.title, full_address(each)) for each in others)]
        yield structured_data.breadcrumb([*steps, (subject.title, shown.url)])
    if person := context.get("person"):
        yield structured_data.person(person, context["now"], shown.url, shown.image)
    elif organisation := context.get("organisation"):
        yield structured_data.organisation(organisation, shown.url, shown.image)
    elif found := context["page"].structured_data(shown):
        yield found
