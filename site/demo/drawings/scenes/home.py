"""A man in his armchair talks with a nurse on a tablet."""

from __future__ import annotations

from dataclasses import replace

from ..canvas import (
    BLUSH,
    BRICK,
    CLAY,
    CORAL,
    DEEP,
    INK,
    MINT,
    PAPER,
    SAND,
    SEA,
    SUN,
    TEAL,
    WHEAT,
    WOOD,
    Canvas,
    mix,
    route,
    shade,
    station,
)
from ..heads import head_front
from ..houses import tower
from ..people import CAST, SIT, person
from ..plants import potted
from ..things import cup


def paint() -> Canvas:
    c = Canvas.blank(mix(SEA, TEAL, 0.35))
    c.box(0, 800, 1600, 270, mix(WOOD, WHEAT, 0.25))
    c.box(0, 786, 1600, 18, PAPER)
    for x, y in ((-100, 860), (300, 930), (900, 870), (1200, 990), (100, 1010)):
        c.line([(x, y), (x + 420, y)], 4, mix(WOOD, INK, 0.1))
    _evening_window(c)
    c.oval(880, 960, 640, 96, mix(CLAY, SAND, 0.3))
    c.oval(880, 956, 590, 80, mix(CLAY, SAND, 0.5))
    _shelves(c)
    _lamp(c)
    _man(c)
    _side_table(c)
    _cat(c, 1130, 1000)
    route(
        c,
        [
            (964, 690),
            (978, 770),
            (1040, 850),
            (1150, 880),
            (1290, 872),
            (1430, 900),
            (1520, 830),
            (1540, 720),
        ],
    )
    c.box(1510, 672, 60, 60, PAPER, 8)
    station(c, 1540, 702)
    return c


def _shelves(c: Canvas) -> None:
    c.box(1330, 220, 270, 14, WOOD)
    c.box(1330, 430, 270, 14, WOOD)
    books = ((CORAL, 30, 130), (WHEAT, 40, 110), (INK, 28, 150), (MINT, 36, 124), (CLAY, 30, 140))
    for shelf in (220, 430):
        x = 1346
        for i, (colour, width, height) in enumerate(books if shelf == 220 else books[::-1]):
            c.box(x, shelf - height, width, height, colour)
            c.box(x + 5, shelf - height + 16, width - 10, 7, PAPER if i % 2 else SUN)
            x += width + 5


def _lamp(c: Canvas) -> None:
    c.line([(420, 950), (420, 330)], 12, INK)
    c.oval(420, 952, 84, 16, INK)
    c.shape([(350, 220), (490, 220), (530, 350), (310, 350)], SUN)
    c.line([(470, 350), (470, 400)], 4, SUN)


def _man(c: Canvas) -> None:
    _armchair(c, 760, 950)
    person(
        c,
        745,
        936,
        640,
        replace(CAST["dirk"], top=WHEAT, bottom=INK, shoes=BRICK),
        replace(
            SIT,
            hip=(1, -31),
            chest=(0, -56),
            head=(3, -72),
            hands=((24, -47), (26, -50)),
            feet=((24, -3), (29, -3)),
        ),
    )
    c.box(650, 740, 210, 52, BRICK, 26)
    _tablet(c, 968, 586)
    c.limb([(884, 640), (916, 636)], [13, 9], mix("#f3cfb0", BRICK, 0.1))


def _side_table(c: Canvas) -> None:
    c.box(1180, 800, 220, 16, WOOD, 4)
    for x in (1204, 1376):
        c.line([(x, 812), (x, 960)], 11, shade(WOOD))
    cup(c, 1250, 800, 62, PAPER)
    potted(c, 1350, 800, 200, CORAL, MINT)


def _evening_window(c: Canvas) -> None:
    c.box(560, 90, 600, 440, PAPER)
    with c.inside([(584, 114), (1136, 114), (1136, 506), (584, 506)]) as w:
        w.box(580, 110, 560, 400, mix(SEA, MINT, 0.55))
        w.oval(1010, 260, 86, None, SUN)
        tower(w, 900, 520, 0.4, PAPER)
        for x, width, height, colour in (
            (560, 130, 120, TEAL),
            (680, 110, 170, DEEP),
            (780, 90, 130, TEAL),
            (950, 120, 150, DEEP),
            (1060, 130, 110, TEAL),
        ):
            w.box(x, 520 - height, width, height, colour)
            w.shape([(x - 8, 520 - height), (x + width / 2, 460 - height), (x + width + 8, 520 - height)], BRICK)
            for dx in (0.2, 0.6):
                w.box(x + width * dx, 540 - height, 18, 28, SUN)
    c.box(855, 114, 12, 392, PAPER)
    c.box(584, 250, 552, 10, PAPER)
    c.box(536, 520, 648, 22, WHEAT)


def _armchair(c: Canvas, x: float, base: float) -> None:
    for leg in (-130, 110):
        c.line([(x + leg, base - 60), (x + leg - 6, base)], 14, INK)
    c.blob(
        [
            (x - 190, base - 130),
            (x - 236, base - 420),
            (x - 190, base - 500),
            (x - 110, base - 470),
            (x - 60, base - 170),
        ],
        shade(CORAL),
    )
    c.box(x - 190, base - 220, 330, 170, CORAL, 40)
    c.box(x - 80, base - 236, 230, 76, mix(CORAL, BLUSH, 0.35), 30)


def _tablet(c: Canvas, x: float, y: float) -> None:
    t = c.at(x, y, turn=9)
    t.box(-66, -92, 150, 196, INK, 14)
    outline = [(-54, -78), (72, -78), (72, 90), (-54, 90)]
    with t.inside(outline) as screen:
        screen.box(-54, -78, 126, 168, MINT)
        p = screen.at(9, 10, 4.6)
        p.limb([(0, 5), (0, 11)], [3, 3], mix("#7b4a32", INK, 0.2))
        p.blob([(-4, 9.4), (0, 12), (4, 9.4), (12, 12.6), (15, 22), (-15, 22), (-12, 12.6)], PAPER)
        head_front(p, "#7b4a32", "#1d1513", "curly")


def _cat(c: Canvas, x: float, base: float) -> None:
    k = c.at(x, base)
    k.curve([(-70, -14), (-108, -10), (-120, -34), (-104, -48)], 15, INK)
    k.blob([(-78, 0), (-76, -40), (-30, -62), (30, -52), (54, -20), (48, 0)], INK)
    k.oval(56, -48, 27, 24, INK)
    k.shape([(34, -56), (36, -88), (56, -68)], INK)
    k.shape([(80, -56), (78, -88), (58, -68)], INK)
    k.oval(50, -48, 3, None, SUN)
    k.oval(66, -48, 3, None, SUN)
