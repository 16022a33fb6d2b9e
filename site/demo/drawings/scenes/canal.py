"""Canal houses above their wharf cellars, with the wharf along the water."""

from __future__ import annotations

from ..canvas import (
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
    WOOD,
    Canvas,
    arc,
    dice,
    mix,
    route,
    station,
)
from ..houses import House, roof, street
from ..land import ripples
from ..people import CAST, SIT, STROLL, WALK, person
from ..plants import tree
from ..things import bicycle, boat, chair_side


def paint() -> Canvas:
    c = Canvas.blank(MIST)
    c.oval(1330, 150, 86, None, mix(MIST, PAPER, 0.8))
    _houses(c)
    _street(c)
    _wall(c)
    _wharf(c)
    _water(c)
    route(c, [(-20, 593), (400, 593), (820, 593), (968, 593)])
    c.line([(968, 593), (1014, 608), (1166, 836), (1200, 858)], 9, CORAL)
    route(c, [(1200, 858), (1300, 862), (1450, 858), (1640, 862)])
    station(c, 968, 593)
    for x, size, leaf in ((150, 520, TEAL), (1452, 560, SEA)):
        c.oval(x, 866, 34, 8, mix(WHEAT, BRICK, 0.45))
        tree(c, x, 868, size, leaf, slim=0.7)
    person(c, 1240, 874, 146, CAST["joy"], WALK)
    return c


def _houses(c: Canvas) -> None:
    for x, width, height in ((-40, 190, 300), (330, 150, 330), (760, 170, 320), (1190, 160, 310)):
        roof(c, x, 560 - height, width, 130, FOAM, mix(FOAM, MIST, 0.5))
    row = [
        House("bell", BRICK, 176, 318),
        House("step", CLAY, 212, 286, INK),
        House("cornice", PAPER, 150, 366, CORAL, 2),
        House("neck", SEA, 184, 316, PAPER),
        House("spout", WHEAT, 196, 276),
        House("step", BRICK, 168, 330, INK),
        House("bell", TEAL, 186, 296, CLAY),
        House("cornice", CLAY, 160, 352),
        House("neck", BRICK, 190, 300),
    ]
    street(c, -24.0, 566, row)


def _street(c: Canvas) -> None:
    c.box(0, 560, 1600, 44, WHEAT)
    c.box(0, 560, 1600, 8, mix(WHEAT, INK, 0.18))
    bicycle(c, 690, 598, 136, INK)
    person(c, 420, 602, 150, CAST["anna"], WALK)
    person(c, 478, 602, 158, CAST["imran"], STROLL)
    person(c, 1226, 602, 150, CAST["hilde"], STROLL, flip=True)
    _railing(c, 0, 900)
    _railing(c, 1120, 1600)


def _wall(c: Canvas) -> None:
    c.box(0, 604, 1600, 226, BRICK)
    dark = mix(BRICK, INK, 0.16)
    chance = dice(4)
    for _ in range(90):
        bx, by = chance.uniform(0, 1580), 624 + chance.randrange(12) * 16
        c.box(bx, by, chance.choice((26, 34)), 8, dark)
    c.box(0, 600, 1600, 14, SAND)
    for i, cx in enumerate((110, 330, 550, 770, 1310, 1520)):
        _cellar(c, cx, 830, lit=i % 2 == 0, door=(TEAL, INK, SEA, INK, TEAL, INK)[i])
    _stairs(c)


def _wharf(c: Canvas) -> None:
    c.box(0, 830, 1600, 58, WHEAT)
    for i in range(0, 1600, 80):
        c.line([(i, 888), (i + 18, 830)], 2.5, mix(WHEAT, BRICK, 0.25))
    for cx, first, second in ((430, "femke", "bram"), (664, "guus", "chaima")):
        _cafe_table(c, cx, 872, first, second)


def _water(c: Canvas) -> None:
    c.box(0, 886, 1600, 181, SEA)
    c.shape(
        [
            (0, 884),
            (1600, 884),
            (1600, 926),
            *[(x, 926 + 10 * (i % 2)) for i, x in enumerate(range(1540, 0, -60))],
            (0, 926),
        ],
        mix(SEA, DEEP, 0.4),
    )
    for cx in (150, 1452):
        for i, half in enumerate((60, 78, 84, 76, 56, 30)):
            c.box(cx - half + 12 * (-1) ** i, 934 + i * 20, half * 2, 13, mix(SEA, DEEP, 0.4), 6)
    c.box(0, 884, 1600, 16, mix(BRICK, INK, 0.3))
    ripples(c, 912, 1060, mix(SEA, FOAM, 0.38), 8, 20)
    boat(c, 1010, 1000, 300, CORAL)


def _railing(c: Canvas, left: float, right: float) -> None:
    for x in range(round(left), round(right) + 1, 36):
        c.box(x - 2, 556, 4, 46, INK)
    for y in (556, 576):
        c.box(left, y, right - left, 4, INK)


def _cellar(c: Canvas, x: float, base: float, *, lit: bool, door: str) -> None:
    c.shape([(x - 76, base), *arc(x, base - 92, 76, 78, 180, 360), (x + 76, base)], mix(BRICK, PAPER, 0.28))
    inner = [(x - 60, base), *arc(x, base - 90, 60, 62, 180, 360), (x + 60, base)]
    c.shape(inner, "#ffe2a0" if lit else INK)
    c.box(x - 60, base - 90, 56, 90, door)
    c.box(x - 52, base - 80, 40, 34, mix(door, PAPER, 0.25))
    c.box(x - 4, base - 152, 5, 152, door)
    c.box(x - 60, base - 94, 120, 6, door)
    if lit:
        c.box(x + 12, base - 40, 40, 6, WOOD)
        c.box(x + 20, base - 60, 8, 20, CORAL)
        c.box(x + 34, base - 56, 8, 16, TEAL)


def _stairs(c: Canvas) -> None:
    c.shape([(930, 604), (1030, 604), (1196, 830), (930, 830)], mix(BRICK, INK, 0.28))
    c.box(930, 586, 110, 20, SAND)
    for i in range(11):
        x, y = 1026 + i * 15.6, 614 + i * 19.7
        c.shape([(x - 20, y), (x + 16, y), (x + 16, 830), (x - 20, 830)], mix(SAND, BRICK, 0.12 if i % 2 else 0.2))
    for i in range(0, 12, 2):
        x, y = 1012 + i * 15.6, 606 + i * 19.7
        c.line([(x, y), (x, y - 46)], 4, INK)
    c.line([(1012, 560), (1188, 784)], 5, INK)


def _cafe_table(c: Canvas, x: float, base: float, first: str, second: str) -> None:
    chair_side(c, x - 58, base, 132, INK)
    chair_side(c, x + 58, base, 132, INK, flip=True)
    person(c, x - 58, base, 132, CAST[first], SIT)
    person(c, x + 58, base, 132, CAST[second], SIT, flip=True)
    c.line([(x, base), (x, base - 50)], 6, INK)
    c.line([(x - 16, base), (x + 16, base)], 5, INK)
    c.box(x - 36, base - 54, 72, 7, PAPER, 3)
    c.box(x - 16, base - 64, 11, 11, CORAL, 2)
    c.box(x + 6, base - 64, 11, 11, SUN, 2)
