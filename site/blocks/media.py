from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from network.models import Picture

from .cleaning import CleanRichTextBlock
from .text import TEXT_FEATURES

VIDEO_EXTENSIONS = ["mp4", "webm"]
SITES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
}


class PictureBlock(blocks.StructBlock):
    """A picture with its caption, and a decision about its alternative text.

    wagtail-localize 1.14 opens a page for translation only while every chooser stands in a StructBlock or in a list.
    """

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        help_text=_("What somebody who can't see the picture should know."),
        required=False,
        default="",
        max_length=200,
    )
    decorative = blocks.BooleanBlock(
        label=_("Decoration only"), help_text=_("The picture adds nothing to the text."), required=False
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=200)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (self.is_deferred_validation or cleaned.get("alt") or cleaned.get("decorative")):
            message = _("Write an alternative text, or say that the picture is decoration only.")
            raise blocks.StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return cleaned

    def get_preview_value(self) -> Any:
        caption = _("The newest picture of the library, with its caption.")
        return self.normalize({"picture": newest_pictures(1)[0], "alt": "", "decorative": True, "caption": caption})

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture, reaching out to the right, with its caption.")
        label_format = "{caption}"
        template = "blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Pictures of one occasion, each with its own alternative text and caption."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    def get_preview_value(self) -> Any:
        pictures = [
            {"picture": picture, "alt": "", "decorative": True, "caption": ""} for picture in newest_pictures(3)
        ]
        return self.normalize({"title": _("An afternoon in pictures"), "pictures": pictures})

    class Meta:
        icon = "grid"
        label = _("Gallery")
        description = _("Pictures of one occasion, beside one another.")
        label_format = "{title}"
        template = "blocks/gallery.html"


def newest_pictures(count: int) -> list[Picture | None]:
    """As many pictures of the library, for a preview; None for each that isn't there."""
    found: list[Picture | None] = list(Picture.objects.order_by("-pk")[:count])
    return [*found, *[None] * (count - len(found))]


class VideoValue(blocks.StructValue):
    """A video as a template needs it."""

    def site(self) -> str:
        """What the site is called where the video is."""
        host = (urlsplit(self["url"] or "").hostname or "").removeprefix("www.").removeprefix("m.")
        return SITES.get(host, host)


class VideoBlock(blocks.StructBlock):
    """A video elsewhere, to which a link leads, or a file of our own; nothing is fetched before it is asked for."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_("Where the video is: at Vimeo, for instance. Begins with https://."),
        required=False,
        default="",
        validators=[URLValidator(["https"], message=_("Fill in an address that begins with https://."))],
    )
    file = DocumentChooserBlock(
        label=_("File"), help_text=_("Instead of an address: an MP4 or WebM from the library."), required=False
    )
    captions = DocumentChooserBlock(
        label=_("Captions"), help_text=_("A WebVTT file, for a video from the library."), required=False
    )
    duration = blocks.RegexBlock(
        r"^(\d{1,2}:)?[0-5]?\d:[0-5]\d$",
        label=_("Duration"),
        help_text=_("Minutes and seconds: 4:05."),
        required=False,
        default="",
        error_messages={"invalid": _("Write the duration as minutes and seconds, such as 4:05.")},
    )
    poster = ImageChooserBlock(label=_("Picture"), required=False)
    alternative = CleanRichTextBlock(
        label=_("The same in words"),
        help_text=_("What is said and shown, for those who can't see or hear it."),
        features=TEXT_FEATURES,
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if not cleaned.get("url") and not cleaned.get("file"):
            errors["url"] = ValidationError(_("Fill in an address, or choose a file."))
        elif cleaned.get("url") and cleaned.get("file"):
            errors["file"] = ValidationError(_("Fill in an address or choose a file, not both."))
        if cleaned.get("file") and cleaned.get("file").file_extension.lower() not in VIDEO_EXTENSIONS:
            errors["file"] = ValidationError(_("This file is no MP4 and no WebM."))
        if cleaned.get("captions") and cleaned.get("captions").file_extension.lower() != "vtt":
            errors["captions"] = ValidationError(_("This file is no WebVTT."))
        if errors and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "title": _("A walk through the neighbourhood"),
                "url": "https://vimeo.com/1",
                "duration": "4:05",
                "poster": newest_pictures(1)[0],
                "alternative": _("Neighbours show the places where they meet."),
            }
        )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video with its summary in words. Nothing is loaded before a reader asks for it.")
        label_format = "{title}"
        template = "blocks/video.html"
        value_class = VideoValue
