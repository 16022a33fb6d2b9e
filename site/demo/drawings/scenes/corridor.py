"""Three colleagues follow the coloured line on a corridor's floor."""

from __future__ import annotations

from dataclasses import replace

from ..canvas import (
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
    Canvas,
    mix,
    smooth,
    station,
)
from ..people import CAST, STROLL, WALK, person
from ..plants import tree


def paint() -> Canvas:
    c = Canvas.blank(MIST)
    _walls(c)
    _view(c)
    _floor(c)
    nurse = replace(CAST["esi"], top=PAPER, bottom=SEA, garment="tunic")
    learner = replace(CAST["bram"], top=WHEAT, bottom=TEAL)
    doctor = replace(CAST["femke"], top=PAPER, bottom=INK, garment="coat")
    talk = replace(STROLL, hands=((18, -60), (-6, -46)))
    person(c, 520, 952, 560, nurse, replace(WALK, hands=((-9, -47), (20, -58))))
    person(c, 800, 948, 590, learner, talk)
    c.at(905, 600, turn=-8).box(-34, -26, 84, 62, CORAL, 5)
    c.at(905, 600, turn=-8).box(-26, -18, 68, 46, PAPER, 3)
    person(c, 1080, 952, 570, doctor, replace(STROLL, hands=((14, -63), (-5, -47))), flip=True)
    return c


def _walls(c: Canvas) -> None:
    c.box(0, 0, 1600, 90, FOAM)
    for x in range(60, 1600, 380):
        c.box(x, 26, 240, 26, PAPER, 13)
    c.box(0, 640, 1600, 26, SEA)
    c.box(0, 666, 1600, 154, mix(MIST, SEA, 0.22))
    for x, colour in ((96, TEAL), (1190, CORAL)):
        c.box(x - 16, 214, 292, 606, PAPER)
        c.box(x, 230, 260, 590, colour)
        c.box(x + 150, 300, 66, 250, mix(TEAL, FOAM, 0.6))
        c.shape([(x + 150, 480), (x + 216, 400), (x + 216, 450), (x + 150, 530)], FOAM)
        c.box(x + 26, 520, 12, 76, WHEAT, 6)
        c.box(x + 54, 300, 58, 58, PAPER, 6)
        c.oval(x + 83, 329, 15, None, colour)


def _view(c: Canvas) -> None:
    c.box(470, 190, 560, 360, PAPER)
    c.box(486, 206, 528, 328, SEA)
    c.oval(900, 320, 60, None, SUN)
    c.shape(
        [(486, 534), *smooth([(486, 440), (600, 390), (740, 440), (880, 396), (1014, 430)]), (1014, 534)],
        TEAL,
    )
    for x, size in ((560, 190), (660, 150), (960, 170)):
        tree(c, x, 532, size, mix(SEA, MINT, 0.5))
    c.box(486, 534, 528, 16, PAPER)
    c.box(744, 206, 10, 328, PAPER)
    c.box(456, 546, 588, 20, WHEAT)


def _floor(c: Canvas) -> None:
    c.box(0, 820, 1600, 247, SAND)
    c.box(0, 806, 1600, 16, PAPER)
    for x in range(-500, 1900, 210):
        c.line([(x, 1067), (x * 0.72 + 224, 822)], 3, mix(SAND, WHEAT, 0.8))
    c.line([(-20, 964), (700, 964), (1180, 964)], 15, CORAL)
    c.dashes([(1180, 964), (1640, 964)], 15, CORAL, 40, 28)
    c.line([(-20, 1010), (1640, 1010)], 15, mix(SEA, SAND, 0.2))
    station(c, 1180, 964, radius=26)
