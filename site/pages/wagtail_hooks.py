"""What the pages add to the admin; each subject registers its own."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from . import dashboard, phases  # noqa: F401
from .checks import publishing as publishing_hooks  # noqa: F401
from .listings import ContentMenu
from .translations import hooks as translation_hooks  # noqa: F401


@hooks.register("register_admin_viewset")
def content_menu() -> ContentMenu:
    return ContentMenu()


@hooks.register("insert_editor_js")
def publish_after_saving() -> SafeString:
    """Hold “publish” while a page saves itself: Wagtail would send a new page twice."""
    return format_html('<script type="module" src="{}"></script>', static("pages/publish_after_saving.js"))


@hooks.register("insert_global_admin_js")
def keep_what_was_typed() -> SafeString:
    """Leave to the form what a calendar or a browser would change in silence: it says what is wrong."""
    return format_html('<script src="{}"></script>', static("pages/keep_what_was_typed.js"))
