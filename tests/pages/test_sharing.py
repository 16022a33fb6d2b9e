"""What a page tells those who share it or gather it: Open Graph, and schema.org's words as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from network.models import Affiliation, NetworkSettings
from news.models import ArticlePage
from pages.structured_data import as_json_ld, thing
from pages.templatetags.sharing import og_locale
from tests import factories
from tests.conftest import Tree

# What a thing of each type can't do without: schema.org demands nothing, but those who read it do.
REQUIRED = {
    "Organization": {"name"},
    "Person": {"name", "url"},
    "NewsArticle": {"headline", "datePublished", "author", "publisher", "url"},
    "Course": {"name", "description", "provider", "url"},
    "CourseInstance": {"name", "startDate", "url"},
    "Event": {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "url"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressLocality"},
    "VirtualLocation": {"url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
}
ADDRESSES = {"url", "item", "image", "logo", "sameAs"}


@pytest.fixture(autouse=True)
def public_url(settings: Any) -> None:
    settings.PUBLIC_URL = "https://network.example"


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from walk(part)


def head(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def things(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """What a page says, by type; every thing in it has what its type can't do without."""
    (block,) = head(client, address).find_all("script", type="application/ld+json")
    data = json.loads(block.string or "")
    assert data["@context"] == "https://schema.org"
    for each in (each for each in walk(data["@graph"]) if "@type" in each):
        missing = {name for name in REQUIRED[each["@type"]] if not each.get(name)}
        assert not missing, f"{each['@type']} without {missing}"
        for name in ADDRESSES & each.keys():
            for value in each[name] if isinstance(each[name], list) else [each[name]]:
                assert str(value).startswith("https://"), f"{name} of {each['@type']} is {value}"
    return {each["@type"]: each for each in data["@graph"]}


def in_both_languages(page: Any, tree: Tree) -> list[str]:
    """The addresses of a page and its translation."""
    above = page.get_ancestors().filter(depth__gt=2).specific()
    for each in [each for each in [*above, page] if not each.has_translation(tree.english)]:
        each.copy_for_translation(tree.english).save_revision().publish()
    return [page.url, page.get_translation(tree.english).url]


def test_the_home_page_says_who_the_network_is(tree: Tree, client: Client) -> None:
    NetworkSettings.objects.update_or_create(
        defaults={"name": "Netwerk", "contact_email": "info@network.example", "postal_address": "Kade 1\nUtrecht"}
    )
    for address in ("/nl/", "/en/"):
        found = things(client, address)
        assert set(found) == {"Organization"}
        assert found["Organization"] == {
            "@type": "Organization",
            "name": "Netwerk",
            "url": f"https://network.example{address}",
            "email": "info@network.example",
            "address": "Kade 1 Utrecht",
        }


