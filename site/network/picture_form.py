from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .clean_pictures import BrokenPictureError, drawn_anew


class PictureField(WagtailImageField):
    """Takes a picture that can be drawn whole, without what a camera wrote into it beside the picture."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["file_too_many_pixels"] = _(
            "This picture has 40 million pixels or more, which no page needs. "
            "Make it smaller first, for instance 4000 by 3000 pixels, and choose it again."
        )

    def check_image_pixel_size(self, file: Any) -> None:
        try:
            super().check_image_pixel_size(file)
        except OSError:  # not even its size can be read
            raise _broken() from None

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not data or not file:
            return file
        try:
            return drawn_anew(file)
        except BrokenPictureError:
            raise _broken() from None


class PictureForm(BaseImageForm):
    """The form by which a picture comes into the library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, max_length=field.max_length, widget=field.widget
            )


def _broken() -> ValidationError:
    return ValidationError(
        _("This picture is broken or not whole. Open it in a program for pictures and save it anew.")
    )
