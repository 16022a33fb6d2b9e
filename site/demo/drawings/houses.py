"""Buildings of a Dutch town: canal houses with their gables, roofs, and the tower above them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .canvas import BRICK, DEEP, FOAM, INK, MIST, PAPER, SAND, TEAL, WHEAT, Canvas, Point, arc, mix, shade

Gable = Literal["step", "bell", "neck", "spout", "cornice"]


@dataclass(frozen=True)
class House:
    """One canal house: its gable, wall, width and height up to the eaves, and the colour of its door."""

    gable: Gable
    wall: str
    width: float
    height: float
    door: str = TEAL
    columns: int = 3
    floors: int = 3


def gable_outline(gable: Gable, x: float, y: float, width: float) -> list[Point]:
    """The top of a front, from its left eaves at (x, y) to its right eaves."""
    w, mid = width, x + width / 2
    if gable == "cornice":
        return [(x - 6, y), (x - 6, y - 16), (x + w + 6, y - 16), (x + w + 6, y)]
    if gable == "spout":
        return [
            (x, y),
            (mid - 16, y - w * 0.62),
            (mid - 16, y - w * 0.74),
            (mid + 16, y - w * 0.74),
            (mid + 16, y - w * 0.62),
            (x + w, y),
        ]
    if gable == "step":
        left: list[Point] = [(x, y)]
        steps = 4
        for i in range(steps):
            left += [(x + i * w / 9, y - (i + 1) * w * 0.17), (x + (i + 1) * w / 9, y - (i + 1) * w * 0.17)]
        return left + [(2 * mid - px, py) for px, py in reversed(left)]
    shoulder = 0.24 if gable == "neck" else 0.12
    half = w * 0.21
    if gable == "neck":
        left = [(x, y), (x, y - 8), *arc(x, y - 8 - w * shoulder, w / 2 - half, w * shoulder, 90, 0)]
        left += [
            (mid - half, y - w * 0.62),
            (mid - half - 6, y - w * 0.62),
            (mid - half - 6, y - w * 0.66),
            (mid, y - w * 0.8),
        ]
    else:
        left = [(x, y), (x, y - w * shoulder), *arc(x, y - w * 0.58, w * 0.28, w * 0.46, 90, 0)]
        left += arc(mid, y - w * 0.6, half, w * 0.16, 180, 270)
    return left + [(2 * mid - px, py) for px, py in reversed(left)]


def house(c: Canvas, x: float, base: float, h: House) -> None:
    """A front seen straight on, its left foot at (x, base)."""
    top = base - h.height
    c.shape([(x, base), *gable_outline(h.gable, x, top, h.width), (x + h.width, base)], h.wall)
    trim = mix(h.wall, PAPER, 0.75)
    if h.gable == "cornice":
        c.box(x - 9, top - 22, h.width + 18, 9, trim)
        c.box(x - 4, top - 6, h.width + 8, 5, trim)
    else:
        c.box(x + h.width / 2 - 15, top - h.width * 0.36, 30, 40, trim)
        c.box(x + h.width / 2 - 11, top - h.width * 0.36 + 4, 22, 32, INK)
        c.line([(x + h.width / 2, top - h.width * 0.46), (x + h.width / 2, top - h.width * 0.46 + 14)], 4, INK)
    _windows(c, x, top, h)


def street(c: Canvas, x: float, base: float, houses: Iterable[House]) -> None:
    """Houses side by side, the first one's left foot at (x, base)."""
    for h in houses:
        house(c, x, base, h)
        x += h.width


def _windows(c: Canvas, x: float, top: float, h: House) -> None:
    bay, floor = h.width / h.columns, h.height / h.floors
    for row in range(h.floors):
        tall = floor * (0.62 if row else 0.56)
        for column in range(h.columns):
            cx, y = x + bay * (column + 0.5), top + floor * (row + 0.2)
            width = min(bay * 0.56, 46)
            if row == h.floors - 1 and column == h.columns - 1:
                front_door(c, cx, top + h.height, width * 1.15, floor * 0.82, h.door)
                continue
            sash(
                c,
                cx - width / 2,
                y,
                width,
                tall,
                lit=(row * 5 + column * 3 + round(h.width)) % 7 == 0,
                wall=h.wall,
            )


def sash(c: Canvas, x: float, y: float, width: float, height: float, *, wall: str, lit: bool = False) -> None:
    """A tall Dutch sash window with its stone sill."""
    c.box(x - 4, y - 4, width + 8, height + 8, PAPER)
    c.box(x, y, width, height, "#ffe2a0" if lit else mix(TEAL, FOAM, 0.35))
    if not lit:
        c.shape(
            [
                (x, y + height),
                (x, y + height * 0.55),
                (x + width, y + height * 0.2),
                (x + width, y + height * 0.62),
            ],
            mix(TEAL, FOAM, 0.55),
        )
    c.box(x, y + height * 0.42, width, 4, PAPER)
    c.box(x + width / 2 - 1.5, y, 3, height, PAPER)
    c.box(x - 7, y + height + 4, width + 14, 6, mix(wall, PAPER, 0.6))
    c.box(x - 7, y - 11, width + 14, 5, shade(wall))


