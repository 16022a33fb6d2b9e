"""People, standing, walking, sitting and riding, in units of a hundredth of their height.

Each is drawn from joints: hips, shoulders, hands and feet are placed; elbows and knees follow from the
length of the limbs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from .canvas import BRICK, CLAY, CORAL, INK, MUTED, PAPER, SEA, TEAL, WHEAT, Canvas, Point, shade
from .heads import FAIR, Hair, head_back, head_front, head_side, warm

Garment = Literal["shirt", "coat", "dress", "tunic"]

UPPER_ARM, FOREARM, THIGH, SHIN = 16.0, 15.0, 23.8, 23.8


@dataclass(frozen=True)
class Look:
    """What someone looks like and wears."""

    skin: str = FAIR
    hair: str = INK
    style: Hair = "short"
    top: str = TEAL
    bottom: str = INK
    shoes: str = INK
    garment: Garment = "shirt"


@dataclass(frozen=True)
class Pose:
    """Where the joints are, seen from the side and facing right; the near hand and foot come first."""

    hip: Point = (0, -50)
    chest: Point = (0.5, -74)
    head: Point = (2, -89.8)
    hands: tuple[Point, Point] = ((3, -46.5), (7, -47))
    feet: tuple[Point, Point] = ((-2, -3), (4, -3))


STAND = Pose()
WALK = Pose(chest=(1.5, -74), head=(3.5, -89.8), hands=((-9, -47), (13, -50)), feet=((13, -3), (-12, -5.4)))
STROLL = replace(WALK, hands=((8, -48), (-6, -46)), feet=((-10, -5), (10, -3)))
REACH = Pose(hands=((22, -64), (20, -68)))
GREET = Pose(chest=(1.5, -74), head=(3.5, -89.8), hands=((4, -46), (24, -66)))
SIT = Pose(hip=(0, -28), chest=(2, -54), head=(4.5, -70.5), hands=((18, -36), (20, -38)), feet=((22, -3), (25, -3)))
RIDE = Pose(hip=(0, -52), chest=(9, -76), head=(13, -92), hands=((27, -60), (28, -61)), feet=((8, -8), (4, -17)))
KNEEL = Pose(hip=(0, -25), chest=(9, -47), head=(16, -62), hands=((30, -20), (26, -24)), feet=((-11, -3), (15, -3)))


def bend(start: Point, end: Point, upper: float, lower: float, side: int) -> tuple[Point, Point]:
    """Joint and end of a limb of two parts; `side` (1 or -1) says which way it bends. It never stretches."""
    distance = math.dist(start, end) or 0.01
    reach = min(distance, upper + lower - 0.01)
    ux, uy = (end[0] - start[0]) / distance, (end[1] - start[1]) / distance
    foot = (upper**2 - lower**2 + reach**2) / (2 * reach)
    height = math.sqrt(max(upper**2 - foot**2, 0)) * side
    joint = (start[0] + ux * foot - uy * height, start[1] + uy * foot + ux * height)
    return joint, (start[0] + ux * reach, start[1] + uy * reach)


def person(c: Canvas, x: float, y: float, height: float, look: Look, pose: Pose = STAND, *, flip: bool = False) -> None:
    """Someone seen from the side, facing right (left when flipped), standing on (x, y)."""
    p = c.at(x, y, height / 100, flip=flip)
    shoulder = (pose.chest[0], pose.chest[1] - 3)
    _arm(p, (shoulder[0] + 2, shoulder[1]), pose.hands[1], look, far=True)
    _leg(p, (pose.hip[0] + 1.5, pose.hip[1]), pose.feet[1], look, far=True)
    _leg(p, (pose.hip[0] - 1, pose.hip[1]), pose.feet[0], look)
    neck = (pose.chest[0] * 0.6 + pose.head[0] * 0.4 - 0.5, pose.chest[1] * 0.6 + pose.head[1] * 0.4)
    p.limb([neck, (pose.head[0] - 1, pose.head[1] + 3)], [2.9, 2.7], warm(look.skin))
    _torso(p, pose, look)
    head_side(p.at(*pose.head, 1.08), look.skin, look.hair, look.style)
    _arm(p, (shoulder[0] - 1, shoulder[1]), pose.hands[0], look)


def _torso(p: Canvas, pose: Pose, look: Look) -> None:
    (cx, cy), (hx, hy) = pose.chest, pose.hip
    if look.garment == "dress":
        hem = max(hy + 27, -22)
        p.limb([(cx, cy), (hx, hy - 8)], [7.4, 6.2], look.top)
        p.blob(
            [
                (hx - 6, hy - 12),
                (hx + 6, hy - 12),
                (hx + 10, hem - 6),
                (hx + 11, hem),
                (hx - 10, hem),
                (hx - 10, hem - 6),
            ],
            look.top,
        )
        return
    p.limb([(cx, cy), (cx * 0.45 + hx * 0.55, cy * 0.45 + hy * 0.55), (hx, hy)], [7.6, 6.9, 6.9], look.top)
    if look.garment == "coat":
        p.shape([(hx - 6.9, hy - 1), (hx + 6.9, hy - 1), (hx + 9.4, hy + 22), (hx - 9, hy + 22)], look.top)
    if look.garment == "tunic":
        p.limb([(hx, hy), (hx + 0.3, hy + 5)], [6.9, 7.4], look.top)
        p.box(hx - 2, hy - 3, 7, 6.5, shade(look.top), 1)
        p.line([(cx + 4, cy - 6.4), (cx + 6.4, cy + 1)], 1.3, PAPER)


def _arm(p: Canvas, shoulder: Point, hand: Point, look: Look, *, far: bool = False) -> None:
    elbow, wrist = bend(shoulder, hand, UPPER_ARM, FOREARM, 1)
    sleeve = shade(look.top)
    skin = warm(look.skin) if far else look.skin
    length = math.dist(elbow, wrist) or 1
    ux, uy = (wrist[0] - elbow[0]) / length, (wrist[1] - elbow[1]) / length
    tip = (wrist[0] + ux * 2.6, wrist[1] + uy * 2.6)
    p.limb([wrist, tip], [1.9, 2.2], skin)
    p.limb([shoulder, elbow, wrist], [4.2, 3.2, 2.4], sleeve)


def _leg(p: Canvas, hip: Point, foot: Point, look: Look, *, far: bool = False) -> None:
    knee, ankle = bend(hip, foot, THIGH, SHIN, -1)
    cloth = shade(look.bottom) if far else look.bottom
    _shoe(p, ankle, look.shoes, knee)
    p.limb([hip, knee, ankle], [5.6, 4, 2.7], cloth)


def _shoe(p: Canvas, ankle: Point, colour: str, knee: Point) -> None:
    # A foot keeps the angle of its shin, but no more than a step would tilt it.
    lean = math.degrees(math.atan2(ankle[0] - knee[0], ankle[1] - knee[1]))
    s = p.at(*ankle, turn=max(0.0, min(20.0, -lean * 0.7 if lean < -12 else 0.0)))
    s.shape([(-3, 3), (-3.2, -1.5), (2.2, -2), (4.5, -0.2), (8.2, 1.0), (9, 2.2), (9, 3)], colour)


@dataclass(frozen=True)
class Front:
    """Where the joints are when someone is seen from the front or from behind; left is the viewer's left."""

    hip: float = -49
    hands: tuple[Point, Point] = ((-13, -47.5), (13, -47.5))
    knees: tuple[Point, Point] | None = None
    feet: tuple[Point, Point] = ((-6, -3), (6, -3))


