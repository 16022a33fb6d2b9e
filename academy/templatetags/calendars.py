from django import template
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

register = template.Library()


@register.filter
def calendar_address(page: Page) -> str:
    """The path of a page's calendar; empty for a page that isn't saved yet."""
    return reverse("academy:calendar", args=[page.pk]) if page.pk else ""


@register.filter
def followed(path: str) -> str:
    """The address under which a calendar program follows the calendar at a path, rather than fetching it once."""
    _scheme, _, host = settings.PUBLIC_URL.partition("://")
    return f"webcal://{host}{path}"
