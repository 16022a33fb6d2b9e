"""People at work on a map, round a table seen from above."""

from __future__ import annotations

import math

from ..canvas import (
    BLUSH,
    BRICK,
    CORAL,
    DEEP,
    FOAM,
    INK,
    MINT,
    PAPER,
    SEA,
    SUN,
    TEAL,
    WHEAT,
    WOOD,
    Canvas,
    mix,
    route,
    smooth,
    station,
)
from ..people import CAST, from_above
from ..things import cup_above


def paint() -> Canvas:
    c = Canvas.blank(TEAL)
    c.oval(800, 533, 850, 640, mix(TEAL, MINT, 0.18))
    c.oval(800, 533, 810, 604, mix(TEAL, MINT, 0.34))
    names = ("anna", "dirk", "chaima", "esi", "guus", "femke", "imran", "joy")
    seats = [
        (800 + 570 * math.cos(math.radians(a)), 533 + 414 * math.sin(math.radians(a)), a - 90)
        for a in range(20, 380, 45)
    ]
    for x, y, turn in seats:
        chair = c.at(x, y, 1.36, turn=turn)
        chair.box(-54, -40, 108, 92, WHEAT, 26)
        chair.box(-58, 40, 116, 22, BRICK, 11)
    c.oval(812, 549, 444, 318, mix(TEAL, DEEP, 0.6))
    c.oval(800, 533, 444, 318, WOOD)
    c.oval(800, 533, 428, 304, mix(WOOD, WHEAT, 0.72))
    _map(c.at(800, 533, turn=-5))
    for i, ((x, y, turn), name) in enumerate(zip(seats, names, strict=True)):
        from_above(c, x, y, 178, turn, CAST[name], ((40, 30), (30, 38), (36, 24), (26, 36))[i % 4])
    for x, y, colour in ((520, 430, PAPER), (930, 290, CORAL), (1090, 640, PAPER), (640, 752, SEA)):
        cup_above(c, x, y, 17, colour)
    for x, y, turn, colour in (
        (1010, 372, 24, SUN),
        (560, 640, -16, BLUSH),
        (960, 716, 8, MINT),
        (612, 352, 12, MINT),
    ):
        note = c.at(x, y, turn=turn)
        note.box(-26, -26, 52, 52, colour)
        for row in range(3):
            note.line([(-15, -12 + row * 11), (14 - row * 8, -12 + row * 11)], 3, mix(colour, INK, 0.5))
    for x, y, turn, colour in ((1080, 520, 62, CORAL), (700, 320, -34, INK)):
        c.at(x, y, turn=turn).limb([(-28, 0), (22, 0), (32, 0)], [4, 4, 0.6], colour)
    return c


def _map(m: Canvas) -> None:
    m.box(-236, -146, 480, 300, mix(WOOD, INK, 0.12))
    m.box(-240, -150, 480, 300, PAPER)
    m.shape([(-240, 40), (-150, 64), (-60, 150), (-240, 150)], FOAM)
    m.blob([(20, -130), (120, -138), (210, -110), (190, -40), (90, -50)], mix(MINT, PAPER, 0.45))
    m.line(smooth([(-60, -150), (-40, -60), (10, 10), (0, 90), (30, 150)]), 22, mix(SEA, MINT, 0.4))
    for x, y in (
        (-190, -110),
        (-130, -90),
        (-180, -30),
        (-110, -20),
        (90, 30),
        (150, 20),
        (110, 90),
        (180, 90),
        (-120, 70),
    ):
        m.box(x, y, 40, 28, WHEAT)
        m.box(x, y + 14, 40, 14, mix(WHEAT, BRICK, 0.25))
    for x, y in ((60, -100), (110, -90), (150, -110), (160, -75)):
        m.oval(x, y, 13, None, SEA)
    route(m, [(-262, 20), (-200, 34), (-80, 20), (-30, -20), (60, -8), (80, -30)])
    m.dashes(smooth([(80, -30), (150, -16), (210, 52), (250, 60)]), 9, CORAL)
    station(m, -80, 20)
    station(m, 80, -30)
