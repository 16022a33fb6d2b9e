"""A page of every type, written in Dutch, translated and read in English, as a communications officer does it.

All of it goes through the admin, on the demo: the form of each type with its tabs, blocks and choosers, “publish”,
“translate”, wagtail-localize's editor, “publish” there. Three shortcuts: the addresses of “add a page below this one”
and “translate” are typed where an editor would press a button, and only the types in TRANSLATED_BY_HAND have each text
typed and saved in the editor; for the others the page sends what the editor would send. Four types stand once in a
network, and the demo has them: the home page, the partners, the people and the newsletter. Their recipes add to the
page that there is.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect
from wagtail.models import get_page_models

from news.models import ArticlePage, NewsIndexPage
from pages.models import InformationPage, PhasePage
from tests.browser.conftest import Demo
from tests.browser.desk import Desk
from tests.browser.recipes import FOCUS_AREA, RECIPES, VENUE, Recipe, T

pytestmark = pytest.mark.browser

PATIENCE = 15_000  # milliseconds, for whatever should be there by itself
TRANSLATED_BY_HAND = {NewsIndexPage, PhasePage, InformationPage}
"""One with a title and a lead, one with rows, one with blocks."""

# Wagtail takes what is typed in the first two seconds for what the form came with, and saves nothing by itself then.
MARK_WHEN_CHANGES_ARE_SEEN = """addEventListener(
  'w-unsaved:watch-edits', () => { document.documentElement.dataset.changesAreSeen = ''; });"""


@pytest.fixture(scope="module")
def desk(demo: Demo, browser: Browser) -> Iterator[Desk]:
    """Somebody who has logged in once."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
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
    desk.read(address, recipe.heading.nl, [words.nl for words in recipe.words()])
    desk.begin_translation(recipe)
    desk.translate(recipe, by_hand=recipe.page_type in TRANSLATED_BY_HAND)
    desk.page.goto(desk.demo.site + address)
    desk.page.get_by_role("link", name="English").first.click()
    english = desk.page.url.removeprefix(desk.demo.site)
    assert english.startswith("/en/")
    desk.read(english, recipe.heading.en, [words.en for words in recipe.words()])
    main = desk.page.get_by_role("main").inner_text()
    assert not [words.nl for words in recipe.words() if words.nl in main and words.nl not in words.en]


def test_who_publishes_while_a_new_page_saves_itself_publishes_it_once(desk: Desk) -> None:
    recipe = Recipe(InformationPage, T("Net op tijd", "Just in time"))
    sent: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route)
        if sent != [route]:
            route.continue_()

    desk.page.add_init_script(MARK_WHEN_CHANGES_ARE_SEEN)
    desk.begin(recipe)
    expect(desk.page.locator("html[data-changes-are-seen]")).to_be_attached()
    desk.page.route("**/cms/pages/**", hold_the_first)
    with desk.page.expect_request(lambda request: request.method == "POST"):
        desk.fill("title", recipe.title.nl)
    desk.press_publish()
    expect(desk.page.get_by_role("button", name="Publiceren", exact=True)).to_have_attribute("aria-busy", "true")
    assert len(sent) == 1
    sent[0].continue_()
    expect(desk.page.locator(".messages .success")).to_contain_text("gepubliceerd")
    desk.page.unroute("**/cms/pages/**")
    desk.open(f"pages/?q={recipe.title.nl}")
    expect(desk.page.get_by_role("link", name=recipe.title.nl, exact=True)).to_have_count(1)


def test_a_date_stays_as_it_was_typed_until_it_is_right(desk: Desk) -> None:
    recipe = Recipe(ArticlePage, T("Een dag die niet bestaat", "A day that is none"), NewsIndexPage)
    desk.begin(recipe)
    desk.fill("title", recipe.title.nl)
    desk.fill("date", "31-02-2026")
    desk.press_publish()
    date = desk.page.locator("[name='date']")
    expect(desk.page.locator(".messages")).to_contain_text("validatiefouten")
    expect(date).to_have_value("31-02-2026")
    expect(desk.page.locator("#page-edit-form")).to_contain_text("Voer een geldige datum in")
    desk.fill("date", "3-2-2026")
    desk.press_publish()
    expect(desk.page.locator(".messages .success")).to_contain_text("gepubliceerd")
    address = desk.page.locator(".messages .success").get_by_role("link", name="Bekijk live").get_attribute("href")
    desk.read(str(address), recipe.title.nl, ["3 februari 2026"])


def test_what_is_pasted_is_kept_however_long_and_told_to_be_too_long(desk: Desk) -> None:
    desk.begin(Recipe(ArticlePage, T("Een lange inleiding", "A long lead"), NewsIndexPage))
    desk.fill("title", "Een lange inleiding")
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    long = "Te lang voor een inleiding. " * 12
    desk.page.evaluate("text => navigator.clipboard.writeText(text)", long)
    lead = desk.page.locator("[name='lead']")
    lead.click()
    lead.press("Control+V")
    expect(lead).to_have_value(long)
    desk.press_publish()
    expect(desk.page.locator(".messages")).to_contain_text("validatiefouten")
    expect(desk.page.locator("#page-edit-form")).to_contain_text("300 tekens")
    expect(lead).to_have_value(long)