UPRIGHT = Front()
SEATED = Front(hip=-30, hands=((-7, -30), (7, -30)), knees=((-8.5, -25), (8.5, -25)), feet=((-7.5, -3), (7.5, -3)))


def facing(
    c: Canvas, x: float, y: float, height: float, look: Look, pose: Front = UPRIGHT, *, back: bool = False
) -> None:
    """Someone seen from the front, or from behind, standing on (x, y) or seated with their feet there."""
    p = c.at(x, y, height / 100)
    chest = pose.hip - 25
    if not back:
        _legs_front(p, pose, look)
    arms = [((-9.2, chest - 0.2), pose.hands[0], 1), ((9.2, chest - 0.2), pose.hands[1], -1)]
    if back:
        for shoulder, hand, side in arms:
            _arm_front(p, shoulder, hand, side, look)
        _legs_front(p, pose, look)
    p.limb([(0, chest - 3), (0, chest - 10)], [3, 2.8], warm(look.skin))
    low = pose.hip + (14 if look.garment in ("coat", "dress") else 5 if look.garment == "tunic" else 2)
    wide = 11 if look.garment in ("coat", "dress") else 8.6
    outline = [
        (-3.4, chest - 6.4),
        (3.4, chest - 6.4),
        (11, chest - 3.4),
        (12, chest + 1),
        (9, chest + 13),
        (wide, low),
    ]
    p.blob(
        [*outline, (0, low + 1.4), (-wide, low), (-9, chest + 13), (-12, chest + 1), (-11, chest - 3.4)],
        look.top,
    )
    if back:
        head_back(p.at(0, chest - 15.9, 1.08), look.skin, look.hair, look.style)
        return
    p.shape([(-3, chest - 6.6), (3, chest - 6.6), (0, chest - 1.8)], warm(look.skin))
    head_front(p.at(0, chest - 15.9, 1.08), look.skin, look.hair, look.style)
    for shoulder, hand, side in arms:
        _arm_front(p, shoulder, hand, side, look)


