from django.conf import settings
from wagtail.models import Page


def full_address(page: Page | None) -> str:
    """A page's address with the scheme and host that links carry; the site's own for no page."""
    return f"{settings.PUBLIC_URL}{page.get_url() or '/' if page else '/'}"
