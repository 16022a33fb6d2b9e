"""A group that learns together passes a thread round its circle."""

from __future__ import annotations

from itertools import pairwise

from ..canvas import (
    BRICK,
    CLAY,
    CORAL,
    FOAM,
    INK,
    MIST,
    MUTED,
    PAPER,
    SAND,
    SEA,
    TEAL,
    WHEAT,
    WOOD,
    Canvas,
    mix,
    route,
    smooth,
)
from ..people import CAST, SEATED, SIT, Front, facing, person
from ..plants import potted
from ..things import chair_back, chair_front, chair_side


def paint() -> Canvas:
    c = Canvas.blank(SAND)
    c.box(0, 0, 1600, 520, MIST)
    for x in (90, 470, 850, 1230):
        c.box(x - 8, 52, 296, 372, PAPER)
        c.box(x, 60, 280, 356, FOAM)
        c.shape(
            [(x, 416), *smooth([(x, 330), (x + 70, 284), (x + 150, 312), (x + 280, 270)]), (x + 280, 416)],
            mix(FOAM, SEA, 0.3),
        )
        c.box(x + 136, 60, 8, 356, PAPER)
        c.box(x, 190, 280, 8, PAPER)
        c.box(x - 20, 422, 320, 12, WHEAT)
    c.box(0, 506, 1600, 16, WHEAT)
    c.oval(800, 812, 700, 220, mix(SAND, CLAY, 0.3))
    c.oval(800, 812, 660, 200, mix(SAND, CLAY, 0.18))
    potted(c, 1530, 640, 330, CLAY)
    _flip_chart(c, 110, 660)
    back = ((470, "chaima", BRICK), (690, "bram", TEAL), (910, "femke", BRICK), (1130, "guus", TEAL))
    for x, name, colour in back:
        y = 752 if x in (470, 1130) else 728
        chair_front(c, x, y, 380, colour)
        facing(c, x, y, 380, CAST[name], SEATED)
    for x, name, flip in ((250, "imran", False), (1350, "joy", True)):
        chair_side(c, x, 878, 410, INK, flip=flip)
        person(c, x, 878, 410, CAST[name], SIT, flip=flip)
    _thread(c)
    hands = Front(hip=-30, hands=((-5, -38), (5, -38)), knees=((-8.5, -25), (8.5, -25)), feet=((-7, -3), (7, -3)))
    for x, name, colour in ((560, "esi", TEAL), (1040, "dirk", BRICK)):
        facing(c, x, 1010, 430, CAST[name], hands, back=True)
        chair_back(c, x, 1010, 430, colour)
    return c


def _thread(c: Canvas) -> None:
    held = [(330, 730), (470, 640), (690, 616), (910, 616), (1130, 640), (1270, 730)]
    line = []
    for (ax, ay), (bx, by) in pairwise(held):
        line += [(ax, ay), ((ax + bx) / 2, (ay + by) / 2 + 34)]
    route(c, [(-20, 900), (120, 884), (250, 830), *line, held[-1], (1190, 800), (1090, 852), (1040, 860)])
    for x, y in held[1:-1]:
        c.oval(x, y, 10, None, CORAL)


def _flip_chart(c: Canvas, x: float, base: float) -> None:
    for foot in (-62, 62):
        c.line([(x, base - 330), (x + foot, base)], 8, WOOD)
    c.box(x - 92, base - 350, 184, 220, PAPER, 4)
    c.box(x - 92, base - 350, 184, 14, INK, 4)
    c.line(
        smooth([(x - 66, base - 170), (x - 20, base - 220), (x + 14, base - 200), (x + 62, base - 290)]),
        7,
        CORAL,
    )
    for px, py in ((-66, -170), (-3, -208), (62, -290)):
        c.oval(x + px, base + py, 11, None, TEAL)
    c.box(x - 62, base - 308, 66, 9, MUTED)
