from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """The form by which a picture comes into the library; says plainly what to do with one that is too large."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].error_messages["file_too_many_pixels"] = _(
                "This picture has 40 million pixels or more, which no page needs. "
                "Make it smaller first, for instance 4000 by 3000 pixels, and choose it again."
            )