def front_door(c: Canvas, x: float, base: float, width: float, height: float, colour: str) -> None:
    """A panelled door with a fanlight and a step, centred on x."""
    left, top = x - width / 2, base - height
    c.box(left - 6, top - 6, width + 12, height + 6, PAPER)
    c.box(left, top, width, height * 0.18, mix(TEAL, FOAM, 0.5))
    c.box(left, top + height * 0.22, width, height * 0.78, colour)
    for part in (0.3, 0.66):
        c.box(left + width * 0.18, top + height * part, width * 0.64, height * 0.26, shade(colour))
    c.oval(left + width * 0.86, top + height * 0.64, 3, None, WHEAT)
    c.box(left - 12, base - 8, width + 24, 8, SAND)


def tower(c: Canvas, x: float, base: float, scale: float, stone: str = WHEAT) -> None:
    """A gothic tower of two square storeys and an octagonal lantern, its foot centred on (x, base)."""
    t = c.at(x, base, scale)
    dark, light = mix(stone, BRICK, 0.3), mix(stone, PAPER, 0.55)
    for half, bottom, top in ((92, 0, -330), (74, -330, -590), (50, -590, -760)):
        t.box(-half, top, half * 2, bottom - top, stone)
        t.box(half * 0.42, top, half * 0.58, bottom - top, mix(stone, dark, 0.55))
        for edge in (-half, half - 18):
            t.box(edge - 5, top + 14, 28, bottom - top - 14, mix(stone, dark, 0.35) if edge < 0 else dark)
            t.shape([(edge - 5, top + 14), (edge + 9, top - 44), (edge + 23, top + 14)], dark)
        t.box(-half - 10, top, half * 2 + 20, 13, light)
        if top > -700:
            for i in range(-3, 4):
                t.box(i * half / 3.4 - 4, top - 20, 8, 20, light)
            t.box(-half - 6, top - 24, half * 2 + 12, 6, light)
    _lancet(t, 0, -40, 62, 200, dark)
    for side in (-34, 34):
        _lancet(t, side, -372, 34, 170, dark)
    for side in (-24, 0, 24):
        _lancet(t, side, -606, 17, 126, dark)
    t.box(-74, -290, 148, 8, light)
    t.shape([(-56, -760), (0, -905), (56, -760)], DEEP)
    t.shape([(12, -760), (0, -905), (56, -760)], INK)
    t.line([(0, -900), (0, -962)], 5, INK)
    t.line([(-13, -938), (13, -938)], 4, INK)
    t.shape([(0, -962), (24, -974), (22, -960)], INK)


def _lancet(t: Canvas, x: float, base: float, width: float, height: float, colour: str) -> None:
    half = width / 2
    spring = base - height + width
    pointed = [
        (x - half, spring),
        *arc(x + half, spring, width, width * 1.15, 180, 240),
        *arc(x - half, spring, width, width * 1.15, 300, 360),
    ]
    t.shape([(x - half, base), *pointed, (x + half, base)], colour)
    t.line([(x, base), (x, spring - half)], max(3.0, width * 0.08), mix(colour, PAPER, 0.5))
    if width > 30:
        for y in range(round(base - 26), round(spring), -28):
            t.line([(x - half + 3, y), (x + half - 3, y)], 3, mix(colour, PAPER, 0.3))


def roof(c: Canvas, x: float, base: float, width: float, height: float, tiles: str, wall: str = MIST) -> None:
    """A tiled saddle roof seen from its gable, with a chimney and an attic window."""
    c.box(x + width * 0.7, base - height * 0.95, 26, height * 0.6, shade(tiles))
    c.box(x + width * 0.7 - 5, base - height * 0.95 - 6, 36, 10, wall)
    c.shape([(x, base), (x + width / 2, base - height), (x + width, base)], wall)
    c.shape(
        [
            (x + width / 2 - 8, base - height - 4),
            (x + width / 2 + 8, base - height - 4),
            (x + width + 22, base + 16),
            (x + width - 10, base + 16),
        ],
        tiles,
    )
    c.shape(
        [
            (x + width / 2 - 8, base - height - 4),
            (x + width / 2 + 8, base - height - 4),
            (x + 10, base + 16),
            (x - 22, base + 16),
        ],
        shade(tiles),
    )
