from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from .documents import FILMS, holds_what_its_name_says


class DocumentForm(BaseDocumentForm):
    """The form by which a file comes into the library: what is in it has to be what its name says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            sizes = {"film": _size(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE), "other": _size(settings.MOST_IN_A_DOCUMENT)}
            self.fields["file"].help_text = (
                _("A film of at most %(film)s, or another file of at most %(other)s.") % sizes
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        extension = PurePath(file.name).suffix.lower().removeprefix(".")
        if extension not in FILMS and file.size > settings.MOST_IN_A_DOCUMENT:
            message = _("This file is %(size)s, and only films may be larger than %(most)s.")
            raise ValidationError(message % {"size": _size(file.size), "most": _size(settings.MOST_IN_A_DOCUMENT)})
        # The model itself refuses the names of other kinds.
        if extension in settings.WAGTAILDOCS_EXTENSIONS and not holds_what_its_name_says(file, extension):
            message = _(
                "What is in this file isn't what its name says (.%(extension)s). "
                "Save it anew in the program that it was made with, and choose it again."
            )
            raise ValidationError(message % {"extension": extension})
        return file


def _size(bytes_: int) -> str:
    return filesizeformat(bytes_)
