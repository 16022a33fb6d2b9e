"""What the academy adds to the admin."""

from wagtail import hooks

from . import dashboard  # noqa: F401
from .listings import LISTINGS, ListingViewSet


@hooks.register("register_admin_viewset")
def academy_listings() -> list[ListingViewSet]:
    return [listing() for listing in LISTINGS]
