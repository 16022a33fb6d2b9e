from typing import Any

from django import template
from django.utils.safestring import SafeString

from network.models import Picture
from pages.pictures import fetch_pictures, picture_element

register = template.Library()


@register.simple_tag
def picture(image: Picture | None, use: str, alt: str = "", *, leads: bool = False) -> SafeString:
    """The `<picture>` of an image for one of the places in `pages.pictures.USES`; nothing without an image.

    `leads` says that no other picture stands before it.
    """
    return picture_element(image, use, alt, leads=bool(leads)) if image else SafeString("")


@register.simple_tag
def page_picture(page: Any, use: str, alt: str = "") -> SafeString:
    """The `<picture>` of a page's own picture, fetched with its renditions if nobody did so before."""
    if page.picture_id and not type(page).picture.is_cached(page):
        fetch_pictures([page])
    return picture(page.picture, use, alt)
