"""An issue from its compiling to its schedule, as its editor takes it there: in the Dutch admin, by real programs."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Demo
from tests.browser.desk import Desk

pytestmark = pytest.mark.browser

ROWS = ".issue-rows [data-inline-panel-child]:visible"
SUBJECT, CHANGED = "Kom naar het inloopuur", "Kom zaterdag naar het inloopuur"


def test_an_issue_is_compiled_edited_seen_tested_approved_changed_and_scheduled(demo: Demo, page: Page) -> None:
    desk = Desk(demo, page)
    desk.log_in()
    compile_one_more(desk)
    expect(page.get_by_role("heading", name="Voordat het weggaat")).to_be_visible()
    issue = page.url

    edit_the_subject(page, SUBJECT)
    put_in_order_and_take_out(page)
    say_what_becomes_of_it(page)
    refuse_an_empty_row(page)
    see_it_as_readers_do(page, issue)
    send_a_test(demo, page, issue)
    press(page, "Goedkeuren", "Het nummer is goedgekeurd.")

    edit_the_subject(page, CHANGED)
    expect(page.get_by_text("Het nummer is niet meer goedgekeurd").first).to_be_visible()
    page.goto(issue)
    expect(page.get_by_text("De goedkeuring is vervallen:")).to_be_visible()
    press(page, "Goedkeuren", "Het nummer is goedgekeurd.")
    press(page, "Verzenden op het geplande moment", "Het nummer gaat vanzelf weg")
    # The next journeys send the issue that was there, with the same items.
    press(page, "Niet vanzelf verzenden", "Het nummer wacht tot iemand het verzendt.")
    press(page, "Goedkeuring intrekken", "De goedkeuring is ingetrokken.")
    press(page, "Dit nummer overslaan", "Het nummer wordt overgeslagen.")


def compile_one_more(desk: Desk) -> None:
    """What is news now, as an issue besides the rhythm, a day before the one that is there already."""
    page = desk.page
    desk.open("newsletter/planning/")
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.get_by_label("Komt op").last.fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    press(page, "Samenstellen", "is samengesteld.")
    desk.open("newsletter/issues/")
    page.get_by_role("row").filter(has_text="concept").get_by_role("link").last.click()


def edit_the_subject(page: Page, subject: str) -> None:
    """The first time from the issue's page, and again from there."""
    page.get_by_role("link", name=re.compile("^Bewerken")).first.click()
    page.wait_for_load_state()
    page.locator("input[name=subject]").fill(subject)
    save(page)
    expect(page.locator(".messages .success")).to_be_visible()


def refuse_an_empty_row(page: Page) -> None:
    """A row that is neither a page nor a block is an error at that row."""
    page.locator("#id_items-ADD").click()
    save(page)
    expect(page.get_by_text("Kies een pagina, of maak een blok").first).to_be_visible()


def put_in_order_and_take_out(page: Page) -> None:
    """The second item leads, by the keyboard, and is for everyone; the last is taken out."""
    rows = page.locator(ROWS)
    first, second = (title_of(rows.nth(place)) for place in (0, 1))
    rows.nth(1).locator("[data-inline-panel-child-move-up]").press("Enter")
    expect(rows.first).to_contain_text(second)
    rows.first.locator("[data-panel-toggle]").first.click()
    rows.first.get_by_label("Voor iedereen").check()
    rows.last.locator("[id$=DELETE-button]").click()
    save(page)
    expect(rows.first).to_contain_text(second)
    expect(rows.nth(1)).to_contain_text(first)
    expect(rows.first.locator(".w-panel__heading .icon-thumbtack")).to_be_attached()


def title_of(row: Locator) -> str:
    """What heads a row, without its number and its section."""
    words = row.locator(".w-panel__heading").inner_text()
    section = row.locator(".issue-rows__section").inner_text()
    return re.sub(r"^\s*\d+\s*", "", words).removesuffix(section).strip()


def say_what_becomes_of_it(page: Page) -> None:
    """It is in the English draft yet; that one follows, and then it comes in the next issue, or never."""
    page.get_by_role("link", name="Niet in elke taal hetzelfde").click()
    press(page, "Laten volgen", "De andere talen hebben nu dezelfde items")
    page.get_by_role("combobox", name=re.compile(": Het komt$")).select_option("never")
    press(page, "Dit bewaren", "Bewaard.")
    page.get_by_role("link", name=re.compile("^Bewerken")).first.click()
    expect(page.get_by_text("(nooit)")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_load_state()


def see_it_as_readers_do(page: Page, issue: str) -> None:
    """By night, and as somebody who only follows one topic."""
    page.goto(issue)
    page.get_by_role("link", name=re.compile("^Zoals een lezer het krijgt")).first.click()
    mail = page.frame_locator(".reader__frame")
    expect(page.get_by_role("heading", name=SUBJECT)).to_be_visible()
    expect(mail.get_by_role("heading", level=1)).to_be_visible()
    whole = mail.get_by_role("heading", level=3).count()
    page.get_by_label("Digitale transformatie").check()
    page.get_by_role("button", name="Toon", exact=True).click()
    page.get_by_role("link", name="Mail, donker").click()
    expect(page.get_by_label("Digitale transformatie")).to_be_checked()
    expect(mail.get_by_role("heading", level=1)).to_have_css("color", "rgb(238, 243, 241)")
    assert mail.get_by_role("heading", level=3).count() < whole


def send_a_test(demo: Demo, page: Page, issue: str) -> None:
    """To oneself, in both languages."""
    page.goto(issue)
    page.get_by_label("Aan").fill("redactie@example.org")
    press(page, "Een test versturen", "De test is onderweg naar 1 adres.")
    deadline = time.monotonic() + 30
    while len(trials_in(demo)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert {str(mail["content-language"]) for mail in trials_in(demo)} == {"nl", "en"}
    assert f"[test] {SUBJECT}" in {str(mail["subject"]) for mail in trials_in(demo)}
    demo.empty_mailbox()


def trials_in(demo: Demo) -> list[EmailMessage]:
    return [mail for mail in demo.mails() if str(mail["to"]) == "redactie@example.org"]


def press(page: Page, button: str, answer: str) -> None:
    """A button of the issue's page, and what the admin says to it."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(answer).first).to_be_visible()
