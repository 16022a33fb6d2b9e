"""Neighbours at work in their community garden; the hose runs from bed to bed."""

from __future__ import annotations

from dataclasses import replace

from ..canvas import (
    BRICK,
    CLAY,
    CORAL,
    FOAM,
    INK,
    MINT,
    MIST,
    PAPER,
    SAND,
    SEA,
    SUN,
    TEAL,
    WHEAT,
    WOOD,
    Canvas,
    Point,
    arc,
    mix,
    route,
    shade,
    station,
)
from ..houses import House, street
from ..people import CAST, KNEEL, STAND, person
from ..plants import leafy, tree
from ..things import fence


def paint() -> Canvas:
    c = Canvas.blank(MIST)
    _backs(c)
    c.box(0, 560, 1600, 520, mix(MINT, SEA, 0.25))
    for i, x in enumerate(range(60, 1000, 118)):
        _sunflower(c, x, 640, 250 + i * 47 % 90)
    _greenhouse(c, 1240, 660)
    _bed(c, 60, 700, 560, ("leaf", "cabbage", "leaf", "carrot", "cabbage", "leaf"))
    _bed(c, 800, 720, 500, ("tomato", "tomato", "leaf", "cabbage", "carrot"))
    person(
        c,
        700,
        812,
        330,
        replace(CAST["hilde"], garment="coat", top=CORAL),
        replace(STAND, hands=((22, -56), (20, -58))),
        flip=True,
    )
    _can(c, 618, 638)
    route(
        c,
        [
            (-20, 812),
            (180, 828),
            (420, 806),
            (600, 826),
            (770, 850),
            (920, 826),
            (1060, 842),
            (1230, 862),
            (1400, 840),
            (1640, 852),
        ],
    )
    station(c, 770, 850)
    person(c, 1060, 884, 320, CAST["esi"], KNEEL)
    person(c, 1486, 884, 350, CAST["imran"], replace(STAND, hands=((17, -60), (19, -60))), flip=True)
    _crate(c, 1412, 702)
    _bed(c, -60, 912, 620, ("carrot", "leaf", "cabbage", "carrot", "leaf", "cabbage"))
    person(c, 668, 1012, 240, CAST["femke"], replace(KNEEL, hands=((30, -22), (27, -24))), flip=True)
    _bed(c, 840, 950, 840, ("cabbage", "leaf", "cabbage", "carrot", "leaf", "tomato", "leaf", "cabbage"))
    return c


def _backs(c: Canvas) -> None:
    row = (
        House("bell", mix(CLAY, SAND, 0.35), 220, 220),
        House("cornice", FOAM, 240, 260, columns=3),
        House("step", WHEAT, 220, 210),
        House("cornice", mix(CLAY, SAND, 0.5), 220, 250),
        House("bell", FOAM, 220, 220),
        House("cornice", WHEAT, 250, 240),
        House("step", mix(CLAY, SAND, 0.35), 240, 210),
    )
    street(c, -40, 520, (replace(h, floors=2, door=SEA) for h in row))
    for tx, size, leaf in ((120, 330, SEA), (640, 260, TEAL), (1500, 380, SEA)):
        tree(c, tx, 560, size, leaf)
    c.box(0, 506, 1600, 60, TEAL)
    fence(c, -20, 1620, 580, 92, WOOD, 22)


def _bed(c: Canvas, x: float, y: float, width: float, crops: tuple[str, ...]) -> None:
    c.box(x, y, width, 46, mix(BRICK, INK, 0.45))
    gap = width / len(crops)
    for i, crop in enumerate(crops):
        _CROPS[crop](c, x + gap * (i + 0.5), y)
    c.box(x - 8, y + 14, width + 16, 66, WOOD)
    c.box(x - 8, y + 44, width + 16, 5, shade(WOOD))
    for px in (x - 8, x + width / 2 - 8, x + width - 8):
        c.box(px, y + 8, 16, 74, shade(WOOD))


