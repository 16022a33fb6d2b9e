"""Heads from the side, the front and behind, in units of a hundredth of a person's height."""

from __future__ import annotations

from typing import Literal

from .canvas import BRICK, CORAL, INK, Canvas, arc, mix, shade

Hair = Literal["short", "bob", "bun", "long", "curly", "bald", "beard", "scarf"]

FAIR = "#f3cfb0"


def warm(skin: str) -> str:
    """Skin on the side that lies in the shade."""
    return mix(skin, BRICK, 0.28)


def head_side(h: Canvas, skin: str, hair: str, style: Hair) -> None:
    """A head seen from the side, facing right, around its centre."""
    _behind_side(h, hair, style)
    if style == "bald":
        h.oval(0, -0.4, 6, 6.6, skin)
        h.shape([(-6, -0.5), (-2.2, -0.5), (-2.6, 4.6), (-4.6, 4.2)], hair)
    h.blob([(-2, -4.6), (3.4, -4.6), (5.3, -1.2), (5.1, 3.2), (3, 6.2), (0, 5.4), (-2.4, 2)], skin)
    h.shape([(4.9, -1.4), (7, 1.4), (4.9, 2.1)], skin)
    h.oval(3.4, -0.7, 0.62, 0.8, INK)
    h.line([(2.8, 2.9), (3.7, 3.5), (4.7, 3.3)], 0.55, warm(mix(skin, CORAL, 0.4)))
    if style in ("short", "beard", "bun", "bob", "long", "curly"):
        h.blob([(-5, -6), (2, -7.4), (5.4, -4.6), (4.6, -3.2), (0.6, -3.8), (-1, -0.6), (-4, 2)], hair)
    if style == "beard":
        h.blob([(-2.2, 1), (-0.4, 3), (3, 4.2), (5, 4.2), (4.8, 6.6), (2.2, 8), (-1, 6)], hair)
    if style == "scarf":
        h.line([*arc(0.6, 0.6, 6, 7.4, 200, 300)], 2.4, hair)
        h.blob([(-5, -4), (-0.6, -4), (-0.8, 2), (2.6, 6.6), (2, 9), (-6, 9)], hair)
    else:
        h.oval(-1.2, 0.8, 1.1, 1.5, mix(skin, BRICK, 0.16) if style != "bob" and style != "long" else hair)


def _behind_side(h: Canvas, hair: str, style: Hair) -> None:
    if style == "bald":
        return
    h.oval(-0.9, -1.6, 6.5, 6.4, hair)
    if style == "bun":
        h.oval(-6.6, -4.4, 3.1, None, hair)
    if style == "bob":
        h.blob([(-7.4, -3), (-0.6, -6), (0.4, 2), (-0.6, 6), (-6.6, 6), (-8, 2)], hair)
    if style == "long":
        h.limb([(-2.6, -1), (-4.4, 6), (-6, 13)], [5, 4.4, 3.2], hair)
    if style == "curly":
        for x, y, r in ((-6, -2, 3.4), (-4, -6.4, 3.6), (0.6, -8, 3.6), (-5.6, 2.4, 3), (4, -6.4, 2.6)):
            h.oval(x, y, r, None, hair)
    if style == "scarf":
        h.blob([(-7.6, -3), (-2, -8.4), (4, -6.6), (3, 2), (1, 10), (-7, 11), (-8, 4)], hair)


def head_front(h: Canvas, skin: str, hair: str, style: Hair) -> None:
    """A head seen from the front, around its centre."""
    _behind_front(h, hair, style)
    if style not in ("bob", "long", "scarf"):
        h.oval(-5.5, 0.6, 1.2, 1.7, warm(skin))
        h.oval(5.5, 0.6, 1.2, 1.7, warm(skin))
    h.blob([(0, -6.6), (4.4, -5), (5.5, -0.5), (4.6, 4), (0, 6.9), (-4.6, 4), (-5.5, -0.5), (-4.4, -5)], skin)
    if style == "beard":
        h.blob([(-5.3, 0), (-3.6, 2.4), (0, 2.1), (3.6, 2.4), (5.3, 0), (4.6, 5), (0, 8), (-4.6, 5)], hair)
        h.line([(-1.6, 4), (0, 4.5), (1.6, 4)], 0.7, skin)
    else:
        h.line([(-1.8, 3.3), (-0.8, 3.9), (0.8, 3.9), (1.8, 3.3)], 0.6, warm(mix(skin, CORAL, 0.4)))
    for side in (-1, 1):
        h.oval(side * 2.3, -0.5, 0.62, 0.8, INK)
    h.line([(0, 0.2), (0.5, 1.6)], 0.5, warm(skin))
    _fringe_front(h, hair, style)


def _behind_front(h: Canvas, hair: str, style: Hair) -> None:
    if style in ("short", "beard"):
        h.oval(0, -2.2, 6.3, 6.2, hair)
    if style == "bun":
        h.oval(0, -8.6, 3.2, None, hair)
        h.oval(0, -1.8, 6.3, 6.4, hair)
    if style == "bob":
        h.blob([(0, -8.6), (6, -5.6), (7.4, 2), (6.4, 6.4), (-6.4, 6.4), (-7.4, 2), (-6, -5.6)], hair)
    if style == "long":
        h.blob([(0, -8.6), (6, -5.6), (7.2, 4), (8, 13), (-8, 13), (-7.2, 4), (-6, -5.6)], hair)
    if style == "curly":
        for x, y, r in ((-6, -2, 3.6), (-4.6, -6.4, 3.8), (0, -8.2, 4), (4.6, -6.4, 3.8), (6, -2, 3.6)):
            h.oval(x, y, r, None, hair)
    if style == "scarf":
        h.blob([(0, -8.8), (6.4, -5), (7, 3), (9, 11), (0, 13), (-9, 11), (-7, 3), (-6.4, -5)], hair)


def _fringe_front(h: Canvas, hair: str, style: Hair) -> None:
    if style in ("short", "beard", "curly"):
        h.blob(
            [(-5.8, -1.6), (-4.8, -6.2), (0, -8), (4.8, -6.2), (5.8, -1.6), (4, -4), (0, -4.6), (-3, -4.2)],
            hair,
        )
    if style in ("bob", "long", "bun"):
        h.blob([(-5.9, 0), (-5, -6), (0, -8), (5, -6), (5.9, 0), (3.6, -3.8), (-1.6, -4.8), (-4.4, -3)], hair)
    if style == "bald":
        for side in (-1, 1):
            h.blob([(side * 5.9, -2.6), (side * 4.7, -2.4), (side * 4.9, 1), (side * 5.9, 1)], hair)
    if style == "scarf":
        h.line(arc(0, -0.2, 5.5, 6.8, 115, 425), 2.2, hair)


def head_back(h: Canvas, skin: str, hair: str, style: Hair) -> None:
    """A head seen from behind, around its centre."""
    for side in (-1, 1):
        h.oval(side * 5.7, 0.6, 1.2, 1.7, warm(skin))
    if style == "bald":
        h.oval(0, -0.6, 5.9, 6.6, skin)
        h.blob([(-5.8, -1), (5.8, -1), (5, 4.4), (0, 5.6), (-5, 4.4)], hair)
        return
    _behind_front(h, hair, style)
    h.blob([(0, -8), (5.2, -5.6), (6.2, -0.5), (5, 4.6), (0, 6.4), (-5, 4.6), (-6.2, -0.5), (-5.2, -5.6)], hair)
    if style == "bun":
        h.oval(0, -7.4, 3.6, None, shade(hair))
