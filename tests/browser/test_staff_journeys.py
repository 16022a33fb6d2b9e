"""What a newsletter manager does for readers, in both languages of the admin: real pages, a real worker, real mail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Demo
from tests.browser.reader import Reader, link_in
from tests.browser.walks import log_in

pytestmark = pytest.mark.browser

WORKER_TAKES_AT_MOST = 60_000  # milliseconds, for a list of a few lines


@pytest.fixture(params=["nl", "en"])
def manager(request: pytest.FixtureRequest, demo: Demo, browser: Browser) -> Iterator[Reader]:
    """Somebody logged in, who sees the admin in this language, and reads the mail of those they help."""
    context = browser.new_context(locale=request.param)
    context.set_default_timeout(15_000)
    page = context.new_page()
    log_in(page, demo.site, "beheer", demo.passwords["beheer"])
    yield Reader(demo, page, request.param)
    context.close()


def test_a_list_is_tried_then_imported_and_whose_line_was_good_gets_mail(manager: Reader, tmp_path: Path) -> None:
    good, silent, bad = (f"{name}-{manager.language}@example.org" for name in ("good", "silent", "bad..address"))
    file = tmp_path / f"list-{manager.language}.csv"
    proof = "een formulier op de open dag,2026-05-04"
    file.write_text(
        f"email,language,consent_source,consent_at\n{good},{manager.language},{proof}\n"
        f"{silent},{manager.language},,\n{bad},{manager.language},{proof}\n"
    )
    manager.page.goto(f"{manager.demo.site}/cms/newsletter/imports/")
    manager.page.locator("input[type=file]").set_input_files(file)
    manager.press("Try this list")
    is_headed(manager, "Tried: nothing was added")
    for address, outcome in (
        (good, "added"),
        (silent, "no consent source, or no moment of consent"),
        (bad, "no usable e-mail address"),
    ):
        line = manager.main.get_by_role("row").filter(has_text=address)
        expect(line).to_contain_text(manager.words(outcome))
    expect(found(manager, good)).to_have_count(0)

    manager.page.go_back()
    manager.main.locator("form[action$='/import/'] button").click()
    is_headed(manager, "Imported")
    expect(found(manager, good)).to_contain_text(manager.words("active"))
    expect(found(manager, silent)).to_have_count(0)

    manager.open("lost_link")
    manager.main.get_by_role("textbox").first.fill(good)
    manager.press("Send me the link")
    manager.follow(manager.gets(good, "The link to your newsletter"))
    expect(manager.main.get_by_text(good)).to_be_visible()


def is_headed(manager: Reader, state: str) -> None:
    """The page comes back by itself until the worker is done."""
    heading = manager.main.get_by_role("heading", level=2, name=manager.words(state))
    expect(heading).to_be_visible(timeout=WORKER_TAKES_AT_MOST)


def found(manager: Reader, address: str) -> Locator:
    """The row of a subscriber, in what the admin finds."""
    manager.page.goto(f"{manager.demo.site}/cms/newsletter/subscribers/?q={address}")
    return manager.main.locator("tbody tr").filter(has_text=address)


def test_who_has_not_confirmed_is_asked_once_more_and_not_twice(manager: Reader) -> None:
    address = f"asked-{manager.language}@example.org"
    manager.open("subscribe")
    manager.main.get_by_role("textbox").first.fill(address)
    manager.press("Subscribe")
    first = manager.gets(address, "Confirm your subscription")

    found(manager, address).locator("[data-w-dropdown-target=toggle]").click()
    manager.page.locator("[data-tippy-root] a[href*='/inspect/']").click()
    subscriber = manager.page.url
    manager.press("Resend the confirmation")
    is_told(manager, "The mail to confirm is sent once more.")
    manager.page.goto(subscriber)
    manager.press("Resend the confirmation")
    is_told(manager, "They were asked less than a day ago. Try again tomorrow.")

    again = manager.gets(address, "Reminder: confirm your subscription")
    assert link_in(again) == link_in(first)
    manager.follow(again)
    manager.press("Confirm")
    expect(manager.page.get_by_role("heading", level=1)).to_have_text(manager.words("You are subscribed"))


def is_told(manager: Reader, english: str) -> None:
    expect(manager.page.locator(".messages")).to_contain_text(manager.words(english))