def _arm_front(p: Canvas, shoulder: Point, hand: Point, side: int, look: Look) -> None:
    # Seen from the front an arm comes partly towards us, so it looks shorter.
    elbow, wrist = bend(shoulder, hand, UPPER_ARM * 0.88, FOREARM * 0.84, side)
    p.oval(*wrist, 2.5, None, look.skin)
    p.limb([shoulder, elbow, wrist], [3.9, 3.1, 2.4], shade(look.top))
    p.oval(wrist[0], wrist[1] + 1, 2.3, None, look.skin)


def _legs_front(p: Canvas, pose: Front, look: Look) -> None:
    for side, foot in zip((-1, 1), pose.feet, strict=True):
        hip = (side * 4.2, pose.hip)
        knee = pose.knees[0 if side < 0 else 1] if pose.knees else ((hip[0] + foot[0]) / 2, (hip[1] + foot[1]) / 2)
        p.blob(
            [
                (foot[0] - 3, foot[1] + 3),
                (foot[0] + 3, foot[1] + 3),
                (foot[0] + 2.6, foot[1] - 2),
                (foot[0] - 2.6, foot[1] - 2),
            ],
            look.shoes,
        )
        p.limb([hip, knee, foot], [5.4, 4.6, 2.9], look.bottom if side < 0 else shade(look.bottom))


def from_above(
    c: Canvas, x: float, y: float, size: float, turn: float, look: Look, reach: tuple[float, float] = (21, 21)
) -> None:
    """Someone seen from straight above who faces `turn` (degrees, 0 is up), with their hands forward."""
    p = c.at(x, y, size / 40, turn=turn)
    for side, far in zip((-1, 1), reach, strict=True):
        hand = (side * max(4.0, 13 - far * 0.28), -far)
        p.limb([hand, (hand[0] - side * 0.4, hand[1] - 2.2)], [2.4, 2.0], look.skin)
        p.limb([(side * 14.5, 0), (side * 15, -far * 0.42), hand], [5, 4, 2.9], shade(look.top))
    p.blob([(-19, 1), (-15, -5), (0, -7), (15, -5), (19, 1), (15, 7), (0, 9), (-15, 7)], look.top)
    p.oval(0, -8.4, 6.4, 5, look.skin)
    p.oval(0, -8.6 + 9.6 - 4, 9.4, 10, look.hair)
    if look.style == "bun":
        p.oval(0, 6, 4.6, None, shade(look.hair))
    if look.style == "bald":
        p.oval(0, -4, 8.6, 9, look.skin)


CAST = {
    "anna": Look(hair="#5b3a29", style="bob", top=CORAL, bottom=INK),
    "bram": Look(skin="#e9b992", hair="#2a1f1c", style="short", top=TEAL, bottom=MUTED),
    "chaima": Look(skin="#c98d63", hair=SEA, style="scarf", top=PAPER, bottom=TEAL),
    "dirk": Look(hair="#d8d2c4", style="bald", top=MUTED, bottom=INK),
    "esi": Look(skin="#7b4a32", hair="#1d1513", style="curly", top="#ffbf69", bottom=TEAL),
    "femke": Look(hair="#c46b36", style="bun", top=SEA, bottom=INK),
    "guus": Look(skin="#f0c6a2", hair="#e6dfd0", style="short", top=CLAY, bottom=MUTED),
    "hilde": Look(hair="#cfc8b8", style="bun", top=BRICK, bottom=MUTED, garment="dress"),
    "imran": Look(skin="#a86f4a", hair="#1d1513", style="beard", top=WHEAT, bottom=INK),
    "joy": Look(skin="#8d563a", hair="#1d1513", style="long", top=CLAY, bottom=INK),
}
