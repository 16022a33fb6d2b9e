"""The walks behind the editors' manual, one for each guide: the same steps, in whichever language the admin is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from .tour import SHARPNESS, WINDOW, Tour

TITLE = "Buurtcafé opent de deuren in Overvecht"
LEAD = "Elke dinsdag koffie, en iemand die meedenkt. Bewoners hebben het zelf bedacht."
TITLE_IN_ENGLISH = "Neighbourhood café opens its doors in Overvecht"
COMING = "Werkplaats: één plan aan de keukentafel"
PAST = "Bestuurders bijeen: zes pitches, zes tafels"
PITCH = "Van onderop bouwen aan gezondheid"
RELATIONS = "focus_area_links-TOTAL_FORMS"
READER = "anna.demo@example.org"


def write_and_translate_an_article(tour: Tour) -> None:
    """Two guides, for the second translates what the first wrote. Nothing is published, and both pages are deleted."""
    page = tour.page
    tour.begin("write-an-article")
    tour.open("articles/")
    tour.step(*listing_to_row(page, 3))
    page.locator("header a[href*='/add/'], header a[href*='choose_parent']").first.click()
    editor_is_ready(page)
    page.locator("[name=title]").fill(TITLE)
    page.locator("textarea[name=lead]").fill(LEAD)
    tour.step(field(page, "title"), field(page, "lead"))
    tour.step()
    page.locator("#body-root .c-sf-add-button").first.click()
    page.get_by_role("option").first.wait_for()
    tour.step(page.locator(".w-combobox"))
    page.keyboard.press("Escape")
    tour.look()
    turn_to(page, RELATIONS)
    tour.look()
    tour.step(turn_to(page, "kind"))
    tour.step(turn_to(page, RELATIONS))
    tour.step()
    open_actions(page)
    tour.step(page.locator("footer").last, actions(page))
    page.keyboard.press("Escape")
    page.locator(".action-save").first.click()
    page.wait_for_url("**/edit/")
    translate(tour, article := page_in_editor(page))
    delete(tour, article)


def translate(tour: Tour, article: int) -> None:
    page = tour.page
    tour.begin("translate")
    tour.open(f"pages/{article}/edit/")
    editor_is_ready(page)
    page.locator("header [data-w-dropdown-target=toggle]").last.click()
    asks = page.locator("[data-tippy-root] a[href*='/localize/submit/']")
    asks.wait_for()
    tour.step(page.locator("header").first, asks.locator("xpath=.."))
    asks.click()
    page.locator("[name=locales]").first.wait_for()
    tour.step(page.locator("main form").first)
    page.locator("main form [type=submit]").click()
    texts = page.locator("li.incomplete")
    texts.first.wait_for()
    translation = page_in_editor(page)
    tour.look()
    texts.first.get_by_role("button").click()
    texts.first.get_by_role("textbox").fill(TITLE_IN_ENGLISH)
    tour.step(texts.first, texts.nth(1))
    page.get_by_role("tab").last.click()
    tour.step(page.get_by_role("tablist"), texts.last)
    tour.step(page.locator("footer").last)
    tour.open("reports/translations/")
    tour.step(*listing_to_row(page, 3))
    delete(tour, translation)


def prepare_a_gathering(tour: Tour) -> None:
    page = tour.page
    tour.begin("prepare-a-gathering")
    tour.open("gatherings/")
    tour.step(*listing_to_row(page, 3))
    page.locator("header a[href*='choose_parent']").first.click()
    page.locator("main form [type=submit]").wait_for()
    tour.step(page.locator("main form").first)
    open_from(tour, "gatherings", COMING)
    tour.step(field(page, "title"), field(page, "lead"))
    tour.step(page.locator("[data-contentpath=agenda] [data-streamfield-child]").first)
    turn_to(page, "start")
    tour.step(field(page, "start"), field(page, "is_online"))
    tour.step(panel_of(page, "admission"))
    turn_to(page, RELATIONS)
    tour.step()
    look_at_actions(tour)
    tour.step()
    turn_to(page, "plan")
    tour.step(field(page, "plan"), field(page, "plan_note"))


def record_outcomes(tour: Tour) -> None:
    page = tour.page
    tour.begin("record-outcomes")
    open_from(tour, "gatherings", PAST)
    tour.step()
    tour.step(field(page, "shared_conclusion"))
    turn_to(page, "participants")
    tour.step(panel_of(page, "participants"))
    open_from(tour, "all-pages", PITCH)
    tour.step(page.locator("[data-contentpath=follow_up] [data-streamfield-child]").first)
    tour.step(panel_of(page, "outcome_question"))
    look_at_actions(tour)
    tour.step()
    tour.step()


def make_an_issue(tour: Tour) -> None:
    """The issue that compiled itself; it is approved, and the approval is withdrawn."""
    page = tour.page
    tour.begin("make-an-issue")
    tour.open("newsletter/issues/")
    tour.step(*listing_to_row(page, 3))
    page.locator("main table a").first.click()
    issue = page.url
    tour.step(section(page, "languages-heading"), section(page, "preflight-heading"))
    as_a_reader = page.locator("main a[href*='/trial/']").first.get_attribute("href")
    tour.look()
    page.locator("main a[href*='/pages/'][href$='/edit/']").first.click()
    editor_is_ready(page)
    tour.step(panel_of(page, "subject"))
    tour.look()
    tour.step(*(page.locator(f"[id$='items-{n}-panel-section']") for n in (0, 4)))
    tour.look()
    page.goto(f"{tour.site}{as_a_reader}")
    mail = page.frame_locator(".reader__frame")
    mail.get_by_role("heading", level=1).wait_for()
    if tour.pictures:
        page.wait_for_load_state("networkidle")
    tour.step(page.locator(".reader"))
    page.goto(issue)
    tour.step(section(page, "trial-heading"))
    approve = page.locator("form[action$='/approve/']")
    tour.step(approve)
    approve.get_by_role("button").click()
    withdraw = page.locator("form[action$='/withdraw/']")
    tour.step(page.locator("form[action$='/schedule/']"), withdraw)
    withdraw.get_by_role("button").click()
    expect(approve).to_be_visible()
    tour.step()


def read_a_dispatch(tour: Tour) -> None:
    page = tour.page
    tour.begin("read-a-dispatch")
    tour.open("newsletter/issues/")
    tour.step(*listing_to_row(page, 3))
    page.locator("main tbody tr").nth(1).get_by_role("link").click()
    tour.step(section(page, "accounting-heading"))
    page.locator("main a[href*='/dispatches/']").click()
    tour.step(section(page, "progress-heading"))
    tour.step(section(page, "accounting-heading"))
    tour.step()
    tour.step(section(page, "report-heading"))


def help_a_subscriber(tour: Tour) -> None:
    page = tour.page
    tour.begin("help-a-subscriber")
    tour.open("newsletter/subscribers/")
    tour.step(*listing_to_row(page, 3))
    row = page.locator("main tbody tr").filter(has_text=READER)
    row.locator("[data-w-dropdown-target=toggle]").click()
    inspect = page.locator("[data-tippy-root] a[href*='/inspect/']")
    inspect.wait_for()
    tour.look()
    inspect.click()
    facts = page.locator("main dl").first
    tour.step(facts)
    tour.step(section(page, "consents-heading"), section(page, "deliveries-heading"))
    tour.step()


def change_the_look(tour: Tour) -> None:
    page = tour.page
    tour.begin("change-the-look")
    tour.open("settings/network/networksettings/")
    page.locator("main form section.w-panel").first.wait_for()
    sections = page.locator("main form section.w-panel")
    tour.step(sections.nth(1))
    tour.look()
    tour.step(sections.nth(2))
    tour.step()


def give_a_colleague_an_account(tour: Tour) -> None:
    page = tour.page
    tour.begin("give-a-colleague-an-account")
    tour.open("users/")
    tour.step(*listing_to_row(page, 1))
    tour.open("users/new/")
    page.locator("[name=username]").wait_for()
    tour.step(page.locator("section[id^=tab-]").first)
    page.get_by_role("tab").last.click()
    tour.step(page.locator("section[id^=tab-]").last)
    tour.step()


WALKS: dict[str, tuple[Callable[[Tour], None], ...]] = {
    "redacteur": (
        write_and_translate_an_article,
        prepare_a_gathering,
        record_outcomes,
        make_an_issue,
        read_a_dispatch,
        help_a_subscriber,
        change_the_look,
    ),
    "beheer": (give_a_colleague_an_account,),
}


def walk(browser: Browser, site: str, passwords: dict[str, str], language: str, pictures: Path | None = None) -> Tour:
    """Every walk in one language, each by whom it is for."""
    tour = Tour(site, language, pictures)
    for name, walks in WALKS.items():
        context = browser.new_context(
            locale=language, viewport=WINDOW, device_scale_factor=SHARPNESS if pictures else 1, reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        tour.page = context.new_page()
        log_in(tour.page, site, name, passwords[name])
        for one in walks:
            one(tour)
        context.close()
    return tour


def log_in(page: Page, site: str, name: str, password: str) -> None:
    page.goto(f"{site}/cms/login/")
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"{site}/cms/")


def listing_to_row(page: Page, last: int) -> tuple[Locator, Locator]:
    """From the top of a listing to a row of it."""
    return page.locator("header").first, page.locator("main tbody tr").nth(last)


def editor_is_ready(page: Page) -> None:
    """What is typed before the editor's own scripts run is seen by none of them."""
    page.wait_for_load_state()
    page.locator("footer .action-save").first.wait_for()


