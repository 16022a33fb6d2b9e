"""In which sizes a picture is offered, and how much room each place on the site gives it.

Every place offers the same few renditions and lets the browser choose: so a picture is converted once,
whatever it is used for, and the worker can do that before a visitor comes (`make_renditions`). AVIF is the smallest
and slow to make; WebP is made at once, and every browser that understands the site's style sheets shows it, so JPEG
would be one more format for nobody. (Mail programs are another matter: the newsletter has JPEG.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.images.models import Picture as PictureElement

from blocks.chosen import chosen_in
from network.models import Picture, PictureRendition

WIDTHS = (480, 960, 1600)
MODERN_SPECS = tuple(f"format-avif|width-{width}" for width in WIDTHS)
PLAIN_SPECS = tuple(f"format-webp|width-{width}" for width in WIDTHS)
RENDITION_SPECS = (*MODERN_SPECS, *PLAIN_SPECS)
SHARING_SPEC = "fill-1200x630|format-jpeg"
"""The picture that stands beside a link to the page wherever somebody shares it: of one size, and cut to fit."""
MADE_SPECS = (*RENDITION_SPECS, SHARING_SPEC)


@dataclass(frozen=True)
class Use:
    """A place on the site that shows pictures: how wide it is, and what else its `img` should carry."""

    sizes: str
    attributes: dict[str, str] = field(default_factory=dict)


LAZY = {"loading": "lazy", "decoding": "async"}
AT_ONCE = {"fetchpriority": "high"}

USES = {
    "opening": Use("(min-width: 60rem) 55vw, 100vw", AT_ONCE),
    "head": Use("(min-width: 48rem) 75vw, 100vw", AT_ONCE),
    "first": Use("(min-width: 60rem) 60vw, 100vw", LAZY),
    "body": Use("(min-width: 48rem) 75vw, 100vw", LAZY),
    "gallery": Use("(min-width: 60rem) 35vw, (min-width: 36rem) 50vw, 100vw", LAZY),
    "card": Use("(min-width: 60rem) 25rem, (min-width: 36rem) 50vw, 100vw", LAZY),
    "listing": Use("(min-width: 48rem) 20rem, 100vw", LAZY),
    "small": Use("14rem", LAZY),
}


def picture_element(picture: Picture, use: str, alt: str = "", *, leads: bool = False) -> SafeString:
    """The `<picture>` for a place on the site, in the formats that are there.

    The modern format takes seconds to make, so a visitor never waits for it: until the worker has made it
    the page offers the plain one. What `leads` is the first picture that a visitor sees, and not waited for.
    Raises KeyError for a use that doesn't exist.
    """
    place = USES[use]
    modern = picture.find_existing_renditions(*(Filter(spec=spec) for spec in MODERN_SPECS))
    specs = RENDITION_SPECS if len(modern) == len(MODERN_SPECS) else PLAIN_SPECS
    try:
        renditions = picture.get_renditions(*specs)
    except SourceImageIOError:
        return SafeString("")
    attributes = {"alt": alt, "sizes": place.sizes, **_focus(picture), **(AT_ONCE if leads else place.attributes)}
    return SafeString(PictureElement(renditions, attributes))


def _focus(picture: Picture) -> dict[str, str]:
    """The classes that keep in view what an editor marked as the picture's focal point, where a place crops it."""
    if not picture.has_focal_point() or not picture.width or not picture.height:
        return {}
    across = round(10 * picture.focal_point_x / picture.width)
    down = round(10 * picture.focal_point_y / picture.height)
    return {"class": f"focus-x-{min(across, 10)} focus-y-{min(down, 10)}"}


def make_renditions(picture: Picture) -> None:
    """Makes every rendition that the site offers of a picture; takes seconds, so it belongs in the background.

    What a visitor would wait for is made first.
    """
    picture.get_renditions(*PLAIN_SPECS)
    picture.get_renditions(*PLAIN_SPECS, SHARING_SPEC)
    picture.get_renditions(*MODERN_SPECS)


def fetch_pictures(rows: Iterable[Any], field: str = "picture") -> list[Any]:
    """The same pages or other rows with their pictures fetched: one query for all whose renditions are made.

    `field` is the name that a row has its picture under.
    """
    fetched = list(rows)
    wanted = {getattr(row, f"{field}_id") for row in fetched} - {None}
    pictures: dict[int, Picture] = {}
    renditions = PictureRendition.objects.filter(image_id__in=wanted, filter_spec__in=MADE_SPECS)
    for rendition in renditions.select_related("image") if wanted else []:
        picture = pictures.setdefault(rendition.image_id, rendition.image)
        picture.prefetched_renditions = [*getattr(picture, "prefetched_renditions", []), rendition]
    if missing := wanted - pictures.keys():
        pictures |= Picture.objects.prefetch_renditions(*MADE_SPECS).in_bulk(missing)
    for row in fetched:
        setattr(row, field, pictures.get(getattr(row, f"{field}_id")))
    return fetched


def fetch_body_pictures(*bodies: StreamValue) -> None:
    """Fetch the renditions of all pictures in some bodies at once, rather than one picture after another."""
    shown = [picture for body in bodies for picture in chosen_in(body, Picture)]
    offered = PictureRendition.objects.filter(filter_spec__in=RENDITION_SPECS)
    prefetch_related_objects(shown, Prefetch("renditions", queryset=offered, to_attr="prefetched_renditions"))
