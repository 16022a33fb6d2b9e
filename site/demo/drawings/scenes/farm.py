"""The thatched farmhouse of an open-air museum, with a mill and a meadow."""

from __future__ import annotations

from ..canvas import (
    BLUSH,
    BRICK,
    CLAY,
    CORAL,
    FOAM,
    INK,
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
    shade,
    smooth,
    station,
)
from ..houses import sash
from ..land import MEADOW, PASTURE, clouds, ground
from ..people import CAST, STROLL, WALK, person
from ..plants import flower, poplar, tree
from ..things import fence


def paint() -> Canvas:
    c = Canvas.blank(mix(SAND, PAPER, 0.4))
    c.oval(1240, 210, 120, None, mix(CLAY, SAND, 0.5))
    clouds(c, ((420, 120, 260), (560, 156, 160), (860, 210, 200)), 16, PAPER)
    _distance(c)
    ground(c, [(-10, 600), (420, 580), (900, 606), (1610, 580)], PASTURE)
    tree(c, 210, 690, 400, SEA)
    tree(c, 1090, 690, 300, TEAL)
    _farmhouse(c)
    _haystack(c, 1470, 770)
    _meadow(c)
    _flowers(c)
    person(c, 800, 886, 186, CAST["chaima"], WALK, flip=True)
    person(c, 872, 912, 196, CAST["guus"], STROLL, flip=True)
    person(c, 940, 940, 196, CAST["esi"], WALK, flip=True)
    return c


def _distance(c: Canvas) -> None:
    ground(c, [(-10, 530), (300, 500), (800, 540), (1300, 496), (1610, 530)], FOAM)
    for x in range(30, 380, 52):
        poplar(c, x, 570, 190 + (x * 11) % 60, mix(SEA, FOAM, 0.35))
    _mill(c, 1270, 610)


def _meadow(c: Canvas) -> None:
    ground(c, [(-10, 780), (500, 760), (1100, 786), (1610, 752)], MEADOW)
    path = smooth([(660, 762), (672, 810), (820, 856), (930, 914), (800, 1000), (640, 1090)])
    c.limb(path, [22 + 58 * i / len(path) for i in range(len(path))], SAND)
    c.line(path, 9, CORAL)
    station(c, 660, 766)
    _cow(c, 330, 850, 170, INK)
    _cow(c, 120, 836, 140, BRICK, flip=True)
    fence(c, -30, 540, 884, 84, PAPER)
    fence(c, 1020, 1640, 884, 84, PAPER)


def _flowers(c: Canvas) -> None:
    ground(c, [(-10, 940), (300, 966), (560, 1040), (640, 1080)], SEA)
    ground(c, [(1610, 930), (1240, 970), (960, 1050), (900, 1080)], SEA)
    for i, x in enumerate(range(30, 470, 54)):
        flower(c, x, 1080, 96 + i * 29 % 50, (CLAY, PAPER, SUN)[i % 3], (SUN, SUN, BRICK)[i % 3])
    for i, x in enumerate(range(1180, 1600, 54)):
        flower(c, x, 1080, 92 + i * 37 % 56, (PAPER, CLAY, SUN)[i % 3], (SUN, SUN, BRICK)[i % 3])


