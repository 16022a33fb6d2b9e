"""The editors' manual says what the admin shows: its steps are walked in the demo, in each of its languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from hub.manual.guides import PLACES, guide
from tests.browser.conftest import Demo
from tests.browser.tour import Tour, recorded
from tests.browser.walks import walk

pytestmark = pytest.mark.browser

MEND = "The admin isn't as the manual says: mend the text, and take its pictures anew with `make screenshots`."


@pytest.fixture(scope="module", params=["nl", "en"])
def tour(demo: Demo, browser: Browser, request: pytest.FixtureRequest) -> Tour:
    """Every walk in one language."""
    return walk(browser, demo.site, demo.passwords, request.param)


def test_what_a_step_names_stands_on_the_screen_in_that_step(tour: Tour) -> None:
    missing = [
        f"{name}, step {number}: {words}"
        for name in PLACES
        for number, (step, seen) in enumerate(zip(guide(name, tour.language).steps, tour.seen[name], strict=True), 1)
        for words in step.names_on_screen
        if not stands_in(words, seen)
    ]
    assert not missing, MEND


def test_the_pictures_show_what_the_admin_shows(tour: Tour) -> None:
    assert tour.shown == recorded(tour.language), MEND


def stands_in(words: str, seen: set[str]) -> bool:
    """Whether words stand in one of the lines, whole, whatever their capitals."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    return any(map(pattern.search, seen))
