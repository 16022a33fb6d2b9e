"""Reading the demo as its designer didn't: enlarged, spaced out, in colours of one's own, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Demo
from tests.browser.test_every_page import KINDS

pytestmark = pytest.mark.browser

# WCAG 2.2, 1.4.12.
SPACED_OUT = """
  * { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
TEXT_OUTSIDE_THE_WINDOW = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest('.visually-hidden, .table__head, [popover]'))
      continue;
    if (element.classList.contains('language-switch__name')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width && (box.right > width + 1 || box.left < -1)) found.push(node.data.trim());
  }
  return found;
}"""
FOCUSED = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const outlined = [element, ...document.querySelectorAll(':has(> * :focus-visible), :has(> :focus-visible)')];
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
  return {
    name: element.textContent.trim() || element.getAttribute('aria-label') || element.tagName,
    tag: element.tagName,
    outlined: outlined.some(one => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    }),
    onTop: !!seen && (element.contains(seen) || seen.contains(element)),
  };
}"""

SHOWN_AND_WHOLE_SHAPE = """pictures => pictures.map(one => [
  one.clientWidth / one.clientHeight, one.getAttribute('width') / one.getAttribute('height')])"""


@contextmanager
def opened(browser: Browser, **settings: Any) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, **settings)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_no_text_is_lost_at_four_times_its_size_and_spaced_out(demo: Demo, browser: Browser) -> None:
    """1280 pixels enlarged to 400 % are 320; Dutch has the longer words."""
    lost = {}
    with opened(browser, viewport={"width": 320, "height": 256}) as page:
        for path in KINDS["nl"]:
            page.goto(demo.site + path)
            outside = page.evaluate(TEXT_OUTSIDE_THE_WINDOW)
            page.add_style_tag(content=SPACED_OUT)
            outside += page.evaluate(TEXT_OUTSIDE_THE_WINDOW)
            if outside:
                lost[path] = outside
    assert lost == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_whoever_goes_by_keyboard_always_sees_where_they_are(demo: Demo, browser: Browser, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 720}) as page:
        for path in ("/nl/", "/nl/nieuwsbrief/aanmelden/", "/nl/agenda/"):
            page.goto(demo.site + path)
            places = []
            for _ in range(60):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement === document.body"):
                    break
                places.append(page.evaluate(FOCUSED))
            assert places[0]["name"] == "Naar de inhoud"
            assert len(places) > 10
            assert [place for place in places if not (place["outlined"] and place["onTop"])] == []


def test_in_the_readers_own_colours_past_and_coming_are_told_apart(demo: Demo, browser: Browser) -> None:
    with opened(browser, forced_colors="active", viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{demo.site}/nl/academie/samen-leren-transformeren/")
        fill = "stop => getComputedStyle(stop, '::after').backgroundColor"
        past = page.locator(".route__stop--past").first.evaluate(fill)
        coming = page.locator(".route__stop--coming, .route__stop--now").first.evaluate(fill)
        assert past != coming
        page.goto(f"{demo.site}/nl/")
        button = page.locator("main a.nl-button").first
        assert button.evaluate("button => parseFloat(getComputedStyle(button).borderTopWidth)") >= 1


def test_a_page_prints_as_a_document(demo: Demo, browser: Browser) -> None:
    with opened(browser, color_scheme="dark", viewport={"width": 794, "height": 1123}) as page:
        page.emulate_media(media="print")
        page.goto(f"{demo.site}/nl/nieuws/op-de-fiets-naar-het-spreekuur/", wait_until="networkidle")
        assert page.locator("nav:visible, form:visible, button:visible, .sign-up:visible").count() == 0
        assert page.locator("h1").is_visible()
        assert page.locator(".site-footer__source").inner_text().endswith("/nl/nieuws/op-de-fiets-naar-het-spreekuur/")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("main .rich-text p").first.evaluate("p => getComputedStyle(p).color") == "rgb(0, 0, 0)"
        shapes = page.eval_on_selector_all("main img", SHOWN_AND_WHOLE_SHAPE)
        assert len(shapes) > 1
        assert all(shown == pytest.approx(whole, rel=0.02) for shown, whole in shapes), "a picture is cut off"
        page.goto(f"{demo.site}/nl/partners/diakonessenhuis/")
        link = page.locator('main a[href^="https://www.diakonessenhuis.nl"]').first
        assert (
            link.evaluate("link => getComputedStyle(link, '::after').content") == '" (https://www.diakonessenhuis.nl/)"'
        )
        assert page.pdf().startswith(b"%PDF")


def test_nothing_moves_for_whoever_asked_for_stillness(demo: Demo, browser: Browser) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter(one => {
      const style = getComputedStyle(one);
      return parseFloat(style.animationDuration) > 0 || parseFloat(style.transitionDuration) > 0
        || style.scrollBehavior === 'smooth';
    }).map(one => one.className)"""
    with opened(browser, reduced_motion="reduce") as page:
        page.goto(f"{demo.site}/nl/academie/leeragenda/")
        assert page.evaluate(moving) == []
