"""Trees, shrubs and small plants."""

from __future__ import annotations

from .canvas import DEEP, MINT, SEA, TEAL, WOOD, Canvas, arc, mix, shade


def tree(c: Canvas, x: float, base: float, size: float, leaf: str = SEA, *, slim: float = 1.0) -> None:
    """A round-crowned tree; its trunk and branches show through the crown. `size` is its height."""
    t = c.at(x, base, size / 100)
    dark = mix(leaf, DEEP, 0.35)
    t.shape([(-4.6, 0), (-2.6, -9), (-2.2, -36), (2.2, -36), (2.6, -9), (4.6, 0)], mix(WOOD, DEEP, 0.55))
    t.blob(
        [
            (0, -100),
            (24 * slim, -88),
            (33 * slim, -62),
            (24 * slim, -36),
            (0, -27),
            (-24 * slim, -36),
            (-33 * slim, -62),
            (-24 * slim, -88),
        ],
        leaf,
    )
    t.blob(
        [
            (6, -99),
            (24 * slim, -88),
            (33 * slim, -62),
            (24 * slim, -36),
            (2, -27),
            (16 * slim, -50),
            (17 * slim, -74),
        ],
        dark,
    )
    branch = mix(WOOD, DEEP, 0.55)
    t.limb([(0, -30), (0, -78)], [2.2, 0.7], branch)
    for side, low, high in ((-1, -44, -62), (1, -52, -69), (-1, -62, -75)):
        t.limb([(0, low), (side * 13 * slim, high)], [1.3, 0.6], branch)


def poplar(c: Canvas, x: float, base: float, size: float, leaf: str = TEAL) -> None:
    """A tall, narrow tree."""
    t = c.at(x, base, size / 100)
    t.box(-1.7, -20, 3.4, 20, mix(WOOD, DEEP, 0.55))
    t.blob([(0, -100), (8, -78), (12, -45), (8, -16), (0, -11), (-8, -16), (-12, -45), (-8, -78)], leaf)
    t.blob([(1, -99), (8, -78), (12, -45), (8, -16), (2, -11), (4, -45)], mix(leaf, DEEP, 0.35))


def willow(c: Canvas, x: float, base: float, size: float, leaf: str = SEA) -> None:
    """A pollard willow: a stout trunk with a head of upright shoots."""
    t = c.at(x, base, size / 100)
    bark = mix(WOOD, DEEP, 0.5)
    for i in range(-5, 6):
        t.limb(
            [(i * 1.6, -46), (i * 6.4, -92 + abs(i) * 4.2)],
            [2.4, 0.9],
            leaf if i % 2 else mix(leaf, MINT, 0.4),
        )
    t.shape([(-11, 0), (-7, -14), (-6.4, -40), (6.4, -40), (7, -14), (11, 0)], bark)
    t.limb([(0, -30), (0, -46)], [6.4, 9.5], bark)
    t.limb([(3, -2), (2.4, -40)], [2.4, 2], shade(bark))


def bush(c: Canvas, x: float, base: float, width: float, leaf: str = SEA) -> None:
    """A low, rounded shrub."""
    b = c.at(x, base, width / 100)
    b.box(-50, -16, 100, 16, leaf, 6)
    for x, radius in ((-27, 23), (2, 30), (29, 21)):
        b.shape([*arc(x, -6, radius, radius * 1.2, 180, 360)], leaf)
    branch = mix(leaf, MINT, 0.28)
    for x, lean in ((-26, -6), (2, 0), (28, 6)):
        b.limb([(x, -2), (x + lean, -20)], [1.1, 0.6], branch)


def leafy(c: Canvas, x: float, base: float, size: float, leaf: str = TEAL, *, leaves: int = 5) -> None:
    """A small plant with pairs of pointed leaves on a stem; `size` is its height."""
    p = c.at(x, base, size / 100)
    p.limb([(0, 0), (0, -88)], [2.6, 1.4], mix(leaf, DEEP, 0.4))
    for i in range(leaves):
        y, length = -14 - i * 76 / leaves, 38 - i * 22 / leaves
        for side in (-1, 1):
            tip = (side * length, y - length * 0.5)
            colour = leaf if side < 0 else mix(leaf, MINT, 0.3)
            p.blob(
                [
                    (0, y),
                    (side * length * 0.36, y - length * 0.44),
                    tip,
                    (side * length * 0.6, y - length * 0.16),
                ],
                colour,
            )
    p.blob([(0, -82), (-7, -94), (0, -108), (7, -94)], leaf)


def potted(c: Canvas, x: float, base: float, size: float, pot: str, leaf: str = TEAL) -> None:
    """A plant in a pot; `size` is the height of both."""
    leafy(c, x, base - size * 0.26, size * 0.74, leaf)
    c.shape(
        [
            (x - size * 0.17, base - size * 0.3),
            (x + size * 0.17, base - size * 0.3),
            (x + size * 0.12, base),
            (x - size * 0.12, base),
        ],
        pot,
    )
    c.box(x - size * 0.19, base - size * 0.32, size * 0.38, size * 0.07, shade(pot))


def flower(c: Canvas, x: float, base: float, size: float, petal: str, heart: str) -> None:
    """A single flower on a stem."""
    f = c.at(x, base, size / 100)
    f.line([(0, 0), (0, -80)], 5, TEAL)
    f.blob([(0, -22), (12, -46), (26, -50), (16, -28)], SEA)
    for turn in range(0, 360, 60):
        f.at(0, -84, turn=turn).oval(0, -12, 8, 12, petal)
    f.oval(0, -84, 8, None, heart)
