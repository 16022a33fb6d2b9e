"""A road with three bends runs through the polder to a tower on the horizon."""

from __future__ import annotations

from ..canvas import (
    BRICK,
    CORAL,
    DEEP,
    FOAM,
    INK,
    MINT,
    PAPER,
    SAND,
    SEA,
    SUN,
    TEAL,
    WHEAT,
    Canvas,
    Point,
    mix,
    smooth,
    station,
)
from ..houses import tower
from ..land import MEADOW, PASTURE, clouds, ground
from ..people import CAST, STROLL, WALK, person
from ..plants import bush, poplar, tree, willow


def paint() -> Canvas:
    c = Canvas.blank(SEA)
    c.oval(1010, 400, 210, None, SUN)
    clouds(
        c,
        ((120, 150, 320), (330, 196, 220), (1240, 130, 260), (1270, 250, 300), (560, 290, 180)),
        18,
        mix(SEA, FOAM, 0.32),
    )
    _horizon(c)
    _fields(c)
    _road(c)
    person(c, 640, 968, 132, CAST["anna"], WALK)
    person(c, 704, 962, 142, CAST["imran"], STROLL)
    person(c, 580, 976, 88, CAST["femke"], WALK)
    tree(c, 1440, 1010, 520, DEEP, slim=0.9)
    bush(c, 1330, 1080, 300, TEAL)
    bush(c, 1540, 1090, 360, DEEP)
    bush(c, 20, 1090, 300, DEEP)
    return c


def _horizon(c: Canvas) -> None:
    skyline = mix(SEA, DEEP, 0.5)
    for x, width, height in (
        (700, 60, 44),
        (764, 44, 62),
        (812, 70, 40),
        (886, 50, 66),
        (1046, 60, 48),
        (1110, 44, 60),
        (1160, 70, 42),
    ):
        c.shape(
            [
                (x, 520),
                (x, 500 - height * 0.5),
                (x + width / 2, 500 - height),
                (x + width, 500 - height * 0.5),
                (x + width, 520),
            ],
            skyline,
        )
    c.box(660, 494, 620, 30, skyline)
    tower(c, 990, 510, 0.2, mix(WHEAT, BRICK, 0.25))
    ground(c, [(-10, 474), (240, 500), (520, 508), (1180, 506), (1400, 492), (1610, 462)], TEAL)
    for x in range(20, 460, 44):
        poplar(c, x, 516, 110 + (x * 7) % 40, mix(TEAL, DEEP, 0.5))
    for x in range(1290, 1600, 46):
        poplar(c, x, 512, 100 + (x * 3) % 46, mix(TEAL, DEEP, 0.5))


def _fields(c: Canvas) -> None:
    bands: list[tuple[list[Point], str]] = [
        ([(-10, 548), (400, 532), (900, 540), (1610, 526)], mix(SEA, TEAL, 0.3)),
        ([(-10, 590), (500, 596), (1000, 566), (1610, 590)], MEADOW),
        ([(-10, 680), (420, 640), (980, 666), (1610, 642)], PASTURE),
        ([(-10, 742), (380, 756), (1080, 716), (1610, 770)], MEADOW),
        ([(-10, 880), (520, 830), (1050, 870), (1610, 836)], mix(MINT, WHEAT, 0.5)),
        ([(-10, 968), (600, 1000), (1100, 950), (1610, 1000)], mix(SEA, TEAL, 0.2)),
    ]
    for edge, colour in bands:
        ground(c, edge, colour)
    for x, y, size in ((360, 720, 96), (250, 730, 110), (1180, 640, 66), (1240, 638, 60)):
        willow(c, x, y, size, TEAL)
    for x, y in ((560, 800), (650, 784), (470, 812), (1230, 722), (1300, 716)):
        _sheep(c, x, y, 46 if y > 760 else 32)


def _road(c: Canvas) -> None:
    bends: list[tuple[float, float, float]] = [
        (-120, 1210, 124),
        (420, 984, 84),
        (860, 918, 66),
        (1210, 856, 52),
        (1180, 780, 42),
        (860, 742, 34),
        (560, 704, 28),
        (500, 660, 23),
        (700, 624, 18),
        (960, 600, 14),
        (1090, 576, 11),
        (1040, 550, 8),
        (992, 524, 5),
    ]
    path = smooth([(x, y) for x, y, _ in bends])
    widths = [w for _, w in smooth([(y, w) for _, y, w in bends])]
    c.limb(path, widths, SAND)
    reached = 14 * 7
    for i in range(reached):
        c.limb(path[i : i + 2], [max(2.6, w * 0.12) for w in widths[i : i + 2]], CORAL)
    for i in range(reached, len(path) - 5, 6):
        c.limb(path[i : i + 4], [max(2.0, w * 0.13) for w in widths[i : i + 4]], CORAL)
    for index, radius in ((3.35, 38), (7, 25), (10, 15)):
        station(c, *path[round(index * 14)], radius=radius)


def _sheep(c: Canvas, x: float, y: float, size: float) -> None:
    s = c.at(x, y, size / 100)
    for leg in (-24, -12, 12, 24):
        s.line([(leg, -20), (leg, 0)], 6, INK)
    for bx, by, r in ((-26, -38, 20), (0, -46, 24), (26, -38, 20), (-10, -28, 20), (14, -28, 20)):
        s.oval(bx, by, r, None, PAPER)
    s.oval(48, -48, 13, 16, INK)
