"""Takes the README's two pictures and those of the editors' manual: `make screenshots`, while `make demo` runs."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.tour import record
from tests.browser.walks import log_in, walk
from tests.find_chromium import INSTALL, find_chromium

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
MANUAL = ROOT / "site" / "hub" / "manual" / "static" / "manual"
LANGUAGES = ("nl", "en")
PASSWORDS = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "demo-passwords.txt"
WINDOW = {"width": 1440, "height": 900}


def site(page: Page, address: str) -> None:
    """The home page, as a visitor meets it."""
    page.goto(f"{address}/nl/", wait_until="networkidle")
    page.screenshot(path=PICTURES / "site.png")


def issue(page: Page, address: str) -> None:
    """The newsletter issue in the admin, with the mail beside it as the editor previews it."""
    log_in(page, address, "redacteur", passwords()["redacteur"])
    page.goto(f"{address}/cms/newsletter/issues/")
    page.locator("main table a").first.click()
    page.locator("main a[href*='/pages/'][href$='/edit/']").first.click()
    page.wait_for_timeout(2500)  # until the editor's scripts have taken the form over
    page.locator("[data-side-panel-toggle=preview]").first.click(force=True)
    page.wait_for_timeout(5000)  # until the preview and its pictures are there
    page.screenshot(path=PICTURES / "issue.png")


def manual(browser: Browser, address: str) -> None:
    """Every step of the manual that has a picture, in each language, and a record of what the pictures show."""
    for language in LANGUAGES:
        shutil.rmtree(MANUAL / language, ignore_errors=True)
        record(walk(browser, address, passwords(), language, MANUAL))


def passwords() -> dict[str, str]:
    return dict(line.split(": ") for line in PASSWORDS.read_text().splitlines())


def main(address: str) -> None:
    path = find_chromium()
    if path is None:
        sys.exit(INSTALL)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(locale="nl-NL", viewport=WINDOW).new_page()
        site(page, address)
        issue(page, address)
        manual(browser, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
