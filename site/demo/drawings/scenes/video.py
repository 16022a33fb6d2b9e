"""Six people in a video meeting on a screen on someone's desk."""

from __future__ import annotations

from ..canvas import (
    BLUSH,
    BRICK,
    CLAY,
    CORAL,
    DEEP,
    FOAM,
    INK,
    MINT,
    MIST,
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
    station,
)
from ..heads import head_front
from ..people import CAST, Look
from ..plants import potted, tree
from ..things import cup


def paint() -> Canvas:
    c = Canvas.blank(mix(CLAY, SAND, 0.62))
    c.box(0, 850, 1600, 217, WOOD)
    c.box(0, 850, 1600, 18, mix(WOOD, PAPER, 0.25))
    _wall(c)
    _screen(c)
    _keyboard(c)
    cup(c, 250, 1000, 116, TEAL)
    potted(c, 1440, 944, 380, PAPER)
    route(c, [(880, 872), (960, 916), (1130, 930), (1250, 906), (1340, 958), (1480, 1006), (1640, 984)])
    station(c, 880, 872)
    return c


def _wall(c: Canvas) -> None:
    c.box(60, 96, 200, 270, PAPER)
    c.box(76, 112, 168, 238, SEA)
    c.oval(160, 214, 50, None, SUN)
    c.shape([(76, 350), (76, 290), (150, 240), (200, 280), (244, 256), (244, 350)], TEAL)
    c.box(1360, 300, 240, 16, WOOD)
    for x, width, height, colour in (
        (1380, 34, 150, TEAL),
        (1418, 26, 130, CORAL),
        (1448, 38, 166, INK),
        (1490, 30, 140, WHEAT),
        (1524, 34, 156, SEA),
    ):
        c.box(x, 300 - height, width, height, colour)
        c.box(x + 6, 300 - height + 18, width - 12, 8, mix(colour, PAPER, 0.6))


def _screen(c: Canvas) -> None:
    c.shape([(740, 760), (860, 760), (884, 872), (716, 872)], MUTED)
    c.box(640, 866, 320, 20, INK, 10)
    c.box(322, 62, 956, 712, INK, 26)
    c.box(346, 86, 908, 664, DEEP, 8)
    tiles = (
        ("anna", FOAM),
        ("imran", MIST),
        ("hilde", MINT),
        ("esi", SAND),
        ("guus", SEA),
        ("chaima", BLUSH),
    )
    for i, (name, colour) in enumerate(tiles):
        _tile(c, 366 + (i % 3) * 294, 106 + (i // 3) * 298, colour, CAST[name], i)
    for i, colour in enumerate((SEA, SEA, CORAL, SEA)):
        c.oval(710 + i * 60, 724, 18, None, colour)


def _keyboard(c: Canvas) -> None:
    c.shape([(516, 968), (1084, 968), (1126, 1030), (474, 1030)], PAPER)
    for row in range(3):
        for key in range(17 - row):
            inset = 528 - row * 12
            c.box(inset + key * (33 + row * 2.9), 976 + row * 17, 25 + row * 2, 11, mix(PAPER, MUTED, 0.28), 3)
    c.oval(1216, 1002, 34, 25, PAPER)
    c.line([(1216, 980), (1216, 998)], 4, MUTED)


def _tile(c: Canvas, x: float, y: float, colour: str, look: Look, index: int) -> None:
    outline = arc(x + 16, y + 16, 16, 16, 180, 270) + arc(x + 264, y + 16, 16, 16, 270, 360)
    outline += arc(x + 264, y + 264, 16, 16, 0, 90) + arc(x + 16, y + 264, 16, 16, 90, 180)
    with c.inside(outline) as t:
        t.box(x, y, 280, 280, colour)
        _backdrop(t, x, y, colour, index)
        p = t.at(x + 140, y + 150, 7.6)
        p.limb([(0, 5), (0, 12)], [3.2, 3.4], mix(look.skin, BRICK, 0.28))
        p.blob([(-4, 9.4), (4, 9.4), (12, 12.6), (16, 20), (17, 34), (-17, 34), (-16, 20), (-12, 12.6)], look.top)
        p.shape([(-3.4, 9), (3.4, 9), (0, 14)], mix(look.skin, BRICK, 0.28))
        head_front(p.at(0, 0, 1.12), look.skin, look.hair, look.style)
    c.box(x + 14, y + 246, 74, 20, DEEP, 10)
    c.box(x + 26, y + 253, 50, 6, FOAM, 3)


def _backdrop(t: Canvas, x: float, y: float, colour: str, index: int) -> None:
    dark = mix(colour, INK, 0.14)
    if index in (0, 4):
        t.box(x + 176, y + 24, 84, 108, PAPER)
        t.box(x + 184, y + 32, 68, 92, mix(SEA, FOAM, 0.6))
        t.box(x + 215, y + 32, 6, 92, PAPER)
    if index in (1, 5):
        t.box(x, y + 70, 92, 8, WOOD)
        for i, book in enumerate((TEAL, CORAL, INK, SEA)):
            t.box(x + 8 + i * 19, y + 24 + i % 2 * 8, 15, 46 - i % 2 * 8, book)
        t.oval(x + 238, y + 60, 28, None, dark)
    if index in (2, 3):
        tree(t, x + 236, y + 250, 190, SEA if index == 3 else TEAL)
        t.box(x, y + 200, 280, 80, dark)
