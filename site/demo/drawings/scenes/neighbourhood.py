"""A neighbourhood from above: blocks round green courtyards, a canal, and a route through the streets."""

from __future__ import annotations

from random import Random

from ..canvas import (
    BRICK,
    CLAY,
    CORAL,
    DEEP,
    FOAM,
    MINT,
    MIST,
    MUTED,
    PAPER,
    SAND,
    SEA,
    TEAL,
    WHEAT,
    WOOD,
    Canvas,
    Point,
    dice,
    mix,
    shade,
    station,
)
from ..people import CAST


def paint() -> Canvas:
    c = Canvas.blank(SAND)
    m = c.at(800, 533, turn=-14)
    chance = dice(21)
    columns, rows = (-1080, -700, -320, 330, 700, 1070), (-760, -440, -120, 200, 520)
    for row, y in enumerate(rows):
        for column, x in enumerate(columns):
            width, height = (310, 250)
            if (row, column) == (2, 2):
                _park(m, x, y, width, height)
            elif (row, column) == (1, 3):
                _clinic(m, x, y, width, height)
            else:
                _block(m, x, y, width, height, chance)
    _canal(m, chance)
    path: list[Point] = [
        (-1000, 165),
        (-720, 164),
        (-350, 164),
        (-345, 20),
        (-345, -155),
        (-120, -156),
        (140, -156),
        (300, -156),
        (316, -180),
        (316, -330),
    ]
    m.line(path, 11, CORAL)
    m.dashes([(316, -330), (316, -476), (316, -900)], 11, CORAL)
    for x, y in ((-350, 164), (-345, -155), (316, -330)):
        station(m, x, y, radius=20)
    for x, y, turn, name in (
        (-560, 190, 80, "anna"),
        (-420, -130, 90, "guus"),
        (-20, -132, 95, "chaima"),
        (420, 180, -70, "esi"),
        (-180, 186, -90, "bram"),
        (560, -140, 90, "femke"),
    ):
        _passer_by(m, x, y, turn, name)
    return c


def _canal(m: Canvas, chance: Random) -> None:
    m.box(36, -1200, 210, 2400, mix(SAND, WHEAT, 0.6))
    m.box(66, -1200, 150, 2400, SEA)
    m.box(66, -1200, 16, 2400, mix(SEA, DEEP, 0.4))
    for y in range(-900, 900, 74):
        m.line([(100 + chance.uniform(0, 30), y), (150 + chance.uniform(0, 40), y)], 5, mix(SEA, FOAM, 0.4))
    for y in (-156, 164, -476, 484):
        m.box(40, y - 30, 202, 66, WHEAT)
        for edge in (-34, 30):
            m.box(36, y + edge, 210, 7, BRICK)
    for x, y, turn, colour in ((120, -320, 0, CORAL), (170, 40, 0, PAPER), (122, 330, 0, BRICK)):
        _boat_above(m.at(x, y, turn=turn), colour)
    for y in range(-780, 800, 80):
        for x in (50, 232):
            if min(abs(y - b) for b in (-156, 164, -476, 484)) > 56:
                _crown(m, x, y, 25, chance.choice((TEAL, SEA, MINT)))


