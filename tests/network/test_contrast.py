"""Contrast as WCAG 2.2 measures it, and the colours that follow from those that were chosen."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.contrast import TEXT, contrast, is_readable, luminance, mix_readably, nearest_readable, shown
from network.palette import DEFAULTS, Scheme, palette_of, unreadable

BRAND = Path(__file__).resolve().parents[2] / "site" / "design" / "tokens" / "brand.css"
colours = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")
palettes = st.fixed_dictionaries(dict.fromkeys(DEFAULTS, colours))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#0000ff", "#ff0000", 2.149),
    ],
)
def test_known_pairs_have_their_known_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)


@given(colours, colours)
def test_contrast_has_no_order_and_its_limits(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, one) == 1
    assert 0 <= luminance(one) <= 1.0001


@given(colours, st.lists(colours, min_size=1, max_size=3))
def test_what_is_advised_can_be_read(colour: str, grounds: list[str]) -> None:
    advised = nearest_readable(colour, grounds)
    assert advised is None or is_readable(advised, grounds)
    if is_readable(colour, grounds):
        assert advised == colour


@given(colours, colours)
def test_on_a_single_ground_there_is_always_advice(colour: str, ground: str) -> None:
    assert nearest_readable(colour, [ground])


@given(colours, colours, st.floats(0, 1), colours)
def test_a_mixture_is_as_readable_as_what_it_was_made_from(one: str, other: str, share: float, ground: str) -> None:
    if is_readable(one, [ground]):
        assert is_readable(mix_readably(one, other, share, [ground]), [ground])


@given(st.floats(1, 21))
def test_a_ratio_is_never_shown_as_more_than_it_is(ratio: float) -> None:
    assert shown(ratio) <= ratio < shown(ratio) + 0.1001


def test_the_colours_of_a_new_network_can_all_be_read() -> None:
    assert unreadable(DEFAULTS) == []


@given(palettes)
def test_whatever_may_be_saved_can_be_read_wherever_it_is_used(chosen: dict[str, str]) -> None:
    readable = {name: colour for name, colour in chosen.items() if not name.endswith(("ink", "primary", "accent"))}
    for scheme in ("light", "dark"):
        for name in ("ink", "primary", "accent"):
            wanted = nearest_readable(
                chosen[f"{scheme}_{name}"], [readable[f"{scheme}_paper"], readable[f"{scheme}_surface"]]
            )
            readable[f"{scheme}_{name}"] = wanted or chosen[f"{scheme}_{name}"]
    on = [readable[name] for name in ("light_primary", "dark_paper", "light_ink")]
    readable["highlight"] = nearest_readable(readable["highlight"], on) or readable["highlight"]
    if not unreadable(readable):
        assert_readable(palette_of(readable).light)
        assert_readable(palette_of(readable).dark)


@settings(max_examples=20)
@given(palettes)
def test_a_changed_default_is_readable_as_well(chosen: dict[str, str]) -> None:
    for name, colour in chosen.items():
        changed = {**DEFAULTS, name: colour}
        if not unreadable(changed):
            assert_readable(palette_of(changed).light)
            assert_readable(palette_of(changed).dark)


def assert_readable(scheme: Scheme) -> None:
    for text in (scheme.ink, scheme.muted, scheme.primary, scheme.primary_hover, scheme.accent):
        assert is_readable(text, [scheme.paper, scheme.surface])
    for text in (scheme.on_band, scheme.on_band_muted, scheme.band_route):
        assert is_readable(text, [scheme.band])
    assert contrast(scheme.on_primary, scheme.primary) >= TEXT
    assert contrast(scheme.on_primary, scheme.primary_hover) >= TEXT
    assert contrast(scheme.on_band_route, scheme.band_route) >= TEXT


def test_other_colours_have_another_name_and_the_same_colours_the_same() -> None:
    other = palette_of({**DEFAULTS, "light_accent": "#a02a10"})
    assert other.version != palette_of(DEFAULTS).version
    assert palette_of(dict(DEFAULTS)).version == palette_of(DEFAULTS).version


def test_the_style_sheets_own_colours_are_those_of_a_new_network() -> None:
    """What stands in the file holds for pages that ask nothing of the database, such as that of an error."""
    light, dark = BRAND.read_text().split("@media")
    written = [dict(re.findall(r"--brand-([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    palette = palette_of(DEFAULTS)
    for scheme, found in ((palette.light, written[0]), (palette.dark, {**written[0], **written[1]})):
        assert found == {name.replace("_", "-"): value for name, value in asdict(scheme).items()}