def page_in_editor(page: Page) -> int:
    """The id of the page that the editor has open."""
    return int(page.url.rstrip("/").split("/")[-2])


def open_from(tour: Tour, listing: str, title: str) -> None:
    tour.open(f"{listing}/?q={title}")
    tour.page.locator("main tbody").get_by_role("link", name=title).first.click()
    editor_is_ready(tour.page)


def turn_to(page: Page, name: str) -> Locator:
    """The tab that a field is on, opened. Its address is no help: it is in whichever language was asked for first."""
    tab_id = page.locator(f"[name='{name}']").first.evaluate("it => it.closest('section[id^=tab-]').id")
    page.locator(f"#{tab_id.replace('tab-', 'tab-label-', 1)}").click()
    return page.locator(f"#{tab_id}")


def field(page: Page, name: str) -> Locator:
    """A field with its label and what is said about it."""
    return page.locator(f"section.w-panel:has([name='{name}']), .w-panel__wrapper:has([name='{name}'])").last


def panel_of(page: Page, name: str) -> Locator:
    """The panel that a field stands in."""
    return page.locator(f"section.w-panel:has([name='{name}'])").last


def section(page: Page, heading: str) -> Locator:
    return page.locator(f"main section[aria-labelledby={heading}]")


def open_actions(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.locator("[name=action-publish]").last.wait_for()


def actions(page: Page) -> Locator:
    """The menu beside the button at the foot of the form."""
    return page.locator("[data-tippy-root]").last


def look_at_actions(tour: Tour) -> None:
    open_actions(tour.page)
    tour.look()
    tour.page.keyboard.press("Escape")


def delete(tour: Tour, page_id: int) -> None:
    tour.open(f"pages/{page_id}/delete/")
    tour.page.locator("main form [type=submit]").first.click()
    expect(tour.page.locator(".messages .success")).to_be_visible()
