"""The demo's drawings, as pictures in the library."""

from __future__ import annotations

from django.core.files.base import ContentFile

from network.models import Picture

from ..content.text import T
from ..drawings import DRAWINGS

Library = dict[str, Picture]


def load_pictures() -> Library:
    """Draw every picture and put it in the library; answers them by the drawing's name."""
    library = {}
    for drawing in DRAWINGS.values():
        x, y, width, height = drawing.focus
        library[drawing.name] = Picture.objects.create(
            title=drawing.title_nl,
            file=ContentFile(drawing.png(), name=f"{drawing.name}.png"),
            focal_point_x=x,
            focal_point_y=y,
            focal_point_width=width,
            focal_point_height=height,
        )
    return library


def alt_of(name: str) -> T:
    """What a drawing shows, in words."""
    return T(DRAWINGS[name].alt_nl, DRAWINGS[name].alt_en)
