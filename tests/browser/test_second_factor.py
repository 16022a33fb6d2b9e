"""An administrator sets up a second factor and logs in with it, in Dutch, without JavaScript."""

from __future__ import annotations

from base64 import b32decode
from collections.abc import Iterator

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Demo

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A window without JavaScript."""
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def give_password(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.site}/cms/")
    page.locator("input[name=username]").fill("beheer")
    page.locator("input[name=password]").fill(demo.passwords["beheer"])
    page.locator("button[type=submit]").click()


def test_setting_it_up_using_it_and_taking_it_away(demo: Demo, page: Page, plain_page: Page) -> None:
    give_password(page, demo)
    page.goto(f"{demo.site}/cms/account/#tab-actions")
    page.get_by_role("link", name="Tweede stap instellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap instellen")
    accessible(page)
    key = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("Wachtwoord").fill(demo.passwords["beheer"])
    page.get_by_role("textbox", name="Code").fill(f"{TOTP(b32decode(key)).token():06}")
    page.get_by_role("button", name="Instellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    accessible(page)
    codes = page.locator("li code").all_inner_texts()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(f"{demo.site}/cms/")

    give_password(plain_page, demo)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    plain_page.get_by_role("textbox", name="Code").fill(codes[0])
    plain_page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(plain_page).to_have_url(f"{demo.site}/cms/")

    page.goto(f"{demo.site}/cms/second-factor/change/")
    accessible(page)
    page.get_by_role("textbox", name="Code").fill(codes[1])
    page.get_by_role("button", name="Tweede stap verwijderen").click()
    expect(page.get_by_text("U logt voortaan in zonder tweede stap.")).to_be_visible()


def accessible(page: Page) -> None:
    page.wait_for_load_state()
    page.evaluate(AXE.read_text())
    assert page.evaluate("axe.run()")["violations"] == []
