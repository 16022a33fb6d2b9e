"""What the academy adds to the admin."""

from wagtail import hooks

from pages.listings import ListingViewSet

from . import dashboard  # noqa: F401
from .listings import LISTINGS


@hooks.register("register_admin_viewset")
def academy_listings() -> list[ListingViewSet]:
    return [listing() for listing in LISTINGS]
