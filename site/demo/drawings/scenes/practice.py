"""A health centre in the green, with people on their way in."""

from __future__ import annotations

from dataclasses import replace

from ..canvas import (
    BLUSH,
    CLAY,
    CORAL,
    DEEP,
    FOAM,
    INK,
    MINT,
    MUTED,
    PAPER,
    SAND,
    SEA,
    TEAL,
    WHEAT,
    Canvas,
    arc,
    mix,
    route,
    station,
)
from ..houses import sash
from ..land import ground
from ..people import CAST, SIT, STROLL, WALK, facing, person
from ..plants import bush, leafy, tree
from ..things import bicycle


def paint() -> Canvas:
    c = Canvas.blank(mix(BLUSH, SAND, 0.72))
    c.oval(330, 220, 110, None, PAPER)
    for x, size, leaf in ((60, 420, FOAM), (240, 360, FOAM), (1360, 440, FOAM), (1530, 400, FOAM)):
        tree(c, x, 735, size, mix(leaf, SEA, 0.25))
    _health_centre(c)
    ground(c, [(-10, 716), (500, 726), (1100, 722), (1610, 712)], mix(SEA, MINT, 0.4))
    c.blob(
        [
            (660, 722),
            (860, 722),
            (980, 800),
            (900, 870),
            (640, 930),
            (560, 1100),
            (120, 1100),
            (360, 880),
            (640, 812),
        ],
        SAND,
    )
    route(c, [(300, 1090), (470, 930), (720, 850), (790, 800), (762, 722)])
    station(c, 762, 724)
    for x, base, size, leaf in ((150, 780, 420, TEAL), (1420, 800, 480, TEAL), (1270, 760, 300, SEA)):
        tree(c, x, base, size, leaf)
    for x, base, width, leaf in ((1080, 812, 230, TEAL), (1230, 850, 260, DEEP), (330, 790, 190, SEA)):
        bush(c, x, base, width, leaf)
    _bicycles(c)
    _wheelchair(c, 560, 958, 250)
    person(c, 430, 966, 290, CAST["joy"], replace(STROLL, hands=((20, -58), (22, -58))))
    person(c, 850, 842, 220, CAST["hilde"], STROLL, flip=True)
    person(c, 920, 850, 232, CAST["bram"], WALK, flip=True)
    for x, size in ((40, 120), (110, 150), (1480, 150), (1550, 120)):
        leafy(c, x, 1080, size, DEEP)
    return c


def _bicycles(c: Canvas) -> None:
    for x in (1020, 1120, 1220):
        bicycle(c, x, 958, 176, (CORAL, INK, TEAL)[(x - 1020) // 100])
    for x in (990, 1090, 1190, 1290):
        c.line(arc(x, 930, 26, 40, 180, 360), 6, PAPER)
        c.line([(x - 26, 930), (x - 26, 962)], 6, PAPER)
        c.line([(x + 26, 930), (x + 26, 962)], 6, PAPER)


def _health_centre(c: Canvas) -> None:
    c.box(330, 260, 420, 200, CLAY)
    c.box(310, 240, 460, 26, PAPER)
    for x in (366, 496, 626):
        sash(c, x, 300, 88, 110, wall=CLAY, lit=x == 496)
    c.box(260, 440, 1080, 290, PAPER)
    c.box(236, 416, 1128, 34, TEAL)
    for i, x in enumerate((300, 470, 900, 1064, 1228)):
        width = 140 if x != 1228 else 84
        c.box(x, 490, width, 206, "#ffe2a0" if i in (1, 2) else mix(SEA, FOAM, 0.45))
        if i in (1, 2):
            facing(c, x + 38, 770, 212, CAST["dirk" if i == 1 else "anna"])
            leafy(c, x + 108, 660, 96)
            c.box(x, 654, width, 44, WHEAT)
            c.box(x, 696, width, 100, PAPER)
        else:
            c.shape(
                [(x, 696), (x, 640), (x + width, 520), (x + width, 590), (x + width * 0.2, 696)],
                mix(SEA, FOAM, 0.7),
            )
        c.box(x + width / 2 - 3, 490, 6, 206, PAPER)
        c.box(x - 8, 694, width + 16, 10, WHEAT)
    c.box(646, 470, 232, 264, TEAL)
    c.box(662, 490, 96, 240, mix(SEA, FOAM, 0.55))
    c.box(766, 490, 96, 240, mix(SEA, FOAM, 0.55))
    for x in (744, 774):
        c.box(x, 590, 8, 70, PAPER, 4)
    c.box(620, 452, 284, 24, CORAL)
    c.oval(1010, 356, 76, None, TEAL)
    c.box(996, 306, 28, 100, PAPER)
    c.box(960, 342, 100, 28, PAPER)
    c.box(1000, 420, 20, 20, TEAL)


def _wheelchair(c: Canvas, x: float, base: float, height: float) -> None:
    s = height / 100
    w = c.at(x, base, s)
    w.line([(-14, -56), (-12, -24), (14, -24), (20, -7), (30, -5)], 2.2, INK)
    w.line([(-14, -56), (-24, -58)], 2.2, INK)
    person(c, x, base - 3 * s, height, CAST["guus"], replace(SIT, hands=((12, -37), (14, -37))))
    w.line(arc(-3, -17, 16, 16), 2, INK)
    for turn in range(0, 180, 30):
        w.at(-3, -17, turn=turn).line([(-15, 0), (15, 0)], 0.5, MUTED)
    w.oval(-3, -17, 2, None, CORAL)
    w.line(arc(24, -4.5, 3.6, 3.6), 1.6, INK)
