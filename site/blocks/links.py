"""Where a reader can go next: a page of the site, or an address elsewhere."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site or to an address elsewhere; one of the two."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("Address elsewhere"),
        help_text=_("Instead of a page of this site."),
        required=False,
        default="",
        validators=[URLValidator(["http", "https"])],
    )
    label = blocks.CharBlock(
        label=_("Text of the link"),
        help_text=_("Says where it leads. Left empty, a page's title."),
        required=False,
        default="",
        max_length=80,
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if not cleaned.get("page") and not cleaned.get("url"):
            errors["page"] = ValidationError(_("Choose a page, or fill in an address."))
        elif cleaned.get("page") and cleaned.get("url"):
            errors["url"] = ValidationError(_("Choose a page or fill in an address, not both."))
        elif cleaned.get("url") and not cleaned.get("label"):
            errors["label"] = ValidationError(_("Say where the link leads."))
        if errors and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label} {page} {url}"
