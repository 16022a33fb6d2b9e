"""What lies under and above a scene: ground, water and clouds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .canvas import MINT, SEA, Canvas, Point, dice, mix, smooth

MEADOW, PASTURE = mix(SEA, MINT, 0.35), mix(SEA, MINT, 0.6)


def ground(c: Canvas, edge: Sequence[Point], colour: str, bottom: float = 1080) -> None:
    """Land from a flowing upper edge down to `bottom`."""
    c.shape([*smooth(edge), (edge[-1][0], bottom), (edge[0][0], bottom)], colour)


def clouds(c: Canvas, places: Iterable[tuple[float, float, float]], width: float, colour: str) -> None:
    """Flat streaks of cloud: x, y and length of each."""
    for x, y, length in places:
        c.line([(x, y), (x + length, y)], width, colour)


def ripples(c: Canvas, top: float, bottom: float, colour: str, seed: int, count: int = 22) -> None:
    """Short horizontal strokes that make a plane read as water."""
    chance = dice(seed)
    for i in range(count):
        y = top + (bottom - top) * (i + 0.5) / count
        x, length = chance.uniform(-60, 1560), chance.uniform(50, 190)
        c.line([(x, y), (x + length, y)], 5, colour)
