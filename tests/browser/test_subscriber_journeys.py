"""What subscribers do about their newsletter, in both languages: real pages, real mail, with and without scripts."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Demo
from tests.browser.desk import Desk
from tests.browser.reader import Reader, link_in, part

pytestmark = pytest.mark.browser

LANGUAGES = ("nl", "en")
TAKE_PART = {"nl": "/nl/meedoen/", "en": "/en/take-part/"}
# Each leaves from their own copy of the issue; nobody else's journey needs them.
LEAVES_BY_HAND = {"nl": "bram.demo@example.net", "en": "esi.demo@example.org"}
LEAVES_BY_ONE_CLICK = {"nl": "femke.demo@example.net", "en": "imran.demo@example.org"}


@pytest.fixture(params=LANGUAGES)
def reader(request: pytest.FixtureRequest, demo: Demo, browser: Browser) -> Iterator[Reader]:
    # The pages' own policy would keep axe out.
    context = browser.new_context(bypass_csp=True, locale=request.param)
    context.set_default_timeout(15_000)
    yield Reader(demo, context.new_page(), request.param)
    context.close()


@pytest.fixture(params=LANGUAGES)
def reader_without_scripts(request: pytest.FixtureRequest, demo: Demo, browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(
        java_script_enabled=False, locale=request.param, viewport={"width": 320, "height": 700}
    )
    context.set_default_timeout(15_000)
    yield Reader(demo, context.new_page(), request.param, has_scripts=False)
    context.close()


def test_signing_up_on_the_page_below_a_page_and_in_a_page(reader: Reader) -> None:
    at_the_page, below, inside = (f"{place}-{reader.language}@example.org" for place in ("page", "below", "inside"))
    reader.open("subscribe")
    reader.main.get_by_role("textbox").first.fill("anna@")
    reader.press("Subscribe")
    expect(reader.main.get_by_role("alert")).to_be_focused()
    reader.sees("Subscribe to the newsletter")
    reader.main.get_by_role("textbox").first.fill(at_the_page)
    reader.choose("agenda")
    reader.choose("once a month")
    reader.press("Subscribe")
    reader.sees("Look in your mailbox")
    for path, form, address in (
        (f"/{reader.language}/", ".sign-up__form", below),
        (TAKE_PART[reader.language], ".sign-up-block form", inside),
    ):
        reader.page.goto(reader.demo.site + path)
        reader.page.locator(form).get_by_role("textbox").fill(address)
        reader.page.locator(form).get_by_role("button").click()
        expect(reader.page.get_by_role("heading", level=1)).to_have_text(reader.words("Look in your mailbox"))

    for address in (at_the_page, below, inside):
        mail = reader.gets(address, "Confirm your subscription")
        assert mail["auto-submitted"] == "auto-generated"
        assert mail["list-unsubscribe"] is None
        link = reader.follow(mail)
        expect(reader.button("Confirm")).to_be_visible()
        if address == at_the_page:
            reader.sees("Confirm your subscription")
        reader.press("Confirm")
    reader.sees("You are subscribed")
    reader.page.goto(link)
    reader.sees("Your subscription is confirmed already")
    reader.page.goto(link[:-9] + "/")
    reader.sees("This link doesn't work")

    reader.open("subscribe")
    reader.main.get_by_role("textbox").first.fill(at_the_page.upper())
    reader.press("Subscribe")
    reader.follow(reader.gets(at_the_page, "You are subscribed already"))
    reader.sees("Your newsletter")
    expect(
        reader.main.get_by_role("radio", name=re.compile(reader.words("once a month"), re.IGNORECASE))
    ).to_be_checked()


def subscribe(reader: Reader, address: str) -> str:
    """Signs up and confirms; the link that did it."""
    reader.open("subscribe")
    reader.main.get_by_role("textbox").first.fill(address)
    reader.press("Subscribe")
    link = reader.follow(reader.gets(address, "Confirm your subscription"))
    reader.press("Confirm")
    return link


def test_choosing_pausing_moving_and_being_forgotten(reader: Reader, tmp_path: Path) -> None:
    old, new = (f"{place}-{reader.language}@example.org" for place in ("old", "new"))
    subscribe(reader, old)
    reader.click("Change what you get")
    choose_and_pause(reader)
    move(reader, old, new)
    ask_for_the_link(reader, new)
    see_download_and_erase(reader, new, tmp_path)


def choose_and_pause(reader: Reader) -> None:
    """Another language, too: from then on everything comes in it."""
    [other] = set(LANGUAGES) - {reader.language}
    topic = reader.main.locator("input[name=topics]").first
    topic.check()
    reader.choose("once a month")
    reader.press("Show what would come")
    expect(topic).to_be_checked()
    reader.main.locator(f"input[name=language][value={other}]").check()
    reader.press("Save")
    reader.language = other
    reader.is_told("Saved. The next issue follows your choice.")
    expect(topic).to_be_checked()

    until = reader.main.locator("input[name=until]")
    until.fill("2001-01-31")
    reader.press("Pause")
    reader.is_told("This day is past. Choose one that is still to come.")
    until.fill(str(timezone.localdate() + timedelta(days=30)))
    reader.press("Pause")
    reader.is_told("Saved. No issue comes to you for a while.")
    reader.sees("Your newsletter")
    reader.press("Start again now")
    reader.is_told("Saved. The newsletter comes again, from its next issue on.")


def move(reader: Reader, old: str, new: str) -> None:
    """Confirmed at the new address, told at the old one."""
    reader.main.locator("input[name=email]").fill(new)
    reader.press("Use this address")
    expect(reader.main.get_by_role("status")).to_be_visible()
    link = reader.follow(reader.gets(new, "Confirm your new address"))
    reader.sees("Confirm your new address")
    reader.press("Confirm")
    reader.sees("Your address has changed")
    told = reader.gets(old, "The newsletter now goes to another address")
    assert new not in part(told, "plain")
    reader.page.goto(link)
    reader.sees("This link no longer works")


def ask_for_the_link(reader: Reader, address: str) -> None:
    reader.open("lost_link")
    reader.sees("The link to your newsletter")
    reader.main.get_by_role("textbox").first.fill(address)
    reader.press("Send me the link")
    reader.sees("Look in your mailbox")
    reader.follow(reader.gets(address, "The link to your newsletter"))
    expect(reader.main.get_by_text(address)).to_be_visible()


def see_download_and_erase(reader: Reader, address: str, folder: Path) -> None:
    choices = reader.page.url
    reader.click("See, download or erase what we know of you")
    with reader.page.expect_download() as downloading:
        reader.click("Download as JSON")
    downloading.value.save_as(folder / "data.json")
    known = json.loads((folder / "data.json").read_text())
    assert (known["email"], known["rhythm"], known["language"]) == (address, "monthly", reader.language)
    assert [consent["what"] for consent in known["consents"]] == ["asked", "confirmed"]

    reader.press("Erase my data")
    reader.is_told("Tick the box if you are sure.")
    reader.sees("Your data")
    reader.choose("Yes, erase all of it")
    reader.press("Erase my data")
    reader.sees("Your data is erased")
    reader.page.goto(choices)
    reader.sees("There is no subscription here any more")


@pytest.fixture(scope="module")
def issue(demo: Demo, browser: Browser) -> dict[str, EmailMessage]:
    """Everybody's copy of an issue: the one that another journey sent, else it is sent now."""
    if not copies(demo):
        page = browser.new_context(locale="nl-NL").new_page()
        send_the_issue(Desk(demo, page))
        page.context.close()
    return copies(demo)


