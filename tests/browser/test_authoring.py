"""A page of every type, written in Dutch, translated and read in English, as a communications officer does it.

All of it goes through the admin, on the demo: the form of each type with its tabs, blocks and choosers, “publish”,
“translate”, every text in wagtail-localize's editor, “publish” there. Only the addresses of “add a page below this one”
and “translate” are typed where an editor would press a button. Four types stand once in a network, and the demo has
them: the home page, the partners, the people and the newsletter. Their recipes add to the page that there is.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect
from wagtail.models import get_page_models

from pages.models import InformationPage
from tests.browser.conftest import Demo
from tests.browser.desk import Desk
from tests.browser.recipes import FOCUS_AREA, RECIPES, VENUE, Recipe, T

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(demo: Demo, browser: Browser) -> Iterator[Desk]:
    """Somebody who has logged in once."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    desk = Desk(demo, context.new_page())
    desk.log_in()
    yield desk
    expect.set_options(timeout=5_000)
    context.close()


def test_there_is_a_recipe_for_every_type_that_an_editor_can_make() -> None:
    recipes = [recipe.page_type.__name__ for recipe in RECIPES]
    # Issue pages are made by compiling an issue, and say so.
    assert sorted(recipes) == sorted(model.__name__ for model in get_page_models() if model.is_creatable)


def test_a_focus_area_and_a_venue_are_made_for_the_pages_to_choose(desk: Desk) -> None:
    desk.make_snippet("focusarea", {"name": FOCUS_AREA})
    desk.make_snippet("venue", {"name": VENUE, "town": "Utrecht"})


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.page_type.__name__)
def test_a_page_is_written_translated_and_read(desk: Desk, recipe: Recipe) -> None:
    address = desk.write(recipe)
    desk.read(address, recipe.title.nl, [words.nl for words in recipe.words()])
    desk.begin_translation(recipe)
    desk.translate(recipe)
    desk.page.goto(desk.demo.site + address)
    desk.page.get_by_role("link", name="English").first.click()
    english = desk.page.url.removeprefix(desk.demo.site)
    assert english.startswith("/en/")
    desk.read(english, recipe.title.en, [words.en for words in recipe.words()])
    main = desk.page.get_by_role("main").inner_text()
    assert not [words.nl for words in recipe.words() if words.nl in main and words.nl not in words.en]


def test_who_publishes_while_the_page_is_being_saved_publishes_it_once(desk: Desk) -> None:
    recipe = Recipe(InformationPage, T("Net op tijd", "Just in time"))
    held: list[Route] = []
    desk.begin(recipe)
    desk.page.route("**/cms/pages/add/**", lambda route: held.append(route))
    with desk.page.expect_request(lambda request: request.method == "POST"):
        desk.fill("title", recipe.title.nl)
    desk.press_publish()
    held[0].continue_()
    expect(desk.page.locator(".messages .success")).to_contain_text("gepubliceerd")
    assert len(held) == 1
    desk.page.unroute("**/cms/pages/add/**")
