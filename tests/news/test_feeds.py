"""News for who reads it in a program of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from news.models import ArticlePage
from pages.plain_html import DROPPED, KEPT, made_plain
from tests import factories
from tests.blocks import examples
from tests.conftest import Tree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/nl/feeds/nieuws/"


@pytest.fixture(autouse=True)
def public_url(settings: Any) -> None:
    settings.PUBLIC_URL = "https://network.example"


def feed(client: Client, address: str = FEED) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 (our own)
    for part in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert part.findtext(f"a:{name}", namespaces=ATOM), f"{name} is required by RFC 4287"
    assert root.findtext("a:author/a:name", namespaces=ATOM)
    (itself,) = root.findall("a:link[@rel='self']", ATOM)
    assert itself.attrib["href"] == f"https://network.example{address}"
    return root


def titles(root: ElementTree.Element) -> list[str | None]:
    return [entry.findtext("a:title", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]


def test_an_article_is_in_it_whole_and_stands_on_its_own(tree: Tree, client: Client) -> None:
    linked = factories.ArticlePageFactory(parent=tree.news, slug="eerder", date=date(2026, 1, 1))
    factories.ArticlePageFactory(
        parent=tree.news,
        title="Buren & tuinen",
        slug="tuin",
        lead="Buren telen samen groente.",
        date=date(2026, 3, 2),
        picture=factories.PictureFactory(),
        picture_alt="Een tuin",
        body=[
            ("text", f'<p>Lees <a linktype="page" id="{linked.pk}">het vorige</a>, of <em>niet</em>.</p>'),
            ("quote", {"text": "Ik ken nu mijn buren.", "attribution": "een bewoner"}),
            ("picture", {"picture": factories.PictureFactory(), "alt": "Een bed met kool"}),
            ("sign_up", {"title": "Blijf op de hoogte", "text": ""}),
        ],
    )
    root = feed(client)
    entry = root.findall("a:entry", ATOM)[0]
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "nl"
    assert entry.findtext("a:title", namespaces=ATOM) == "Buren & tuinen"
    assert entry.findtext("a:summary", namespaces=ATOM) == "Buren telen samen groente."
    assert (entry.findtext("a:published", namespaces=ATOM) or "")[:10] == "2026-03-02"
    content = BeautifulSoup(entry.findtext("a:content", namespaces=ATOM) or "", "html.parser")
    assert content.find("a", href="https://network.example/nl/nieuws/eerder/", string="het vorige")
    assert "Ik ken nu mijn buren." in content.get_text()
    pictures = {picture["alt"]: picture for picture in content.find_all("img")}
    assert set(pictures) == {"Een tuin", "Een bed met kool"}
    assert all(str(each["src"]).startswith("https://network.example/media/") for each in pictures.values())
    assert not content.find_all(["form", "script", "style", "svg", "picture", "source", "input", "button"])
    assert not content.find_all(attrs={"class": True}) + content.find_all(attrs={"style": True})
    assert "Blijf op de hoogte" not in content.get_text()


def test_each_language_and_each_kind_has_its_own(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Bericht", kind="news")
    factories.ArticlePageFactory(parent=tree.news, title="Terugblik", kind="retrospective", date=date(2026, 3, 1))
    factories.ArticlePageFactory(parent=tree.english_news, title="Story", locale=tree.english)
    assert titles(feed(client)) == ["Bericht", "Terugblik"]
    assert titles(feed(client, "/nl/feeds/nieuws/zonder-terugblikken/")) == ["Bericht"]
    assert titles(feed(client, "/nl/feeds/nieuws/terugblikken/")) == ["Terugblik"]
    assert titles(feed(client, "/en/feeds/news/")) == ["Story"]
    assert titles(feed(client, "/en/feeds/news/retrospectives/")) == []
    for kind in ArticlePage.Kind.values:
        assert reverse(f"news:feed-{kind}")


def test_a_focus_area_has_its_own_in_each_language(tree: Tree, client: Client) -> None:
    area = factories.FocusAreaFactory(name="Preventie")
    factories.ArticlePageFactory(parent=tree.news, title="Over preventie", focus_areas=[area])
    factories.ArticlePageFactory(parent=tree.news, title="Over iets anders")
    factories.ArticlePageFactory(
        parent=tree.english_news, title="On prevention", locale=tree.english, focus_areas=[area]
    )
    dutch = feed(client, f"/nl/feeds/nieuws/focusgebied/{area.pk}/")
    assert titles(dutch) == ["Over preventie"]
    assert (dutch.findtext("a:title", namespaces=ATOM) or "").startswith("Preventie – ")
    assert titles(feed(client, f"/en/feeds/news/focus-area/{area.pk}/")) == ["On prevention"]
    assert client.get("/nl/feeds/nieuws/focusgebied/999999/").status_code == 404


def test_an_entry_is_known_by_the_same_name_whatever_is_changed_about_it(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="bericht")
    name = feed(client).findtext("a:entry/a:id", namespaces=ATOM)
    assert name == f"tag:network.example,2026:nl/{article.translation_key}"
    article.title, article.slug, article.date = "Anders", "anders", date(2026, 4, 1)
    article.save_revision().publish()
    changed = feed(client)
    assert titles(changed) == ["Anders"]
    assert changed.findtext("a:entry/a:id", namespaces=ATOM) == name


def test_who_has_it_already_gets_a_short_answer_until_something_changes(tree: Tree, client: Client) -> None:
    first = factories.ArticlePageFactory(parent=tree.news)
    second = factories.ArticlePageFactory(parent=tree.news)
    for moment, article in ((1, first), (2, second)):
        with time_machine.travel(datetime(2026, 3, moment, tzinfo=UTC), tick=False):
            article.save_revision().publish()
    answer = client.get(FEED)
    assert answer["Last-Modified"] == "Mon, 02 Mar 2026 00:00:00 GMT"
    known = {"if-none-match": answer["ETag"]}
    assert client.get(FEED, headers=known).status_code == 304
    assert client.get(FEED, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304
    assert client.post(FEED).status_code == 405
    second.unpublish()
    assert client.get(FEED, headers=known).status_code == 200


def test_what_not_everybody_may_see_is_not_in_it(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Concept", live=False)
    hidden = factories.ArticlePageFactory(parent=tree.news, title="Intern")
    assert titles(feed(client)) == ["Intern"]
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert titles(feed(client)) == []


def test_pages_announce_their_feeds_and_link_to_them(tree: Tree, client: Client) -> None:
    area = factories.FocusAreaFactory()
    index = factories.FocusAreaIndexPageFactory(parent=tree.home)
    theme = factories.FocusAreaPageFactory(parent=index, focus_area=area)
    for page, addresses in (
        (tree.news, [FEED, "/nl/feeds/nieuws/zonder-terugblikken/", "/nl/feeds/nieuws/terugblikken/"]),
        (tree.english_news, ["/en/feeds/news/"]),
        (theme, [f"/nl/feeds/nieuws/focusgebied/{area.pk}/"]),
    ):
        html = BeautifulSoup(client.get(page.url).content, "html.parser")
        for address in addresses:
            assert html.find("link", rel="alternate", type="application/atom+xml", href=address)
            assert html.find("a", href=address)
    assert html.find("a", href=f"webcal://network.example/nl/agenda/{theme.pk}.ics")


@pytest.mark.parametrize("count", [1, 10])
def test_a_feed_of_texts_takes_as_many_queries_for_one_as_for_ten(
    tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        link = f'<p><a linktype="page" id="{tree.home.pk}">Thuis</a></p>'
        factories.ArticlePageFactory(parent=tree.news, picture=factories.PictureFactory(), body=[("text", link)])
    known = {"if-none-match": client.get(FEED)["ETag"]}
    with django_assert_max_num_queries(7):
        assert client.get(FEED).status_code == 200
    with django_assert_max_num_queries(4):
        assert client.get(FEED, headers=known).status_code == 304


@given(st.text(), st.sampled_from(sorted({*DROPPED, *KEPT, "div", "span", "picture", "details", "object", "math"})))
def test_nothing_is_left_of_html_but_what_a_feed_may_carry(text: str, name: str) -> None:
    made = BeautifulSoup(made_plain(f'<{name} onclick="x" style="y" href="/a">{text}</{name}>'), "html.parser")
    for element in made.find_all(True):
        assert element.name in KEPT
        assert set(element.attrs) <= set(KEPT[element.name])


def test_addresses_are_translated() -> None:
    with override("en"):
        assert reverse("news:feed-retrospective") == "/en/feeds/news/retrospectives/"


def test_what_a_word_processor_left_in_the_words_breaks_no_feed(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(
        parent=tree.news, title="Buren\x0ben tuinen", lead="Samen\x0cgroente.", body=[("text", "<p>Kool\x1fen sla</p>")]
    )
    (entry,) = feed(client).findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "Buren en tuinen"
    assert entry.findtext("a:summary", namespaces=ATOM) == "Samen groente."
    assert "Kool en sla" in (entry.findtext("a:content", namespaces=ATOM) or "")


def test_an_article_with_every_block_stands_on_its_own(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, body=list(examples.full(tree).items()))
    (entry,) = feed(client).findall("a:entry", ATOM)
    content = BeautifulSoup(entry.findtext("a:content", namespaces=ATOM) or "", "html.parser")
    assert {element.name for element in content.find_all(True)} <= set(KEPT)
    addresses = [str(each.get("href") or each["src"]) for each in content.find_all(["a", "img"])]
    assert addresses
    assert [each for each in addresses if not each.startswith(("https://", "mailto:", "tel:"))] == []