def test_the_network_is_known_by_its_logo_and_by_where_else_it_is_found(
    tree: Tree, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    network = NetworkSettings.load()
    network.logo = factories.PictureFactory()
    elsewhere = ["https://linkedin.example/netwerk", "https://mastodon.example/@netwerk"]
    network.social_links = [("link", {"service": "", "label": "", "url": url}) for url in elsewhere]
    network.save()
    article = factories.ArticlePageFactory(parent=tree.news)
    for address in ("/nl/", "/en/"):
        found = things(client, address)["Organization"]
        assert found["sameAs"] == elsewhere
        assert found["logo"].removeprefix("https://network.example") in client.get(address).content.decode()
    assert things(client, article.url)["NewsArticle"]["publisher"]["logo"] == found["logo"]
    assert network.logo.renditions.filter(filter_spec__contains="max-640x192").count() == 1
    with django_assert_max_num_queries(12):
        client.get(article.url)


def test_an_article_is_news_and_says_the_way_to_it(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(
        parent=tree.news, title="Buren </script> & tuinen", slug="tuin", picture=factories.PictureFactory()
    )
    for address in in_both_languages(article, tree):
        found = things(client, address)
        assert found["NewsArticle"]["headline"] == "Buren </script> & tuinen"
        assert found["NewsArticle"]["datePublished"] == "2026-03-02"
        assert found["NewsArticle"]["inLanguage"] == address[1:3]
        steps = found["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == [1, 2, 3]
        assert steps[-1]["item"] == f"https://network.example{address}"
        assert steps[0]["name"] == "Home"


@pytest.mark.parametrize(
    ("place", "mode", "locations"),
    [
        ({"is_online": True}, "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ({"has_venue": True}, "OfflineEventAttendanceMode", ["Place"]),
        ({"has_venue": True, "is_online": True}, "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
@pytest.mark.parametrize(
    ("plan", "status"), [("on", "EventScheduled"), ("moved", "EventRescheduled"), ("cancelled", "EventCancelled")]
)
def test_a_gathering_is_an_event(
    tree: Tree, client: Client, place: dict[str, Any], mode: str, locations: list[str], plan: str, status: str
) -> None:
    agenda = factories.AgendaPageFactory(parent=tree.home)
    venue = factories.VenueFactory() if place.get("has_venue") else None
    online = bool(place.get("is_online"))
    gathering = factories.GatheringPageFactory(
        parent=agenda, venue=venue, is_online=online, plan=plan, end=datetime(2026, 3, 2, 15, tzinfo=UTC)
    )
    for address in in_both_languages(gathering, tree):
        found = things(client, address)["Event"]
        assert found["eventStatus"] == f"https://schema.org/{status}"
        assert found["eventAttendanceMode"] == f"https://schema.org/{mode}"
        assert [each["@type"] for each in found["location"]] == locations
        assert (found["startDate"], found["endDate"]) == ("2026-03-02T14:00:00+01:00", "2026-03-02T16:00:00+01:00")


def test_a_gathering_without_a_place_is_no_event_yet(tree: Tree, client: Client) -> None:
    gathering = factories.GatheringPageFactory(parent=factories.AgendaPageFactory(parent=tree.home))
    assert set(things(client, gathering.url)) == {"BreadcrumbList"}


def test_a_series_is_an_event_of_its_sessions(tree: Tree, client: Client) -> None:
    series = factories.SeriesPageFactory(parent=factories.AgendaPageFactory(parent=tree.home))
    session = factories.GatheringPageFactory(parent=series, title="Eerste", is_online=True)
    addresses = in_both_languages(series, tree)
    translation = session.copy_for_translation(tree.english)
    translation.save_revision().publish()
    for address in addresses:
        found = things(client, address)["Event"]
        assert [part["name"] for part in found["subEvent"]] == ["Eerste"]
        assert found["subEvent"][0]["url"].startswith(found["url"])
        assert found["startDate"] == found["subEvent"][0]["startDate"]


def test_a_programme_is_a_course_and_an_edition_an_instance_of_it(tree: Tree, client: Client) -> None:
    programme = factories.ProgrammePageFactory(parent=tree.academy, title="Leergang")
    edition = factories.EditionPageFactory(parent=programme, title="De eerste keer", end=date(2026, 6, 1))
    for address in in_both_languages(edition, tree):
        found = things(client, address)["CourseInstance"]
        assert (found["startDate"], found["endDate"]) == ("2026-03-02", "2026-06-01")
    english = programme.get_translation(tree.english)
    for address in (programme.url, english.url):
        found = things(client, address)["Course"]
        assert [each["name"] for each in found["hasCourseInstance"]] == ["De eerste keer"]


def test_people_and_organisations_say_who_they_are(tree: Tree, client: Client) -> None:
    hospital = factories.OrganisationFactory(
        name="Het ziekenhuis", website="https://ziekenhuis.example/", logo=factories.PictureFactory()
    )
    person = factories.PersonFactory(name="Noor Zonnewerf")
    Affiliation.objects.create(person=person, organisation=hospital, role={"nl": "arts", "en": "doctor"})
    people = in_both_languages(factories.PeoplePageFactory(parent=tree.home), tree)
    partners = in_both_languages(factories.PartnersPageFactory(parent=tree.home), tree)
    for address, role in zip(people, ("arts", "doctor"), strict=True):
        found = things(client, f"{address}noor-zonnewerf/")
        assert found["Person"]["jobTitle"] == [role]
        assert found["Person"]["worksFor"][0]["name"] == "Het ziekenhuis"
        assert found["BreadcrumbList"]["itemListElement"][-1]["name"] == "Noor Zonnewerf"
    for address in partners:
        found = things(client, f"{address}het-ziekenhuis/")["Organization"]
        assert found["sameAs"] == "https://ziekenhuis.example/"
        assert found["logo"].startswith("https://network.example/media/")


def og(client: Client, address: str) -> dict[str, str]:
    found = head(client, address).find_all("meta", property=True)
    return {str(meta["property"]): str(meta["content"]) for meta in found}


def test_a_link_to_a_page_has_a_preview(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(
        parent=tree.news,
        title="Een buurttuin",
        picture=factories.PictureFactory(file__width=1600, file__height=1200),
        picture_alt="Een tuin",
    )
    addresses = in_both_languages(article, tree)
    found = og(client, addresses[0])
    image = found.pop("og:image")
    assert image.startswith("https://network.example/media/")
    assert found == {
        "og:site_name": NetworkSettings.load().name,
        "og:title": "Een buurttuin",
        "og:description": "Waar het bericht over gaat.",
        "og:type": "article",
        "og:url": f"https://network.example{addresses[0]}",
        "og:locale": "nl_NL",
        "og:locale:alternate": "en_GB",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Een tuin",
    }
    assert og(client, addresses[1])["og:locale"] == "en_GB"


def test_a_preview_of_a_draft_and_what_is_no_page_say_nothing(tree: Tree, client: Client) -> None:
    draft = ArticlePage(title="Alleen een titel", locale=tree.dutch)
    assert b"og:" not in draft.make_preview_request().content
    assert b"ld+json" not in client.get("/nl/er-is-hier-niets/").content


def test_it_adds_no_query_to_a_page_with_a_picture(
    tree: Tree, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, picture=factories.PictureFactory())
    person = factories.PersonFactory(picture=factories.PictureFactory())
    people = factories.PeoplePageFactory(parent=tree.home)
    for address in (article.url, f"{people.url}{person.slug}/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


@pytest.mark.parametrize(("code", "locale"), [("nl", "nl_NL"), ("en", "en_GB"), ("nl-be", "nl_BE"), ("de", "de_DE")])
def test_a_language_is_written_with_its_country(code: str, locale: str) -> None:
    assert og_locale(code) == locale


@given(st.text())
def test_no_text_can_end_the_element_that_it_stands_in(text: str) -> None:
    element = as_json_ld([thing("Thing", name=text)])
    start, end = '<script type="application/ld+json">', "</script>"
    assert element.startswith(start)
    assert element.endswith(end)
    inside = element[len(start) : -len(end)]
    assert not {"<", ">", "&"} & set(inside)
    assert json.loads(inside)["@graph"] == [thing("Thing", name=text)]
