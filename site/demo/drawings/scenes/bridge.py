"""Three people cycle over an old bridge."""

from __future__ import annotations

from dataclasses import replace

from ..canvas import (
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
    TEAL,
    WHEAT,
    WOOD,
    Canvas,
    arc,
    dice,
    mix,
    smooth,
    station,
)
from ..houses import House, street
from ..land import clouds, ripples
from ..people import CAST, SIT, person
from ..plants import tree
from ..things import boat, cyclist

DECK = smooth([(-40, 742), (380, 676), (800, 650), (1220, 676), (1640, 742)], steps=30)


def paint() -> Canvas:
    c = Canvas.blank(SAND)
    c.oval(330, 250, 120, None, PAPER)
    clouds(c, ((470, 150, 240), (640, 186, 150), (1100, 120, 300), (1240, 156, 200)), 14, PAPER)
    _town(c)
    _riders(c)
    _vault(c)
    _rower(c)
    _track(c)
    return c


def _town(c: Canvas) -> None:
    far = [
        House("step", FOAM, 170, 250),
        House("cornice", MIST, 140, 300, columns=2),
        House("bell", mix(CLAY, SAND, 0.45), 160, 270),
        House("neck", FOAM, 160, 250),
        House("spout", mix(WHEAT, CLAY, 0.25), 170, 230),
        House("cornice", MIST, 150, 320),
        House("step", mix(CLAY, SAND, 0.45), 180, 240),
        House("bell", FOAM, 160, 280),
        House("neck", MIST, 160, 250),
        House("spout", FOAM, 190, 230),
    ]
    street(c, -30.0, 650, far)
    for tx, size, leaf in ((70, 400, SEA), (300, 350, TEAL), (1290, 370, SEA), (1520, 430, TEAL)):
        tree(c, tx, 720, size, leaf)


def _riders(c: Canvas) -> None:
    rail = mix(MUTED, SAND, 0.35)
    for px, py in DECK[::3]:
        c.line([(px, py), (px, py - 78)], 4, rail)
    c.line([(px, py - 78) for px, py in DECK], 6, rail)
    c.line([(px, py - 42) for px, py in DECK], 3, rail)
    for x, y, name, frame, crate in (
        (300, 680, "hilde", INK, False),
        (760, 647, "bram", CORAL, True),
        (1190, 665, "joy", TEAL, False),
    ):
        turn = -6 if x < 500 else 4.5 if x > 1000 else 0
        cyclist(c.at(x, y, turn=turn), 0, 0, 310, replace(CAST[name], garment="shirt"), frame, crate=crate)


def _vault(c: Canvas) -> None:
    c.box(0, 900, 1600, 180, TEAL)
    body = [*DECK, (1640, 930), (-40, 930)]
    c.shape(body, BRICK)
    chance = dice(11)
    with c.inside(body) as brick:
        for _ in range(170):
            bx, by = chance.uniform(-20, 1600), 690 + chance.randrange(16) * 16
            brick.box(bx, by, chance.choice((30, 40)), 8, mix(BRICK, INK, 0.14))
    for cx, rx, top in ((230, 150, 800), (800, 230, 742), (1370, 150, 800)):
        ry = 930 - top
        c.shape([*arc(cx, 930, rx + 26, ry + 24, 180, 360)], mix(BRICK, SAND, 0.55))
        opening = arc(cx, 930, rx, ry, 180, 360)
        c.shape(opening, DEEP)
        c.shape([(cx - rx, 930), *arc(cx + rx * 0.16, 930, rx * 0.86, ry * 0.86, 180, 360)], mix(DEEP, SEA, 0.5))
        c.shape([*arc(cx, 930, rx * 0.98, ry * 0.55, 0, 180)], mix(TEAL, DEEP, 0.7))
    for cx in (510, 1090):
        c.box(cx - 22, 792, 44, 150, SAND, 4)
        c.box(cx - 30, 780, 60, 18, mix(SAND, BRICK, 0.2), 4)


def _rower(c: Canvas) -> None:
    ripples(c, 952, 1060, mix(TEAL, MINT, 0.45), 5, 16)
    person(c, 770, 1012, 200, CAST["anna"], SIT)
    boat(c, 800, 994, 300, PAPER)
    c.line([(790, 926), (884, 1014)], 6, WOOD)
    c.limb([(866, 997), (886, 1016)], [5, 9], WOOD)


def _track(c: Canvas) -> None:
    c.line([(px, py + 10) for px, py in DECK], 26, SAND)
    lead = [p for p in DECK if p[0] <= 1250]
    c.line([(px, py + 7) for px, py in lead], 9, CORAL)
    c.dashes([(px, py + 7) for px, py in DECK if px > 1262], 9, CORAL)
    station(c, lead[-1][0], lead[-1][1] + 7)
