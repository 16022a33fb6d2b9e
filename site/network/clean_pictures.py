"""Draws an uploaded picture anew: what isn't picture, such as where a photo was taken or hidden code, stays behind."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps, ImageSequence

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
# As good as the eye can tell: the renditions that visitors get are made from these.
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {},
    "GIF": {},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85, "speed": 9},
}


class BrokenPictureError(Exception):
    """A file that can't be drawn to its end."""


def drawn_anew(file: Any) -> SimpleUploadedFile:
    """The same picture, upright and with its colour profile, as a new file without any other data.

    Raises BrokenPictureError for a picture that can't be read whole. Its size has to be checked before.
    """
    file.seek(0)
    form = FORMATS[PurePath(file.name).suffix.lower().removeprefix(".")]
    try:
        with Image.open(file) as picture:
            content = _written(picture, form)
    # What a broken file makes a decoder raise is anybody's guess.
    except Exception as error:
        raise BrokenPictureError from error
    return SimpleUploadedFile(file.name, content, Image.MIME[form])


def _written(picture: Image.Image, form: str) -> bytes:
    picture.load()
    options = {**OPTIONS[form], "exif": b"", "xmp": b"", "comment": b"", "icc_profile": picture.info.get("icc_profile")}
    if getattr(picture, "n_frames", 1) > 1 and form != "JPEG":
        options |= {"save_all": True, **_pace(picture)}
        upright = picture
    else:
        upright = ImageOps.exif_transpose(picture)
        upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
    output = BytesIO()
    upright.save(output, form, **{name: value for name, value in options.items() if value is not None})
    return output.getvalue()


def _pace(picture: Image.Image) -> dict[str, Any]:
    """How long each frame stays, and how often all come back; Pillow takes it along for some formats only."""
    if picture.format != "WEBP":
        return {}
    durations = []
    for frame in ImageSequence.Iterator(picture):
        frame.load()
        durations.append(frame.info.get("duration", 0))
    picture.seek(0)
    return {"duration": durations, "loop": picture.info.get("loop", 0)}
