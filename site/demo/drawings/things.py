"""Things people use: bicycles, boats, chairs, cups."""

from __future__ import annotations

from .canvas import BRICK, INK, MUTED, PAPER, WHEAT, WOOD, Canvas, arc, mix, shade
from .people import RIDE, Look, person


def bicycle(
    c: Canvas, x: float, base: float, size: float, frame: str, *, flip: bool = False, crate: bool = False
) -> None:
    """An upright Dutch bicycle facing right, its cranks above (x, base); `size` is the height of a rider."""
    b = c.at(x, base, size / 100, flip=flip)
    for wheel in (-25, 29):
        for radius, colour in ((17, INK), (15.6, None)):
            if colour:
                _ring(b, wheel, -17, radius, 1.5, colour)
        for turn in range(0, 180, 30):
            b.at(wheel, -17, turn=turn).line([(-15.5, 0), (15.5, 0)], 0.35, MUTED)
        b.oval(wheel, -17, 1.4, None, INK)
    b.line([(-25, -17), (2, -15), (-4, -44)], 1.7, frame)
    b.line([(-25, -17), (-3, -38)], 1.4, frame)
    b.line([(2, -15), (22, -42)], 1.9, frame)
    b.line([(29, -17), (21, -50)], 1.9, frame)
    b.line([(21, -50), (19, -59), (25, -61)], 1.6, INK)
    b.limb([(-10, -47), (1, -46.4)], [2.0, 1.1], BRICK)
    b.line([(-38, -34), (-8, -34)], 1.5, INK)
    b.line(arc(-25, -17, 19.5, 19.5, 185, 320), 1.4, frame)
    b.line(arc(29, -17, 19.5, 19.5, 205, 300), 1.4, frame)
    b.oval(2, -15, 3.6, None, INK)
    b.oval(2, -15, 1.8, None, frame)
    if crate:
        b.box(24, -60, 17, 13, WOOD, 1)
        b.line([(25, -55.5), (40, -55.5)], 0.9, shade(WOOD))
        b.line([(25, -51.5), (40, -51.5)], 0.9, shade(WOOD))
    else:
        b.oval(25, -52, 2, None, WHEAT)


def _ring(c: Canvas, x: float, y: float, radius: float, width: float, colour: str) -> None:
    c.line(arc(x, y, radius, radius), width, colour)


def cyclist(
    c: Canvas,
    x: float,
    base: float,
    size: float,
    look: Look,
    frame: str,
    *,
    flip: bool = False,
    crate: bool = False,
) -> None:
    """Someone riding a bicycle; (x, base) is where the cranks stand above the road."""
    bicycle(c, x, base, size, frame, flip=flip, crate=crate)
    person(c, x + (4 if flip else -4) * size / 100, base, size, look, RIDE, flip=flip)
    b = c.at(x, base, size / 100, flip=flip)
    b.line([(2, -15), (4.5, -9.2)], 1.2, INK)


def boat(c: Canvas, x: float, water: float, length: float, hull: str) -> None:
    """A small open boat lying in the water, its bow to the right."""
    b = c.at(x, water, length / 100)
    b.shape([(-50, -14), (-46, -13), (30, -13), (52, -20), (44, 0), (36, 4), (-40, 4), (-47, 0)], hull)
    b.shape(
        [(-50, -14), (-46, -13), (30, -13), (52, -20), (50, -15), (30, -8), (-48, -8.5)],
        mix(hull, PAPER, 0.65),
    )
    b.line([(-26, -13), (-26, -16), (-8, -16), (-8, -13)], 1.8, WOOD)
    b.shape([(-47, 5), (40, 5), (30, 8), (-38, 8)], mix(hull, INK, 0.35))


def chair_side(c: Canvas, x: float, base: float, size: float, colour: str, *, flip: bool = False) -> None:
    """A plain chair for someone who faces right, its seat around (x, base); `size` is their height."""
    s = c.at(x, base, size / 100, flip=flip)
    s.line([(-8, -20), (-11, 0)], 2, shade(colour))
    s.line([(9, -20), (11, 0)], 2, shade(colour))
    s.limb([(-10, -21), (10, -21)], [1.9, 1.9], colour)
    s.limb([(-9, -21), (-13, -50)], [1.6, 1.6], colour)


def chair_front(c: Canvas, x: float, base: float, size: float, colour: str) -> None:
    """The same chair seen from the front, to be drawn before the person on it."""
    s = c.at(x, base, size / 100)
    for side in (-1, 1):
        s.line([(side * 10, -20), (side * 11.5, -1)], 2, shade(colour))
        s.line([(side * 10, -22), (side * 10.5, -52)], 2, shade(colour))
    s.box(-12, -54, 24, 13, colour, 4)
    s.box(-12.5, -25, 25, 5, colour, 2)


def chair_back(c: Canvas, x: float, base: float, size: float, colour: str) -> None:
    """The same chair seen from behind, to be drawn over the person on it."""
    s = c.at(x, base, size / 100)
    for side in (-1, 1):
        s.line([(side * 11, -50), (side * 11.5, -1)], 2.2, shade(colour))
    s.box(-13, -52, 26, 15, colour, 4)
    s.box(-13, -26, 26, 4.5, colour, 2)


def cup(c: Canvas, x: float, y: float, size: float, colour: str = PAPER) -> None:
    """A cup with its ear, standing on y."""
    c.line(arc(x + size * 0.42, y - size * 0.45, size * 0.22, size * 0.22, -90, 90), size * 0.1, colour)
    c.shape(
        [
            (x - size * 0.42, y - size * 0.85),
            (x + size * 0.42, y - size * 0.85),
            (x + size * 0.34, y),
            (x - size * 0.34, y),
        ],
        colour,
    )
    c.oval(x, y - size * 0.85, size * 0.42, size * 0.1, mix(colour, BRICK, 0.7))


def cup_above(c: Canvas, x: float, y: float, radius: float, colour: str = PAPER) -> None:
    """A cup of coffee on its saucer, seen from above."""
    c.oval(x, y, radius * 1.5, None, colour)
    c.oval(x, y, radius * 1.12, None, shade(colour))
    c.oval(x, y, radius, None, colour)
    c.oval(x, y, radius * 0.78, None, BRICK)


def fence(c: Canvas, left: float, right: float, y: float, height: float, colour: str, gap: float = 60) -> None:
    """A wooden fence of posts and two rails."""
    x = left
    while x <= right:
        c.box(x - 4, y - height, 8, height, colour, 2)
        x += gap
    for share in (0.78, 0.4):
        c.box(left - 10, y - height * share, right - left + 20, 6, colour)
