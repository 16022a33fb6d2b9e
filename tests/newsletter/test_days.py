"""What readers are told of the day of an item, and of why it comes again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from newsletter.approval import current_contents, release
from newsletter.compiling import compile_issue
from newsletter.content import IssueContent, as_json, from_json
from newsletter.models import Dispatch, Subscriber
from tests import factories

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db
TWO_WEEKS = timedelta(weeks=2)
WEB = "/nl/nieuwsbrief/2026-03-24/"


@pytest.fixture(autouse=True)
def reader(db: None) -> Subscriber:
    return Subscriber.objects.create(email="els@example.org", language="nl", state="active", confirmed_at=ANCHOR)


def said(dispatch: Dispatch) -> tuple[str, str]:
    """The plain text and the HTML of the only mail."""
    variant = dispatch.variants.get(language="nl")
    return variant.text, variant.html


def test_a_gathering_that_comes_again_is_called_a_reminder(newsletter: Newsletter, client: Client) -> None:
    agenda = factories.AgendaPageFactory(parent=newsletter.tree.home)
    factories.GatheringPageFactory(
        parent=agenda,
        title="Kennisdag",
        start=ANCHOR + timedelta(days=24),
        first_published_at=ANCHOR - timedelta(days=3),
    )
    first = newsletter.dispatch(compile_issue(at=ANCHOR))
    assert all("3 april 2026" in part and "Herinnering" not in part for part in said(first))
    again = newsletter.dispatch(release(compile_issue(at=ANCHOR + TWO_WEEKS)))
    assert all("Herinnering · 3 april 2026" in part for part in (*said(again), client.get(WEB).content.decode()))


def test_what_one_can_apply_for_says_until_when_as_long_as_one_can(newsletter: Newsletter, client: Client) -> None:
    deadline = ANCHOR.date() + timedelta(days=20)
    edition = edition_of(newsletter, application_deadline=deadline, first_published_at=ANCHOR - timedelta(days=3))
    first = newsletter.dispatch(compile_issue(at=ANCHOR))
    assert all("Aanmelden kan tot en met 30 maart 2026" in part for part in said(first))
    again = newsletter.dispatch(release(compile_issue(at=ANCHOR + TWO_WEEKS)))
    told = "Herinnering · Aanmelden kan tot en met 30 maart 2026"
    assert all(told in part for part in (*said(again), client.get(WEB).content.decode()))

    edition.application_deadline = ANCHOR.date() - timedelta(days=1)
    edition.save_revision().publish()
    later = compile_issue(at=ANCHOR + 2 * TWO_WEEKS)
    assert not later.pages.get(language="nl").items.exists()


def test_a_deadline_that_has_passed_is_no_day_to_show(newsletter: Newsletter) -> None:
    edition_of(
        newsletter,
        application_deadline=ANCHOR.date() - timedelta(days=1),
        first_published_at=ANCHOR - timedelta(days=3),
    )
    text, html = said(newsletter.dispatch(compile_issue(at=ANCHOR)))
    assert "7 maart 2026" in text
    assert "Aanmelden kan" not in text + html


def test_an_approval_keeps_the_deadline_and_one_from_before_there_was_any_can_be_read(newsletter: Newsletter) -> None:
    edition_of(newsletter, application_deadline=ANCHOR.date(), first_published_at=ANCHOR - timedelta(days=3))
    kept = as_json({"nl": content(newsletter)})["nl"]
    assert from_json(kept).items[0].apply_until == ANCHOR.date()
    del kept["items"][0]["apply_until"]
    assert from_json(kept).items[0].apply_until is None


def test_on_the_site_too_an_item_in_another_language_says_so(newsletter: Newsletter, client: Client) -> None:
    newsletter.dispatch(newsletter.issue("Wijkteams leren"))
    assert "(in Dutch)" in client.get("/en/newsletter/2026-03-10/").content.decode()
    assert "(in het Nederlands)" not in client.get("/nl/nieuwsbrief/2026-03-10/").content.decode()


def edition_of(newsletter: Newsletter, **fields: Any) -> Any:
    programme = factories.ProgrammePageFactory(
        parent=newsletter.tree.academy, first_published_at=ANCHOR - timedelta(days=900)
    )
    return factories.EditionPageFactory(parent=programme, start=ANCHOR.date() + timedelta(days=60), **fields)


def content(newsletter: Newsletter) -> IssueContent:
    return current_contents(compile_issue(at=ANCHOR))["nl"]