def _farmhouse(c: Canvas) -> None:
    wall = mix(BRICK, CLAY, 0.25)
    c.box(380, 600, 640, 164, wall)
    c.box(380, 742, 640, 22, mix(wall, INK, 0.3))
    thatch = mix(WOOD, WHEAT, 0.32)
    c.box(486, 262, 40, 90, BRICK)
    c.box(478, 256, 56, 14, SAND)
    c.shape(
        [
            (336, 640),
            (400, 560),
            (498, 316),
            (530, 300),
            (886, 300),
            (916, 320),
            (1004, 560),
            (1066, 640),
            (1040, 650),
            (360, 650),
        ],
        thatch,
    )
    c.shape(
        [(886, 300), (916, 320), (1004, 560), (1066, 640), (1040, 650), (964, 650), (930, 520)],
        mix(thatch, INK, 0.16),
    )
    c.shape([(500, 318), (530, 294), (886, 294), (914, 320), (896, 346), (518, 346)], mix(thatch, INK, 0.28))
    for row in range(4):
        y = 400 + row * 58
        for x in range(486 - row * 22 + row % 2 * 30, 880, 74):
            c.line([(x, y), (x - 6, y + 22)], 4, mix(thatch, INK, 0.14))
    c.shape([(360, 640), (1040, 640), (1040, 652), (360, 652)], mix(thatch, INK, 0.32))
    for x in (418, 530, 770):
        for shutter in (x - 26, x + 46):
            c.box(shutter, 672, 22, 66, TEAL)
            c.shape([(shutter, 672), (shutter + 22, 705), (shutter, 738)], PAPER)
        sash(c, x, 676, 42, 58, wall=wall, lit=x == 530)
    c.box(630, 658, 62, 106, PAPER)
    c.box(637, 665, 48, 99, CORAL)
    c.box(637, 708, 48, 5, PAPER)
    c.shape([(870, 764), (870, 690), *arc(930, 690, 60, 36, 180, 360), (990, 690), (990, 764)], TEAL)
    c.line([(930, 656), (930, 764)], 5, PAPER)
    for side in (872, 934):
        c.line([(side, 760), (side + 52, 692)], 5, PAPER)


def _mill(c: Canvas, x: float, base: float) -> None:
    c.shape([(x - 62, base), (x - 40, base - 190), (x + 40, base - 190), (x + 62, base)], mix(BRICK, SAND, 0.3))
    c.shape([(x + 14, base), (x + 12, base - 190), (x + 40, base - 190), (x + 62, base)], mix(BRICK, SAND, 0.1))
    c.blob(
        [
            (x - 48, base - 186),
            (x - 34, base - 226),
            (x, base - 244),
            (x + 34, base - 226),
            (x + 48, base - 186),
        ],
        INK,
    )
    c.box(x - 84, base - 92, 168, 10, WOOD)
    for turn in (22, 112, 202, 292):
        sail = c.at(x - 4, base - 206, turn=turn)
        sail.line([(0, 0), (0, -186)], 7, INK)
        sail.shape([(3, -40), (34, -40), (34, -182), (3, -182)], PAPER)
        for y in range(-170, -44, 26):
            sail.line([(3, y), (34, y)], 3, mix(PAPER, INK, 0.4))
    c.oval(x - 4, base - 206, 11, None, CORAL)


def _haystack(c: Canvas, x: float, base: float) -> None:
    c.shape([(x - 86, base), (x - 94, base - 180), (x + 94, base - 180), (x + 86, base)], mix(WHEAT, CLAY, 0.18))
    for y in range(24, 170, 36):
        c.line([(x - 60 + y % 50, base - y), (x - 10 + y % 70, base - y)], 4, mix(WHEAT, BRICK, 0.3))
    for side in (-100, 100):
        c.box(x + side - 6, base - 270, 12, 270, WOOD)
    c.shape([(x - 128, base - 168), (x, base - 262), (x + 128, base - 168)], mix(WOOD, WHEAT, 0.3))
    c.shape([(x, base - 262), (x + 128, base - 168), (x + 30, base - 168)], mix(WOOD, INK, 0.1))


def _cow(c: Canvas, x: float, y: float, size: float, patch: str, *, flip: bool = False) -> None:
    k = c.at(x, y, size / 100, flip=flip)
    for leg in (-46, -34, 30, 42):
        k.limb([(leg, -36), (leg, -2)], [7, 4.5], shade(PAPER) if leg in (-34, 42) else PAPER)
        k.box(leg - 5, -5, 10, 6, INK)
    k.blob([(-58, -70), (-20, -80), (30, -78), (56, -72), (56, -40), (30, -28), (-30, -28), (-58, -40)], PAPER)
    k.blob([(-40, -78), (-10, -80), (-4, -54), (-30, -48), (-46, -60)], patch)
    k.blob([(22, -79), (46, -74), (44, -50), (24, -46)], patch)
    k.limb([(50, -66), (70, -48)], [13, 10], PAPER)
    k.limb([(70, -84), (84, -58)], [13, 9], patch)
    k.limb([(84, -58), (88, -52)], [9, 8], BLUSH)
    k.limb([(66, -92), (52, -94)], [5, 2], patch)
    k.oval(74, -80, 2.4, None, PAPER)
    k.line([(-58, -66), (-66, -30)], 3, PAPER)