def _block(m: Canvas, x: float, y: float, width: float, height: float, chance: Random) -> None:
    m.box(x, y, width, height, mix(MINT, SEA, 0.15))
    deep = 66
    if chance.random() < 0.3:
        for i in range(5):
            m.box(x + 82 + i * 31, y + 92, 20, 66, (BRICK, TEAL, WHEAT, SEA, CLAY)[i], 4)
    else:
        for i in range(6):
            cx = x + 96 + (i % 3) * 58 + chance.uniform(-12, 12)
            cy = y + 98 + (i // 3) * 54 + chance.uniform(-9, 9)
            _crown(m, cx, cy, chance.uniform(14, 27), chance.choice((TEAL, SEA, mix(SEA, MINT, 0.5))))
    tiles = (BRICK, CLAY, BRICK, mix(CLAY, WHEAT, 0.35), MUTED)
    start = x
    while start < x + width - 1:
        wide = min(chance.choice((52, 62, 78)), x + width - start)
        if x + width - start - wide < 40:
            wide = x + width - start
        for top, north in ((y, True), (y + height - deep, False)):
            _roof_above(
                m,
                start,
                top,
                wide,
                deep,
                chance.choice(tiles),
                chance,
                flat=chance.random() < 0.12,
                north=north,
            )
        start += wide
    for left in (x, x + width - deep):
        edge = y + deep
        while edge < y + height - deep - 1:
            tall = min(60, y + height - deep - edge)
            if y + height - deep - edge - tall < 30:
                tall = y + height - deep - edge
            tile = chance.choice(tiles)
            m.box(left, edge, deep / 2, tall - 3, tile)
            m.box(left + deep / 2, edge, deep / 2, tall - 3, shade(tile))
            edge += tall


def _roof_above(
    m: Canvas,
    x: float,
    y: float,
    width: float,
    depth: float,
    tile: str,
    chance: Random,
    *,
    flat: bool,
    north: bool,
) -> None:
    if flat:
        m.box(x, y, width - 3, depth, WHEAT)
        m.box(x + 7, y + 7, width - 17, depth - 14, mix(WHEAT, PAPER, 0.5))
        m.box(x + 16, y + 16, 20, 14, TEAL)
        return
    m.box(x, y, width - 3, depth / 2, tile)
    m.box(x, y + depth / 2, width - 3, depth / 2, shade(tile))
    m.box(x + width * 0.62, y + depth / 2 - 7, 12, 14, SAND)
    if chance.random() < 0.4:
        top = y + (9 if north else depth / 2 + 9)
        m.box(x + 10, top, 17, 17, PAPER)
        m.box(x + 13, top + 3, 11, 11, TEAL)
    if chance.random() < 0.25:
        for i in range(2):
            m.box(x + 9 + i * 17, y + depth / 2 + 7, 14, 20, DEEP)


def _park(m: Canvas, x: float, y: float, width: float, height: float) -> None:
    m.box(x, y, width, height, MINT, 34)
    m.blob(
        [(x + 50, y + 150), (x + 120, y + 110), (x + 190, y + 150), (x + 160, y + 205), (x + 80, y + 205)],
        SEA,
    )
    m.blob(
        [(x + 72, y + 156), (x + 120, y + 132), (x + 168, y + 158), (x + 140, y + 186), (x + 88, y + 188)],
        mix(SEA, FOAM, 0.45),
    )
    for tx, ty, r in (
        (44, 50, 30),
        (100, 40, 22),
        (262, 60, 34),
        (274, 130, 24),
        (230, 210, 28),
        (36, 215, 22),
        (214, 36, 20),
    ):
        _crown(m, x + tx, y + ty, r, TEAL if r > 24 else SEA)
    m.oval(x + 170, y + 84, 30, None, SAND)
    m.line([(x + 152, y + 84), (x + 188, y + 84)], 6, CORAL)


def _clinic(m: Canvas, x: float, y: float, width: float, height: float) -> None:
    m.box(x, y, width, height, MINT)
    m.shape(
        [
            (x + 20, y + 20),
            (x + 290, y + 20),
            (x + 290, y + 120),
            (x + 180, y + 120),
            (x + 180, y + 230),
            (x + 20, y + 230),
        ],
        PAPER,
    )
    m.shape(
        [
            (x + 36, y + 36),
            (x + 274, y + 36),
            (x + 274, y + 104),
            (x + 164, y + 104),
            (x + 164, y + 214),
            (x + 36, y + 214),
        ],
        FOAM,
    )
    for i in range(4):
        m.box(x + 186 + i * 22, y + 52, 15, 34, TEAL)
    for i in range(3):
        _crown(m, x + 214 + i * 30, y + 190 - i * 8, 19, SEA)
    m.box(x + 90, y + 60, 20, 64, CORAL)
    m.box(x + 68, y + 82, 64, 20, CORAL)


def _crown(m: Canvas, x: float, y: float, radius: float, leaf: str) -> None:
    m.oval(x + radius * 0.16, y + radius * 0.2, radius, None, mix(leaf, DEEP, 0.45))
    m.oval(x, y, radius * 0.96, None, leaf)
    m.oval(x - radius * 0.2, y - radius * 0.22, radius * 0.48, None, mix(leaf, MIST, 0.25))


def _boat_above(b: Canvas, hull: str) -> None:
    b.blob([(0, -52), (17, -18), (17, 36), (0, 44), (-17, 36), (-17, -18)], hull)
    b.blob([(0, -38), (11, -14), (11, 30), (0, 35), (-11, 30), (-11, -14)], WOOD)
    b.box(-11, -6, 22, 8, PAPER)
    b.box(-11, 16, 22, 8, PAPER)


def _passer_by(m: Canvas, x: float, y: float, turn: float, name: str) -> None:
    look = CAST[name]
    p = m.at(x, y, 1.5, turn=turn)
    p.blob([(-15, 0), (0, -7), (15, 0), (0, 8)], look.top)
    p.oval(0, -1, 8, None, look.hair)