def copies(demo: Demo) -> dict[str, EmailMessage]:
    return {str(mail["to"]): mail for mail in demo.mails() if mail["list-unsubscribe"]}


def send_the_issue(desk: Desk) -> None:
    page: Page = desk.page
    desk.log_in()
    desk.open("newsletter/issues/")
    page.get_by_role("row").filter(has_text="concept").get_by_role("link").first.click()
    page.get_by_role("button", name="Goedkeuren").click()
    page.get_by_role("button", name="Nu verzenden").click()
    expect(page.get_by_text(re.compile("Klaar op"))).to_be_visible(timeout=60_000)


def test_leaving_from_the_mail_saying_why_and_coming_back(reader: Reader, issue: dict[str, EmailMessage]) -> None:
    copy = issue[LEAVES_BY_HAND[reader.language]]
    reader.page.goto(link_in(copy, {"nl": "/uitschrijven/", "en": "/unsubscribe/"}[reader.language]))
    reader.sees("Unsubscribe from the newsletter")
    reader.press("Unsubscribe")
    reader.sees("You are unsubscribed")
    reader.choose("it comes too often")
    reader.press("Send")
    reader.is_told("Thank you for telling us.")
    reader.sees("You are unsubscribed")
    reader.press("Subscribe me again")
    reader.sees("You are subscribed again")
    reader.click("Ask for the link")
    reader.sees("The link to your newsletter")


def test_leaving_by_one_click_in_a_mail_program(reader: Reader, issue: dict[str, EmailMessage]) -> None:
    """As RFC 8058 has it: a POST without a cookie, answered without a redirect, as often as it comes."""
    copy = issue[LEAVES_BY_ONE_CLICK[reader.language]]
    assert copy["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<(http://\S+)>", str(copy["list-unsubscribe"]))
    assert found
    multipart = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    for kind, body in (
        ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=x", multipart),
    ):
        request = urllib.request.Request(found[1], body, {"Content-Type": kind}, method="POST")  # noqa: S310
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            assert (answer.status, answer.url) == (200, found[1])
            assert not answer.headers["Set-Cookie"]
    reader.page.goto(found[1])
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(reader.words("You are unsubscribed"))


def test_without_scripts_nothing_is_missing(reader_without_scripts: Reader) -> None:
    reader = reader_without_scripts
    address = f"plain-{reader.language}@example.org"
    link = subscribe(reader, address)
    reader.sees("You are subscribed")
    reader.click("Change what you get")
    reader.choose("once a month")
    reader.press("Save")
    reader.is_told("Saved. The next issue follows your choice.")
    reader.press("Pause")
    reader.is_told("Saved. No issue comes to you for a while.")
    reader.click("See, download or erase what we know of you")
    reader.click("Change what you get")
    reader.click("Unsubscribe")
    reader.press("Unsubscribe")
    reader.sees("You are unsubscribed")
    reader.choose("my work has changed")
    reader.press("Send")
    reader.is_told("Thank you for telling us.")
    reader.page.goto(link)
    reader.sees("This link no longer works")
