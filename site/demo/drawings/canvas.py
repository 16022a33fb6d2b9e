"""A flat drawing surface in the demo's palette: drawn large, scaled down once, the same bytes every time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from random import Random

from PIL import Image, ImageColor, ImageDraw

Point = tuple[float, float]

SIZE = (1600, 1067)
OVERSAMPLING = 3

PAPER, SAND, INK, MUTED = "#fbf9f4", "#f2eadc", "#17262b", "#52646a"
TEAL, MINT, CORAL, BLUSH, SUN = "#0a5f59", "#7ad3c6", "#b83a1e", "#ff9f85", "#ffd166"
# Tints between the five, so that layers stand apart without a gradient.
DEEP, SEA, FOAM, MIST = "#073f3d", "#2b877d", "#b9e3d9", "#dcefe8"
WHEAT, CLAY, BRICK, WOOD = "#e4d3b2", "#e0795a", "#8f3a26", "#a9764f"


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from the first to the second."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shade(colour: str) -> str:
    """The same colour on the side that lies in the shade."""
    return mix(colour, INK, 0.18)


def dice(seed: int) -> Random:
    """Chance that falls the same way every time."""
    return Random(seed)  # noqa: S311


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 14) -> list[Point]:
    """A curve through all the points (Catmull-Rom), as a list of closely spaced points."""
    count = len(points)
    spans = count if closed else count - 1

    def knot(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    curve: list[Point] = []
    for span in range(spans):
        around = [knot(span + offset) for offset in (-1, 0, 1, 2)]
        curve += [_between(around, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(p: Sequence[Point], t: float) -> Point:
    def axis(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - 3 * c + d - a) * t**3)

    return axis(p[0][0], p[1][0], p[2][0], p[3][0]), axis(p[0][1], p[1][1], p[2][1], p[3][1])


def arc(x: float, y: float, rx: float, ry: float, start: float = 0, end: float = 360) -> list[Point]:
    """Points on an ellipse, from one angle to another in degrees, clockwise from the right."""
    count = max(8, round(abs(end - start) / 5))
    angles = (math.radians(start + (end - start) * i / count) for i in range(count + 1))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def along(points: Sequence[Point], share: float) -> Point:
    """The point that lies `share` (0 to 1) of the way along a line."""
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    left = sum(lengths) * share
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length:
            return a[0] + (b[0] - a[0]) * left / length, a[1] + (b[1] - a[1]) * left / length
        left -= length
    return points[-1]


class Canvas:
    """Draws flat shapes in coordinates of 1600 by 1067; `at` gives a canvas with its own origin and scale."""

    def __init__(self, image: Image.Image, matrix: tuple[float, float, float, float, float, float]) -> None:
        self._image, self._matrix = image, matrix
        self._draw = ImageDraw.Draw(image)

    @classmethod
    def blank(cls, background: str, width: int = SIZE[0]) -> Canvas:
        """A canvas filled with one colour; the finished picture will be `width` pixels wide."""
        pixels = width * OVERSAMPLING
        image = Image.new("RGB", (pixels, round(pixels * SIZE[1] / SIZE[0])), background)
        factor = pixels / SIZE[0]
        return cls(image, (factor, 0, 0, 0, factor, 0))

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        width, height = self._image.size
        size = (round(width / OVERSAMPLING), round(height / OVERSAMPLING))
        return self._image.resize(size, Image.Resampling.LANCZOS)

    def at(self, x: float, y: float, scale: float = 1, *, turn: float = 0, flip: bool = False) -> Canvas:
        """The same surface seen from another origin, scaled, turned (degrees) and perhaps mirrored."""
        a, b, c, d, e, f = self._matrix
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        mirror = -1 if flip else 1
        left = (a * cos + b * sin) * mirror, b * cos - a * sin, a * x + b * y + c
        right = (d * cos + e * sin) * mirror, e * cos - d * sin, d * x + e * y + f
        return Canvas(self._image, (*left, *right))

    def _pixels(self, points: Sequence[Point]) -> list[Point]:
        a, b, c, d, e, f = self._matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A polygon."""
        self._draw.polygon(self._pixels(points), fill=fill)

    def blob(self, points: Sequence[Point], fill: str) -> None:
        """A closed, rounded form through the points."""
        self.shape(smooth(points, closed=True), fill)

    def oval(self, x: float, y: float, rx: float, ry: float | None, fill: str) -> None:
        """An ellipse around a centre; a circle when `ry` is None."""
        self.shape(arc(x, y, rx, rx if ry is None else ry), fill)

    def box(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        """A rectangle from its top left corner, its corners rounded by `radius`."""
        right, bottom, r = x + width, y + height, min(radius, width / 2, height / 2)
        if not r:
            self.shape([(x, y), (right, y), (right, bottom), (x, bottom)], fill)
            return
        corners = [
            (right - r, y + r, 270),
            (right - r, bottom - r, 0),
            (x + r, bottom - r, 90),
            (x + r, y + r, 180),
        ]
        self.shape([p for cx, cy, a in corners for p in arc(cx, cy, r, r, a, a + 90)], fill)

    def line(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A line of even width with round ends and joints."""
        self.limb(points, [width / 2] * len(points), fill)

    def curve(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A flowing line through the points."""
        self.line(smooth(points), width, fill)

    def limb(self, points: Sequence[Point], radii: Sequence[float], fill: str) -> None:
        """A line that may taper: at each point as thick as its radius says."""
        for (x, y), radius in zip(points, radii, strict=True):
            self.oval(x, y, radius, None, fill)
        for (a, r), (b, s) in zip(
            zip(points, radii, strict=True), list(zip(points, radii, strict=True))[1:], strict=False
        ):
            length = math.dist(a, b)
            if length:
                nx, ny = (a[1] - b[1]) / length, (b[0] - a[0]) / length
                self.shape(
                    [
                        (a[0] + nx * r, a[1] + ny * r),
                        (b[0] + nx * s, b[1] + ny * s),
                        (b[0] - nx * s, b[1] - ny * s),
                        (a[0] - nx * r, a[1] - ny * r),
                    ],
                    fill,
                )

    def dashes(self, points: Sequence[Point], width: float, fill: str, dash: float = 26, gap: float = 20) -> None:
        """A dashed line along the points."""
        length = sum(math.dist(a, b) for a, b in pairwise(points))
        start = 0.0
        while start < length:
            shares = [(start + dash * i / 4) / length for i in range(5)]
            self.line([along(points, min(share, 1)) for share in shares], width, fill)
            start += dash + gap

    @contextmanager
    def inside(self, outline: Sequence[Point]) -> Iterator[Canvas]:
        """A canvas on which only what falls inside the outline is kept."""
        layer = self._image.copy()
        yield Canvas(layer, self._matrix)
        mask = Image.new("1", layer.size)
        ImageDraw.Draw(mask).polygon(self._pixels(outline), fill=1)
        self._image.paste(layer, mask=mask)


ROUTE_WIDTH = 9


def route(c: Canvas, points: Sequence[Point], colour: str = CORAL, *, coming: Sequence[Point] = ()) -> None:
    """The line that runs through every picture: solid where it has been, dashed where it has still to go."""
    c.line(smooth(points), ROUTE_WIDTH, colour)
    if coming:
        c.dashes(smooth([points[-1], *coming]), ROUTE_WIDTH, colour)


def station(c: Canvas, x: float, y: float, colour: str = CORAL, radius: float = 17) -> None:
    """A stop on the route."""
    c.oval(x, y, radius, None, colour)
    c.oval(x, y, radius * 0.56, None, PAPER)
