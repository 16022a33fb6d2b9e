from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page

TAGGED_IN = 2026
"""The year in the identifiers (RFC 4151). They have to stay what they are, so it never changes."""


def full_address(page: Page | None) -> str:
    """A page's address with the scheme and host that links carry; the site's own for no page."""
    return f"{settings.PUBLIC_URL}{page.get_url() or '/' if page else '/'}"


def tag_of(name: str) -> str:
    """The identifier (RFC 4151) that a feed or one of its entries keeps for good; the name tells it from the others."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},{TAGGED_IN}:{name}"
