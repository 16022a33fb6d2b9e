from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture with its caption, and a decision about its alternative text.

    The chooser stands directly in this one StructBlock: wagtail-localize 1.14 fails on a picture any deeper.
    """

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        help_text=_("What somebody who can't see the picture should know."),
        required=False,
        max_length=200,
    )
    decorative = blocks.BooleanBlock(
        label=_("Decoration only"), help_text=_("The picture adds nothing to the text."), required=False
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["alt"] and not cleaned["decorative"]:
            message = _("Write an alternative text, or say that the picture is decoration only.")
            raise blocks.StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"
        template = "blocks/picture.html"
