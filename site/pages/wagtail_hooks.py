"""What the pages add to the admin; each subject registers its own."""

from wagtail import hooks

from . import dashboard, phases  # noqa: F401
from .checks import publishing as publishing_hooks  # noqa: F401
from .listings import ContentMenu
from .translations import hooks as translation_hooks  # noqa: F401


@hooks.register("register_admin_viewset")
def content_menu() -> ContentMenu:
    return ContentMenu()