def _sunflower(c: Canvas, x: float, base: float, size: float) -> None:
    c.line([(x, base), (x, base - size + 30)], 8, TEAL)
    for side, share in ((-1, 0.35), (1, 0.5)):
        y = base - size * share
        c.blob([(x, y), (x + side * 24, y - 30), (x + side * 54, y - 22), (x + side * 30, y + 2)], TEAL)
    f = c.at(x, base - size + 24, 0.62)
    for turn in range(0, 360, 30):
        f.at(0, 0, turn=turn).oval(0, -42, 12, 24, SUN)
    f.oval(0, 0, 32, None, BRICK)
    f.oval(0, 0, 18, None, mix(BRICK, INK, 0.4))


def _greenhouse(c: Canvas, x: float, base: float) -> None:
    outline: list[Point] = [
        (x - 190, base),
        (x - 190, base - 190),
        (x, base - 300),
        (x + 190, base - 190),
        (x + 190, base),
    ]
    c.shape(outline, mix(FOAM, PAPER, 0.35))
    for px in (-140, -70, 0, 70, 140):
        leafy(c, x + px, base, 150 - abs(px) * 0.3, SEA)
    for px in (-190, -95, 0, 95, 190):
        c.line([(x + px, base), (x + px, base - 300 + abs(px) * 0.58)], 7, PAPER)
    c.line(outline[1:4], 9, PAPER)
    c.line([(x - 190, base - 190), (x + 190, base - 190)], 7, PAPER)
    c.box(x - 196, base - 22, 392, 24, BRICK)


def _can(c: Canvas, x: float, y: float) -> None:
    k = c.at(x, y, turn=-18)
    k.line(arc(14, -24, 30, 30, 190, 350), 7, TEAL)
    k.shape([(-26, -24), (40, -24), (46, 34), (-32, 34)], TEAL)
    k.limb([(-28, 22), (-84, -22)], [7, 5], TEAL)
    k.limb([(-84, -34), (-94, -12)], [6, 6], TEAL)
    for dx, dy in ((-112, 2), (-124, 20), (-106, 24), (-132, 40), (-116, 44)):
        k.limb([(dx, dy), (dx - 3, dy + 12)], [3, 4], SEA)


def _crate(c: Canvas, x: float, y: float) -> None:
    for dx, colour in ((-40, CORAL), (-12, SEA), (16, SUN), (42, CORAL)):
        c.oval(x + dx, y - 30, 22, None, colour)
    c.box(x - 66, y - 26, 132, 62, mix(WHEAT, WOOD, 0.35), 4)
    for dy in (-6, 14):
        c.line([(x - 62, y + dy), (x + 62, y + dy)], 4, WOOD)


def _cabbage(c: Canvas, x: float, y: float) -> None:
    for side, radius, colour in ((-22, 24, TEAL), (22, 24, TEAL), (0, 30, SEA), (0, 17, MINT)):
        c.oval(x + side, y - 6 - radius * 0.25, radius, radius * 0.86, colour)


def _carrots(c: Canvas, x: float, y: float) -> None:
    for side in (-26, 0, 26):
        c.oval(x + side, y + 6, 9, 12, CORAL)
        for lean in (-12, 0, 12):
            c.limb([(x + side, y - 2), (x + side + lean, y - 42)], [3, 1.5], TEAL)


def _tomato(c: Canvas, x: float, y: float) -> None:
    c.line([(x, y), (x, y - 138)], 5, WOOD)
    leafy(c, x, y + 4, 126, TEAL)
    for side, up in ((-16, -46), (18, -64), (-12, -88)):
        c.oval(x + side, y + up, 11, None, CORAL)


def _leaves(c: Canvas, x: float, y: float) -> None:
    for side in (-22, 22):
        leafy(c, x + side, y + 6, 74, SEA, leaves=3)


_CROPS = {"cabbage": _cabbage, "carrot": _carrots, "tomato": _tomato, "leaf": _leaves}
