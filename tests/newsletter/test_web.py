"""The newsletter on the site: its page, and each issue that was sent."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from newsletter.compiling import compile_issue

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_issue_is_on_the_site_from_the_moment_it_is_sent(newsletter: Newsletter, client: Client) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    issue = compile_issue(at=ANCHOR)
    assert client.get("/nl/nieuwsbrief/2026-03-10/").status_code == 404
    newsletter.dispatch(issue)
    assert "Wijkteams leren" in get(client, "/nl/nieuwsbrief/2026-03-10/")
    assert "District teams learn" in get(client, "/en/newsletter/2026-03-10/")
    assert "/nl/nieuwsbrief/2026-03-10/" in get(client, "/nl/nieuwsbrief/")


def test_the_site_shows_what_was_approved(newsletter: Newsletter, client: Client) -> None:
    article = newsletter.article("Wijkteams leren")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    article.title = "Achteraf veranderd"
    article.save_revision().publish()
    assert "Wijkteams leren" in get(client, "/nl/nieuwsbrief/2026-03-10/")


def test_words_can_be_corrected_after_sending_and_items_cannot(newsletter: Newsletter, client: Client) -> None:
    newsletter.article("Wijkteams leren")
    issue = newsletter.dispatch(compile_issue(at=ANCHOR)).issue
    page = issue.pages.get(language="nl").get_latest_revision_as_object()
    page.title, page.intro = "Nieuwsbrief, verbeterd", "<p>Zonder tikfout.</p>"
    page.items = []
    page.save_revision().publish()
    shown = get(client, "/nl/nieuwsbrief/2026-03-10/")
    assert "Nieuwsbrief, verbeterd" in shown
    assert "Zonder tikfout." in shown
    assert "Wijkteams leren" in shown


def test_a_correction_says_what_was_wrong_and_when_it_was_put_right(newsletter: Newsletter, client: Client) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    issue = compile_issue(at=ANCHOR)
    page = issue.pages.get(language="en").get_latest_revision_as_object()
    page.correction = "The meeting is on Thursday."
    with pytest.raises(ValidationError):
        page.full_clean()
    issue = newsletter.dispatch(issue).issue
    page = issue.pages.get(language="en").get_latest_revision_as_object()
    page.correction, page.corrected_on = "The meeting is on Thursday.", date(2026, 3, 12)
    page.full_clean()
    page.save_revision().publish()
    shown = get(client, "/en/newsletter/2026-03-10/")
    assert "Corrected on 12 March 2026:" in shown
    assert "The meeting is on Thursday." in shown
    assert "Verbeterd op" not in get(client, "/nl/nieuwsbrief/2026-03-10/")


@pytest.mark.parametrize("items", [1, 10])
def test_an_issue_costs_the_same_whatever_is_in_it(
    newsletter: Newsletter, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, items: int
) -> None:
    for number in range(items):
        newsletter.article(f"Nieuws {number}")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    Site.clear_site_root_paths_cache()
    with django_assert_max_num_queries(12):
        get(client, "/nl/nieuwsbrief/2026-03-10/")
    with django_assert_max_num_queries(15):
        get(client, "/nl/nieuwsbrief/")


def test_the_issues_are_kept_by_year(newsletter: Newsletter, client: Client) -> None:
    newsletter.article("Wijkteams leren")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    newsletter.article("Een jaar later", first_published_at=ANCHOR + timedelta(weeks=51))
    newsletter.dispatch(compile_issue(at=ANCHOR + timedelta(weeks=52)))
    everything = get(client, "/nl/nieuwsbrief/")
    assert "/nl/nieuwsbrief/2026-03-10/" in everything
    assert "/nl/nieuwsbrief/2027-03-09/" in everything
    assert 'value="2027"' in everything
    assert "Wijkteams leren" in everything
    assert "Een jaar later" in everything
    of_one_year = get(client, "/nl/nieuwsbrief/?year=2027")
    assert "/nl/nieuwsbrief/2026-03-10/" not in of_one_year
    assert "/nl/nieuwsbrief/2027-03-09/" in of_one_year
    assert "geen nummer verstuurd" in get(client, "/nl/nieuwsbrief/?year=%00soon")


@pytest.mark.parametrize(("language", "title"), [("nl", "Wijkteams leren"), ("en", "District teams learn")])
def test_the_issues_are_a_feed(newsletter: Newsletter, client: Client, language: str, title: str) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    address = {"nl": "/nl/feeds/nieuwsbrief/", "en": "/en/feeds/newsletter/"}[language]
    assert title not in get(client, address)
    newsletter.dispatch(compile_issue(at=ANCHOR))
    response = client.get(address)
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    [entry] = feed.findall("{*}entry")
    assert title in str(entry.findtext("{*}summary"))
    link = entry.find("{*}link")
    assert link is not None
    assert client.get(urlsplit(link.get("href", "")).path).status_code == 200
    assert client.get(address, headers={"If-Modified-Since": response["Last-Modified"]}).status_code == 304
    assert address in get(client, "/nl/nieuwsbrief/" if language == "nl" else "/en/newsletter/")
