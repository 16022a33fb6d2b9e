"""The demo's pictures: every one finished, described in both languages, and unlike the others."""

from __future__ import annotations

from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

from demo.drawings import DRAWINGS
from demo.drawings.canvas import SIZE


@pytest.fixture(scope="module")
def pictures() -> dict[str, Image.Image]:
    return {name: drawing.draw() for name, drawing in DRAWINGS.items()}


def test_there_are_enough_pictures_for_every_page_of_the_demo() -> None:
    assert len(DRAWINGS) >= 12
    assert all(name == drawing.name for name, drawing in DRAWINGS.items())


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_is_described_in_both_languages(name: str) -> None:
    drawing = DRAWINGS[name]
    assert drawing.title_nl
    assert 20 < len(drawing.alt_nl) <= 200
    assert 20 < len(drawing.alt_en) <= 200
    assert drawing.alt_nl != drawing.alt_en


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_has_the_declared_size(name: str, pictures: dict[str, Image.Image]) -> None:
    assert pictures[name].size == SIZE
    assert pictures[name].mode == "RGB"


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_focal_area_lies_within_the_picture(name: str) -> None:
    x, y, width, height = DRAWINGS[name].focus
    assert x - width / 2 >= 0
    assert y - height / 2 >= 0
    assert x + width / 2 <= SIZE[0]
    assert y + height / 2 <= SIZE[1]


def test_no_two_pictures_look_alike(pictures: dict[str, Image.Image]) -> None:
    small = {name: picture.resize((24, 16)) for name, picture in pictures.items()}

    def distance(first: str, second: str) -> float:
        return sum(ImageStat.Stat(ImageChops.difference(small[first], small[second])).mean) / 3

    nearest = min(combinations(small, 2), key=lambda pair: distance(*pair))
    assert distance(*nearest) > 20, nearest


def test_a_picture_fills_its_frame(pictures: dict[str, Image.Image]) -> None:
    for name, picture in pictures.items():
        quarters = [picture.crop((x, y, x + 800, y + 533)) for x in (0, 800) for y in (0, 534)]
        assert all(quarter.convert("L").entropy() > 0.5 for quarter in quarters), name


def test_the_route_runs_through_every_picture(pictures: dict[str, Image.Image]) -> None:
    coral, blush = (0xB8, 0x3A, 0x1E), (0xFF, 0x9F, 0x85)
    for name, picture in pictures.items():
        counts = {colour: count for count, colour in picture.getcolors(1 << 24)}
        assert counts.get(coral, 0) + counts.get(blush, 0) > 2000, name


def test_a_picture_is_drawn_the_same_every_time(pictures: dict[str, Image.Image]) -> None:
    for name, picture in pictures.items():
        assert DRAWINGS[name].draw().tobytes() == picture.tobytes(), name
