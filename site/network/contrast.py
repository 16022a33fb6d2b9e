"""How well one colour can be told from another, as WCAG 2.2 measures it. Colours are `#rrggbb`."""

from __future__ import annotations

import math
from collections.abc import Iterable

TEXT = 4.5
"""The least contrast of text with its ground; signs, focus outlines and large text need 3."""

SHARES = tuple(step / 20 for step in range(21))


def contrast(one: str, other: str) -> float:
    """From 1, no difference, to 21, black on white; the order makes no difference."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is to the eye: 0 is black, 1 is white."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_readable(colour: str, grounds: Iterable[str]) -> bool:
    """Whether text of a colour can be read on every one of these."""
    return all(contrast(colour, ground) >= TEXT for ground in grounds)


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share, from 0 to 1, of another in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (another - one) * share):02x}" for one, another in pairs)


def mix_readably(colour: str, other: str, share: float, grounds: Iterable[str]) -> str:
    """A colour with at most this share of another in it, such that it can still be read on every ground.

    Where no share will do, the colour itself.
    """
    on = tuple(grounds)
    tries = (mix(colour, other, less) for less in reversed(SHARES) if less <= share)
    return next((mixed for mixed in tries if is_readable(mixed, on)), colour)


def nearest_readable(colour: str, grounds: Iterable[str]) -> str | None:
    """The colour, made as little darker or lighter as it takes to be read on every ground; None where nothing does."""
    on = tuple(grounds)
    tries = (mix(colour, end, share) for share in SHARES for end in ("#000000", "#ffffff"))
    return next((mixed for mixed in tries if is_readable(mixed, on)), None)


def shown(ratio: float) -> float:
    """A ratio with one decimal, never rounded up to what it doesn't reach."""
    return math.floor(ratio * 10) / 10


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
