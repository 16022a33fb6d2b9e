"""What search engines find: every public page in every language, and nothing else."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from tests import factories
from tests.conftest import Tree

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def public_url(settings: Any) -> None:
    settings.PUBLIC_URL = "https://network.example"


def entries(client: Client) -> dict[str, ElementTree.Element]:
    """The sitemap's entries by their path."""
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    found = {}
    for entry in ElementTree.fromstring(answer.content):  # noqa: S314 (our own)
        address = entry.findtext("s:loc", namespaces=NAMES) or ""
        assert address.startswith("https://network.example/")
        found[address.removeprefix("https://network.example")] = entry
    return found


def alternates(entry: ElementTree.Element) -> dict[str, str]:
    links = entry.findall("x:link", NAMES)
    return {link.attrib["hreflang"]: link.attrib["href"].removeprefix("https://network.example") for link in links}


def test_every_language_is_in_it_and_names_the_others(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, slug="alleen-nederlands")
    found = entries(client)
    pair = {"nl": "/nl/nieuws/", "en": "/en/news/", "x-default": "/nl/nieuws/"}
    assert alternates(found["/nl/nieuws/"]) == alternates(found["/en/news/"]) == pair
    assert alternates(found["/nl/nieuws/alleen-nederlands/"]) == {}
    form = {"nl": "/nl/nieuwsbrief/aanmelden/", "en": "/en/newsletter/subscribe/"}
    assert alternates(found["/nl/nieuwsbrief/aanmelden/"]) == {**form, "x-default": form["nl"]}


def test_it_says_when_a_page_changed(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="bericht")
    article.save_revision().publish()
    article.refresh_from_db()
    changed = entries(client)["/nl/nieuws/bericht/"].findtext("s:lastmod", namespaces=NAMES)
    assert changed
    assert changed[:10] == article.last_published_at.astimezone().date().isoformat()


def test_what_not_everybody_may_see_is_not_in_it(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, slug="concept", live=False)
    factories.ArticlePageFactory(parent=tree.english_news, slug="hidden", locale=tree.english)
    PageViewRestriction.objects.create(page=tree.english_news, restriction_type="login")
    found = entries(client)
    assert "/nl/nieuws/" in found
    assert not {"/nl/nieuws/concept/", "/en/news/", "/en/news/hidden/"} & found.keys()
    assert alternates(found["/nl/nieuws/"]) == {}


def test_people_and_organisations_have_their_pages_in_it(tree: Tree, client: Client) -> None:
    factories.OrganisationFactory(name="Het ziekenhuis")
    factories.PersonFactory(name="Noor Zonnewerf")
    factories.PersonFactory(name="Liever niet", may_be_shown=False)
    for index, slugs in (
        (factories.PartnersPageFactory(parent=tree.home, slug="partners"), ("partners", "partners")),
        (factories.PeoplePageFactory(parent=tree.home, slug="mensen"), ("mensen", "people")),
    ):
        translation = index.copy_for_translation(tree.english)
        translation.slug = slugs[1]
        translation.save_revision().publish()
    found = entries(client)
    assert "/en/partners/het-ziekenhuis/" in found
    pair = {"nl": "/nl/mensen/noor-zonnewerf/", "en": "/en/people/noor-zonnewerf/"}
    assert alternates(found[pair["en"]]) == {**pair, "x-default": pair["nl"]}
    assert not [path for path in found if "liever-niet" in path]


@pytest.mark.parametrize("count", [1, 20])
def test_it_takes_as_many_queries_for_one_page_as_for_twenty(
    tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    factories.PeoplePageFactory(parent=tree.home)
    for _ in range(count):
        factories.ArticlePageFactory(parent=tree.news)
        factories.PersonFactory()
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(4):
        client.get("/sitemap.xml")
