"""A communications officer at work in the admin, as steps: write a page, translate it, read what visitors see."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from django.utils.text import slugify
from django.utils.translation import override
from playwright.sync_api import Locator, Page, expect

from pages.models import BasePage, HomePage
from tests.browser.conftest import Demo
from tests.browser.recipes import Block, Recipe

WORKER_TAKES_AT_MOST = 30  # seconds, to bring a change to a translation
SEND_ENGLISH = """async english => {
  const { segments } = JSON.parse(document.querySelector('.js-translation-editor').dataset.props);
  const headers = { 'X-CSRFToken': document.querySelector('[name=csrfmiddlewaretoken]').value };
  for (const { source, editUrl } of segments.filter(({ source }) => source in english)) {
    const body = new FormData();
    body.append('value', english[source]);
    const answer = await fetch(editUrl, { method: 'PUT', body, headers });
    if (!answer.ok) throw new Error(`${answer.status} for ${source}`);
  }
}"""


@dataclass
class Desk:
    """The admin, open in a browser by somebody who edits; what was made is known by its type."""

    demo: Demo
    page: Page
    made: dict[type[BasePage], int] = field(default_factory=dict)
    """The ids of the Dutch pages."""

    def open(self, path: str) -> None:
        self.page.goto(f"{self.demo.site}/cms/{path}")

    def log_in(self) -> None:
        self.open("")
        self.page.locator("input[name=username]").fill("redacteur")
        self.page.locator("input[name=password]").fill(self.demo.passwords["redacteur"])
        self.page.locator("button[type=submit]").click()
        self.page.wait_for_url(f"{self.demo.site}/cms/")

    def make_snippet(self, model: str, values: dict[str, str]) -> None:
        """Add one of the network's snippets."""
        self.open(f"snippets/network/{model}/add/")
        for name, value in values.items():
            self.page.locator(f"[name={name}]").fill(value)
        self.page.get_by_role("button", name="Opslaan", exact=True).click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def read(self, address: str, title: str, words: Iterable[str]) -> None:
        """See that a page has its title as its heading, if one is given, and each of these words somewhere."""
        self.page.goto(self.demo.site + address)
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        main = self.page.get_by_role("main")
        for text in words:
            expect(main).to_contain_text(text, ignore_case=True)

    def write(self, recipe: Recipe) -> str:
        """Make the page in Dutch, or add to the one that there is, and publish it; returns its address."""
        if recipe.is_there:
            self.open_existing(recipe)
        else:
            self.begin(recipe)
            self.fill("title", recipe.title.nl)
        if recipe.lead:
            self.fill("lead", recipe.lead.nl)
        for block in recipe.blocks:
            self.add_block(block)
        for name, text in {**recipe.texts, **recipe.elsewhere}.items():
            self.fill(name, text.nl)
        for name, value in recipe.values.items():
            self.fill(name, value)
        for name, title in recipe.chosen.items():
            self.choose(name, title)
        self.press_publish()
        message = self.page.locator(".messages .success")
        expect(message).to_contain_text("gepubliceerd")
        edit = message.get_by_role("link", name="Bewerken").get_attribute("href")
        self.made[recipe.page_type] = id_in(str(edit))
        return str(message.get_by_role("link", name="Bekijk live").get_attribute("href"))

    def begin(self, recipe: Recipe) -> None:
        """Open the form of a new page, by the page that it comes below."""
        self.open(f"pages/{self.id_of(recipe.below)}/add_subpage/")
        name = name_of(recipe.page_type)
        # Where only one type can stand, Wagtail asks nothing.
        if self.page.url.endswith("/add_subpage/"):
            described = re.compile(rf"^\s*{re.escape(name)}\s*\.")
            self.page.get_by_role("main").get_by_role("link").filter(has_text=described).click()
        expect(self.page).to_have_title(re.compile(f"Nieuw: {name}"))
        # What is typed before the page's own scripts run is seen by none of them.
        self.page.wait_for_load_state()

    def open_existing(self, recipe: Recipe) -> None:
        """Open the form of a page that the network has, from the list that it stands in."""
        row = self.page.get_by_role("row").filter(has_text=recipe.title.nl).filter(has_text=name_of(recipe.page_type))
        if recipe.page_type is HomePage:
            self.open("pages/")
            row = row.filter(has_text="Nederlands")
        else:
            self.open(f"pages/{self.id_of(HomePage)}/")
        row.get_by_role("link", name=recipe.title.nl, exact=True).click()
        self.page.wait_for_url("**/edit/")
        self.made[recipe.page_type] = id_in(self.page.url)

    def id_of(self, page_type: type[BasePage]) -> int:
        """The id of the Dutch page of a type; a test for a page below it fails at once when it couldn't be made."""
        if page_type not in self.made:
            pytest.fail(f"There is no {page_type.__name__} to make a page below.")
        return self.made[page_type]

    def fill(self, name: str, value: str) -> None:
        """Fill in a field of whatever kind, on whichever tab it is."""
        control = self.page.locator(f"[name='{name}']")
        self.show(control)
        if control.evaluate("it => it.type === 'hidden'"):
            control.locator("xpath=..").get_by_role("textbox").fill(value)
            # The editor of formatted text hands on what is typed a quarter of a second later.
            expect(control).to_have_value(re.compile(re.escape(json.dumps(value, ensure_ascii=False))))
        elif control.evaluate("it => it.tagName === 'SELECT'"):
            control.select_option(value)
        else:
            control.fill(value)
            # A calendar that has opened covers what is near it, until its field is left.
            control.press("Tab")

    def show(self, control: Locator) -> None:
        """Turn to the tab that something is on."""
        hidden = control.evaluate("it => it.closest('section[id^=tab-][hidden]')?.id")
        if hidden:
            self.page.locator(f"#{hidden.replace('tab-', 'tab-label-', 1)}").click()

    def add_block(self, block: Block) -> None:
        """Add a block under the others of a field."""
        count = self.page.locator(f"[name={block.field}-count]")
        prefix = f"{block.field}-{count.input_value()}-value"
        self.show(count)
        self.page.locator(f"#{block.field}-root .c-sf-add-button").last.click()
        if block.name:
            self.page.get_by_role("option", name=block.name, exact=True).click()
        for path, text in block.texts.items():
            self.fill(f"{prefix}-{path}" if path else prefix, text.nl)

    def choose(self, name: str, title: str) -> None:
        """Search for something in a chooser and pick it; in a new row where the field is one of a row."""
        rows, _, own = name.rpartition(".")
        field_id = f"id_{rows}-0-{own}" if rows else f"id_{own}"
        if rows:
            add = self.page.locator(f"#id_{rows}-ADD")
            self.show(add)
            add.click()
        chooser = self.page.locator(f"#{field_id}-chooser")
        self.show(chooser)
        chooser.get_by_role("button").first.click()
        window = self.page.locator(".modal-body")
        expect(window).to_be_visible()
        if (search := window.locator("[name=q]")).count():
            search.fill(title)
        window.get_by_role("link", name=title).first.click()
        expect(window).to_have_count(0)
        expect(chooser).to_contain_text(title)

    def press_publish(self) -> None:
        self.page.get_by_role("button", name="Meer acties").last.click()
        self.page.get_by_role("button", name="Publiceren", exact=True).click()

    def begin_translation(self, recipe: Recipe) -> None:
        """Ask for a draft in English; of a page that is translated, find what is out of date in the report."""
        if recipe.is_there:
            self.open("reports/translations/?status=out_of_date")
            row = self.page.get_by_role("row").filter(has_text=name_of(recipe.page_type))
            row.get_by_role("link", name="Vertaling bewerken").click()
        else:
            self.open(f"localize/submit/page/{self.made[recipe.page_type]}/")
            self.page.get_by_label("Engels").check()
            self.page.get_by_role("button", name="Verzenden").click()

    def translate(self, recipe: Recipe, *, by_hand: bool) -> None:
        """Give the English of every text that has none, and publish it.

        By hand that is one by one in wagtail-localize's editor; else by the requests that the editor sends.
        """
        english = {words.nl: words.en for words in (*recipe.words(), *recipe.elsewhere.values())}
        english[slugify(recipe.title.nl)] = slugify(recipe.title.en)
        missing = self.texts_without_english()
        if by_hand:
            self.write_english(missing, english)
        else:
            self.page.evaluate(SEND_ENGLISH, english)
            self.page.reload()
        self.page.get_by_role("button", name="Publiceren in het Engels").click()
        expect(self.page.locator(".messages .success")).to_contain_text("gepubliceerd")

    def write_english(self, missing: Locator, english: dict[str, str]) -> None:
        """Write each text's English below it and save it."""
        while missing.count():
            text = missing.first
            self.show(text)
            dutch = text.locator("p").first.inner_text()
            text.get_by_role("button", name="Vertaal").click()
            text.get_by_role("textbox").fill(english[dutch])
            with self.page.expect_response(lambda response: response.request.method == "PUT") as kept:
                text.get_by_role("button", name="Opslaan").click()
            assert kept.value.ok

    def texts_without_english(self) -> Locator:
        """What is to be translated, once the worker has brought a change of the Dutch page to its translation."""
        texts, missing = self.page.locator("li.complete, li.incomplete"), self.page.locator("li.incomplete")
        deadline = time.monotonic() + WORKER_TAKES_AT_MOST
        expect(texts.first).to_be_attached()
        while not missing.count():
            assert time.monotonic() < deadline, "There is nothing to translate."
            self.page.reload()
            expect(texts.first).to_be_attached()
        return missing


def id_in(address: str) -> int:
    """The id of the page that an address of the admin is about."""
    return int(re.findall(r"/(\d+)/", address)[0])


def name_of(page_type: type[BasePage]) -> str:
    """What the admin calls a page type in Dutch."""
    with override("nl"):
        return str(page_type.get_verbose_name())
