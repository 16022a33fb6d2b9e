"""What Wagtail's saving by itself needs to go together with pressing a button."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_editor_js")
def publish_after_autosave() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("pages/publish-after-autosave.js"))
