"""Takes the README's two pictures from a running demo: `make screenshots`, while `make demo` runs."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.find_chromium import INSTALL, find_chromium

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PASSWORDS = ROOT / "var" / "demo-passwords.txt"
WINDOW = {"width": 1440, "height": 900}


def site(page: Page, address: str) -> None:
    """The home page, as a visitor meets it."""
    page.goto(f"{address}/nl/", wait_until="networkidle")
    page.screenshot(path=PICTURES / "site.png")


def issue(page: Page, address: str) -> None:
    """The newsletter issue in the admin, with the mail beside it as the editor previews it."""
    password = dict(line.split(": ") for line in PASSWORDS.read_text().splitlines())["redacteur"]
    page.goto(f"{address}/cms/login/")
    page.locator("input[name=username]").fill("redacteur")
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"{address}/cms/")
    page.goto(f"{address}/cms/newsletter/issues/")
    page.locator("main table a").first.click()
    page.locator("main table a").first.click()
    page.wait_for_timeout(2500)  # until the editor's scripts have taken the form over
    page.locator("[data-side-panel-toggle=preview]").first.click(force=True)
    page.wait_for_timeout(5000)  # until the preview and its pictures are there
    page.screenshot(path=PICTURES / "issue.png")


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
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
