"""A district nurse greets an older woman at her front door."""

from __future__ import annotations

from dataclasses import replace

from ..canvas import (
    BLUSH,
    BRICK,
    CLAY,
    CORAL,
    FOAM,
    INK,
    MUTED,
    PAPER,
    SAND,
    SEA,
    SUN,
    TEAL,
    WHEAT,
    WOOD,
    Canvas,
    arc,
    mix,
    route,
    shade,
    station,
)
from ..people import CAST, GREET, STAND, person
from ..plants import potted
from ..things import bicycle

WALL = mix(BRICK, CLAY, 0.2)


def paint() -> Canvas:
    c = Canvas.blank(WALL)
    _front(c)
    _front_window(c)
    _doorway(c)
    _pavement(c)
    potted(c, 1470, 944, 330, CLAY)
    potted(c, 1560, 960, 230, TEAL, SEA)
    bicycle(c, 280, 956, 420, TEAL, crate=True)
    route(c, [(-20, 1010), (300, 1016), (620, 1004), (800, 1010), (900, 980), (920, 932)])
    station(c, 922, 932)
    person(
        c,
        1130,
        892,
        520,
        replace(CAST["hilde"], top=CORAL),
        replace(STAND, chest=(1.5, -73), head=(4.5, -88), hands=((13, -46), (22, -64))),
        flip=True,
    )
    c.line([(1056, 640), (1040, 888)], 9, WOOD)
    c.line(arc(1070, 642, 15, 15, 180, 350), 9, WOOD)
    nurse = replace(CAST["chaima"], top=PAPER, bottom=TEAL, garment="tunic", hair=SEA)
    c.line([(706, 560), (690, 720)], 6, INK)
    person(c, 740, 984, 600, nurse, replace(GREET, hands=((-4, -45), (25, -67))))
    c.box(642, 700, 128, 92, CORAL, 14)
    c.line(arc(706, 702, 34, 34, 180, 360), 9, CORAL)
    c.box(694, 724, 24, 44, PAPER)
    c.box(684, 734, 44, 24, PAPER)
    return c


def _front(c: Canvas) -> None:
    dark = mix(WALL, INK, 0.12)
    for row in range(22):
        for column in range(11):
            if (row * 7 + column * 5) % 4 == 0:
                c.box(column * 160 + row % 2 * 80 - 40, 18 + row * 40, 110, 20, dark)
    c.box(0, 0, 1600, 60, SAND)
    c.box(0, 60, 1600, 12, mix(SAND, INK, 0.2))


def _doorway(c: Canvas) -> None:
    c.box(946, 176, 360, 724, PAPER)
    c.box(970, 200, 312, 110, mix(SEA, FOAM, 0.4))
    c.shape([(970, 310), (1100, 200), (1170, 200), (1040, 310)], FOAM)
    c.box(970, 326, 312, 574, mix(WHEAT, SUN, 0.35))
    c.box(1000, 400, 96, 130, PAPER)
    c.box(1010, 410, 76, 110, SEA)
    c.oval(1048, 452, 22, None, CORAL)
    c.box(970, 800, 312, 100, mix(WOOD, SAND, 0.4))
    c.shape([(1282, 326), (1352, 296), (1352, 930), (1282, 900)], TEAL)
    c.shape([(1300, 380), (1334, 368), (1334, 560), (1300, 560)], shade(TEAL))
    c.shape([(1300, 620), (1334, 624), (1334, 850), (1300, 836)], shade(TEAL))
    c.box(900, 470, 24, 46, PAPER, 6)
    c.oval(912, 493, 7, None, CORAL)
    c.box(1400, 250, 92, 62, TEAL, 8)
    c.line([(1420, 292), (1432, 270), (1432, 292)], 5, PAPER)
    c.line([(1446, 270), (1466, 270), (1454, 292)], 5, PAPER)


def _pavement(c: Canvas) -> None:
    c.box(0, 900, 1600, 180, SAND)
    for x in range(-300, 1900, 150):
        c.line([(x, 1067), (x * 0.86 + 112, 930)], 3, mix(SAND, WOOD, 0.3))
    c.line([(0, 990), (1600, 990)], 3, mix(SAND, WOOD, 0.3))
    c.box(0, 900, 1600, 30, WHEAT)
    c.box(906, 884, 440, 46, MUTED)
    c.box(890, 914, 472, 36, mix(MUTED, INK, 0.3))


def _front_window(c: Canvas) -> None:
    c.box(186, 190, 480, 470, PAPER)
    c.box(210, 214, 432, 422, mix(SEA, FOAM, 0.35))
    c.shape([(210, 636), (210, 560), (520, 214), (620, 214), (250, 636)], mix(SEA, FOAM, 0.55))
    for x in (210, 562):
        c.shape(
            [(x, 214), (x + 80, 214), (x + (36 if x < 300 else 80), 636), (x + (0 if x < 300 else 44), 636)],
            mix(BLUSH, PAPER, 0.4),
        )
    potted(c, 350, 640, 190, CORAL)
    potted(c, 512, 640, 150, SUN)
    c.blob([(404, 640), (398, 588), (416, 566), (440, 566), (458, 590), (456, 640)], INK)
    c.oval(428, 552, 23, 21, INK)
    c.shape([(408, 548), (408, 516), (426, 534)], INK)
    c.shape([(448, 548), (448, 516), (430, 534)], INK)
    c.oval(420, 550, 3, None, SUN)
    c.oval(436, 550, 3, None, SUN)
    c.box(423, 214, 8, 150, PAPER)
    c.box(210, 356, 432, 10, PAPER)
    c.box(160, 652, 532, 24, SAND)
    c.box(176, 168, 500, 22, mix(BRICK, INK, 0.2))
