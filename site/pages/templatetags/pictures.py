from django import template
from django.utils.safestring import SafeString

from network.models import Picture
from pages.pictures import picture_element

register = template.Library()


@register.simple_tag
def picture(image: Picture | None, use: str, alt: str = "") -> SafeString:
    """The `<picture>` of an image for one of the places in `pages.pictures.USES`; nothing without an image."""
    return picture_element(image, use, alt) if image else SafeString("")
