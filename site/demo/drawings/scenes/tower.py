"""The tower over the roofs in evening light; a child on a roof terrace flies a kite."""

from __future__ import annotations

from dataclasses import replace

from ..canvas import (
    BLUSH,
    BRICK,
    CLAY,
    CORAL,
    DEEP,
    FOAM,
    INK,
    MIST,
    PAPER,
    SAND,
    SEA,
    SUN,
    TEAL,
    WHEAT,
    Canvas,
    mix,
    route,
    shade,
)
from ..houses import roof, sash, tower
from ..land import clouds
from ..people import CAST, STAND, person
from ..plants import tree

LOOK_UP = replace(STAND, hands=((20, -70), (19, -69)), head=(1, -90))


def paint() -> Canvas:
    c = Canvas.blank(SEA)
    c.oval(1040, 330, 262, None, SUN)
    clouds(
        c,
        ((60, 210, 260), (260, 250, 180), (1260, 160, 220), (1380, 200, 300), (560, 120, 160)),
        16,
        mix(SEA, FOAM, 0.32),
    )
    _roofs_behind(c)
    c.box(954, 900, 172, 167, WHEAT)
    tower(c, 1040, 940, 0.94)
    _roofs(c)
    _terrace(c)
    kite, hand = (330, 226), (660, 779)
    route(c, [(-30, 452), (60, 396), (130, 428), (208, 372), (262, 340), (kite[0] + 16, kite[1] + 50)], BLUSH)
    for x, y in ((60, 396), (130, 428), (208, 372)):
        for side in (-1, 1):
            c.shape([(x, y), (x + side * 22, y - 15), (x + side * 22, y + 15)], SUN if x != 130 else PAPER)
    route(c, [kite, (424, 450), (560, 660), hand], BLUSH)
    _kite(c, *kite)
    return c


def _roofs_behind(c: Canvas) -> None:
    back = mix(SEA, DEEP, 0.4)
    for x, width, height in (
        (-60, 250, 150),
        (170, 220, 190),
        (360, 260, 140),
        (600, 240, 180),
        (1160, 250, 170),
        (1370, 280, 200),
    ):
        roof(c, x, 700, width, height, back, mix(back, SEA, 0.35))
        c.box(x - 10, 700, width + 20, 400, mix(back, SEA, 0.35))


def _roofs(c: Canvas) -> None:
    middle = [
        (-70, 330, 210, BRICK, WHEAT),
        (230, 280, 190, CLAY, SAND),
        (480, 300, 230, TEAL, FOAM),
        (742, 230, 170, BRICK, SAND),
        (1130, 260, 200, CLAY, WHEAT),
        (1360, 320, 230, TEAL, MIST),
    ]
    for x, width, height, tiles, wall in middle:
        roof(c, x, 820, width, height, tiles, wall)
        c.box(x - 2, 820, width + 4, 300, wall)
        for column in (0.26, 0.58):
            _attic(c, x + width * column, 850, wall, lit=(x + column * 100) % 3 < 1)
        _attic(c, x + width / 2 - 20, 820 - height * 0.5, wall, lit=x % 4 < 2)
    front = [
        (-120, 400, 190, CORAL, PAPER),
        (270, 360, 170, DEEP, SAND),
        (1040, 340, 150, DEEP, PAPER),
        (1320, 420, 200, BRICK, SAND),
    ]
    for x, width, height, tiles, wall in front:
        roof(c, x, 980, width, height, tiles, wall)
        c.box(x - 2, 980, width + 4, 200, wall)
        _attic(c, x + width / 2 - 24, 980 - height * 0.42, wall, lit=x < 1100)
        for share in (0.16, 0.43, 0.7):
            _attic(c, x + width * share, 1012, wall, lit=share == 0.43)


def _terrace(c: Canvas) -> None:
    wall = mix(WHEAT, BRICK, 0.2)
    c.box(610, 900, 450, 200, wall)
    for x in (648, 756, 864, 972):
        sash(c, x, 938, 44, 92, wall=wall, lit=x == 756)
    c.box(598, 884, 474, 22, SAND)
    for x in range(612, 1064, 34):
        c.box(x, 830, 4, 58, INK)
    c.box(606, 826, 460, 6, INK)
    person(c, 690, 886, 152, CAST["femke"], LOOK_UP, flip=True)
    person(c, 778, 886, 214, CAST["imran"], STAND, flip=True)
    for x in (870, 932, 994):
        c.box(x, 852, 46, 34, CLAY)
        c.box(x - 4, 848, 54, 9, shade(CLAY))
        tree(c, x + 23, 862, 74, TEAL)


def _attic(c: Canvas, x: float, y: float, wall: str, *, lit: bool) -> None:
    c.box(x - 4, y - 4, 46, 60, mix(wall, INK, 0.5))
    c.box(x, y, 38, 52, "#ffe2a0" if lit else mix(TEAL, FOAM, 0.3))
    c.box(x + 17, y, 4, 52, mix(wall, INK, 0.5))
    c.box(x, y + 20, 38, 4, mix(wall, INK, 0.5))


def _kite(c: Canvas, x: float, y: float) -> None:
    k = c.at(x, y, 1.15, turn=-32)
    k.shape([(0, -76), (46, -16), (0, 62), (-46, -16)], CORAL)
    k.shape([(0, -76), (46, -16), (0, -16)], PAPER)
    k.shape([(0, -16), (-46, -16), (0, 62)], BLUSH)
