"""The main job from end to end, on the demo as a newcomer gets it: real programs, a real browser, real mail."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from demo.content.newsletter import SUBSCRIBERS
from newsletter.preflight import LARGE
from tests.browser.conftest import Demo, running_demo
from tests.browser.test_every_page import AXE, SCHEMES, WCAG, violations

pytestmark = pytest.mark.browser

NEW_TITLE = "Inloopuur in de wijk, nu ook op zaterdag"
# Of the demo's past issues the last one came so many days ago; if that was this month, monthly readers have had theirs.
IS_FIRST_OF_MONTH = (timezone.localdate() - timedelta(days=12)).month != timezone.localdate().month
ADDRESSED = {
    row.email: row.language
    for row in SUBSCRIBERS
    if row.state == "active" and (row.rhythm == "every_issue" or IS_FIRST_OF_MONTH)
}


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """As it is once it answers: its worker still makes the smallest pictures, and stops with these tests."""
    with running_demo() as started:
        yield started


def log_in(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.site}/cms/")
    page.locator("input[name=username]").fill("redacteur")
    page.locator("input[name=password]").fill(demo.passwords["redacteur"])
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"{demo.site}/cms/")


def test_a_newcomer_meets_the_network_in_two_languages(
    demo: Demo, page: Page, context_in_english: BrowserContext
) -> None:
    page.goto(demo.site)
    expect(page).to_have_url(f"{demo.site}/nl/")
    for name in ("Onze visie", "Nieuws", "Academie", "Nieuwsbrief"):
        page.goto(f"{demo.site}/nl/")
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    english = context_in_english.new_page()
    english.goto(demo.site)
    expect(english).to_have_url(f"{demo.site}/en/")
    expect(english.locator("html")).to_have_attribute("lang", "en")
    assert not context_in_english.cookies()


def test_the_language_switch_goes_to_the_same_article(demo: Demo, page: Page) -> None:
    page.goto(f"{demo.site}/nl/nieuws/doe-mee-aan-de-volgende-leergang/")
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(f"{demo.site}/en/news/join-the-next-course/")


def test_an_editor_changes_an_article_and_then_sends_the_issue_that_compiled_itself(demo: Demo, page: Page) -> None:
    log_in(page, demo)
    change_the_title_of_the_newest_article(page, demo)
    preview_approve_and_send_the_issue(page, demo)
    wait_for_every_copy(demo)
    check_the_copies(demo)


def change_the_title_of_the_newest_article(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.site}/cms/pages/?q=Inloopuur")
    page.get_by_role("link", name=re.compile("Inloopuur in de wijk")).first.click()
    page.locator("input[name=title]").fill(NEW_TITLE)
    page.get_by_role("button", name="Meer acties").last.click()
    page.get_by_role("button", name="Publiceren", exact=True).click()
    expect(page.get_by_text(re.compile("gepubliceerd")).first).to_be_visible()
    page.goto(f"{demo.site}/nl/nieuws/")
    expect(page.get_by_role("link", name=NEW_TITLE)).to_be_visible()


def preview_approve_and_send_the_issue(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.site}/cms/newsletter/issues/")
    page.locator("main table a").first.click()
    issue = page.url
    previews = page.get_by_role("link", name=re.compile("Voorbeeld van de mail"))
    expect(previews).to_have_count(2)
    for number, words in enumerate((NEW_TITLE, "A walk-in hour nearby")):
        page.goto(issue)
        page.goto(demo.site + str(previews.nth(number).get_attribute("href")))
        expect(page.get_by_text(words).first).to_be_visible()
    page.goto(issue)
    page.get_by_role("button", name="Goedkeuren").click()
    page.get_by_role("button", name="Nu verzenden").click()
    expect(page.get_by_text("Het nummer is onderweg.")).to_be_visible()
    expect(page.get_by_text(re.compile("Klaar op"))).to_be_visible(timeout=60_000)


def wait_for_every_copy(demo: Demo) -> None:
    deadline = time.monotonic() + 60
    while len(demo.mails()) < len(ADDRESSED):
        assert time.monotonic() < deadline, f"{len(demo.mails())} mails of {len(ADDRESSED)}"
        time.sleep(0.5)


def check_the_copies(demo: Demo) -> None:
    """Each active subscriber has one copy, in their own language, and nobody else has any."""
    mails = {str(mail["to"]): mail for mail in demo.mails()}
    assert len(demo.mails()) == len(ADDRESSED)
    assert sorted(mails) == sorted(ADDRESSED)
    for address, language in ADDRESSED.items():
        assert f'lang="{language}"' in part(mails[address], "html")
        assert f"{demo.site}/{language}/" in part(mails[address], "plain")
        assert mails[address]["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_in_the_copies_and_no_mail_program_cuts_them_off(
    demo: Demo, browser: Browser, language: str
) -> None:
    html = next(part(mail, "html") for mail in demo.mails() if ADDRESSED.get(str(mail["to"])) == language)
    assert len(html.encode()) < LARGE
    page = browser.new_page(viewport={"width": 640, "height": 900})
    page.set_content(html)
    page.add_script_tag(path=AXE)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        # A mail is shown within a page: the landmarks are the mail program's.
        assert not violations(page, WCAG)
    page.close()


def part(mail: EmailMessage, subtype: str) -> str:
    found = mail.get_body((subtype,))
    assert found is not None
    text: str = found.get_content()
    return text


def test_the_issue_stands_on_the_site_in_both_languages(demo: Demo, page: Page) -> None:
    for index, words in (("/nl/nieuwsbrief/", NEW_TITLE), ("/en/newsletter/", "A walk-in hour nearby")):
        page.goto(demo.site + index)
        page.get_by_role("main").get_by_role("link", name=re.compile("2026|20[2-9][0-9]")).first.click()
        expect(page.get_by_text(words).first).to_be_visible()
