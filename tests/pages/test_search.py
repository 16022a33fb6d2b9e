"""Searching the site: what a visitor finds, in which language, and what they don't get to see."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from network.models import Affiliation, Contribution, FocusArea, Involvement, PageFocusArea
from network.words import Words
from tests import factories
from tests.conftest import Tree
from tests.translations import translate, translate_snippet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture(autouse=True)
def no_words_of_other_tests() -> None:
    cache.clear()


def text(html: str) -> str:
    """What is read of HTML, with one space between words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def search(client: Client, words: str, language: str = "nl", **parameters: str) -> str:
    """The HTML of the search's answer."""
    address = {"nl": "/nl/zoeken/", "en": "/en/search/"}[language]
    response = client.get(address, {"q": words, **parameters})
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    """The titles of the results, in their order."""
    links = re.findall(r'<a\s+class="search-result__link"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [text(link.replace("<mark>", "").replace("</mark>", "")) for link in links]


def choices(html: str) -> dict[str, int]:
    """What the results can be narrowed down to, with the counts."""
    found = re.findall(r'search-choices__label">([^<]*)</span>\s*<span class="search-choices__count">(\d+)<', html)
    return {unescape(label): int(count) for label, count in found}


def test_words_are_found_in_all_their_forms_in_both_languages(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, title="Doe mee aan de leergang")
    translate(article, tree.english, {"Doe mee aan de leergang": "Join the course"})
    assert titles(search(client, "leergangen")) == ["Doe mee aan de leergang"]
    assert titles(search(client, "courses", "en")) == ["Join the course"]
    assert titles(search(client, "courses")) == []


def test_a_word_in_the_title_counts_more_than_one_in_the_text(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Een tuin", lead="x")
    factories.ArticlePageFactory(parent=tree.news, title="Iets", body=[("text", "<p>tuin " + "woord " * 50 + "</p>")])
    factories.ArticlePageFactory(parent=tree.news, title="Anders", lead="Een tuin voor iedereen.")
    assert titles(search(client, "tuin")) == ["Een tuin", "Anders", "Iets"]


def test_quotes_a_minus_and_or_do_what_people_expect(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Samen leren")
    factories.ArticlePageFactory(parent=tree.news, title="Leren doe je samen")
    assert len(titles(search(client, "samen leren"))) == 2
    assert titles(search(client, '"samen leren"')) == ["Samen leren"]
    assert titles(search(client, 'leren -"samen leren"')) == ["Leren doe je samen"]


def test_a_page_is_found_as_soon_as_it_is_published_and_gone_when_it_is_not(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, title="Spreekuur", live=False)
    assert titles(search(client, "spreekuur")) == []
    article.save_revision().publish()
    assert titles(search(client, "spreekuur")) == ["Spreekuur"]
    article.title = "Inloopuur"
    article.save_revision().publish()
    assert titles(search(client, "spreekuur")) == []
    assert titles(search(client, "inloopuur")) == ["Inloopuur"]
    article.refresh_from_db()
    article.unpublish()
    assert titles(search(client, "inloopuur")) == []
    article.delete()
    assert titles(search(client, "inloopuur")) == []


def test_a_draft_of_a_public_page_is_not_found(tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, title="Spreekuur")
    article.title = "Geheim plan"
    article.save_revision()
    assert titles(search(client, "geheim")) == []


def test_what_is_kept_from_the_public_is_not_found_nor_counted_nor_offered(tree: Tree, client: Client) -> None:
    hidden = factories.InformationPageFactory(parent=tree.home, title="Intranet", slug="intranet")
    factories.InformationPageFactory(parent=hidden, title="Loonstroken", slug="loon")
    assert titles(search(client, "intranet")) == ["Intranet"]
    assert titles(search(client, "loonstrook")) == ["Loonstroken"]
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    for words in ("intranet", "loonstroken", "intrnet", "loonstrok"):
        page = search(client, words)
        assert titles(page) == []
        assert choices(page) == {}
        assert "Loonstroken" not in page
        assert "Intranet" not in page.replace('value="intranet"', "")


def test_the_results_are_narrowed_down_by_kind_and_focus_area_with_counts(tree: Tree, client: Client) -> None:
    area: FocusArea = factories.FocusAreaFactory(name="Wijkgerichte preventie")
    other: FocusArea = factories.FocusAreaFactory(name="Arbeidsmarkt")
    factories.ArticlePageFactory(parent=tree.news, title="Tuin in de wijk", focus_areas=[area])
    factories.ArticlePageFactory(parent=tree.news, title="Werk in de tuin", focus_areas=[other, area])
    programme = factories.ProgrammePageFactory(parent=tree.academy, title="Leren in de tuin")
    PageFocusArea.objects.create(page=programme, focus_area=other)
    everything = search(client, "tuin")
    assert len(titles(everything)) == 3
    assert choices(everything) == {"Nieuws": 2, "Academie": 1, "Wijkgerichte preventie": 2, "Arbeidsmarkt": 2}
    assert "Alleen:" not in everything
    news = search(client, "tuin", kind="news")
    assert sorted(titles(news)) == ["Tuin in de wijk", "Werk in de tuin"]
    assert choices(news) == {"Nieuws": 2, "Academie": 1, "Wijkgerichte preventie": 2, "Arbeidsmarkt": 1}
    assert "Alleen: Nieuws" in text(news)
    both = search(client, "tuin", kind="news", focus=str(other.pk))
    assert titles(both) == ["Werk in de tuin"]
    assert "Alleen: Nieuws , Arbeidsmarkt" in text(both)
    assert "1 resultaat voor “tuin”" in text(both)


def test_a_focus_area_has_the_name_of_the_visitors_language(tree: Tree, client: Client) -> None:
    area: FocusArea = factories.FocusAreaFactory(name="Preventie")
    translate_snippet(area, tree.english, {"Preventie": "Prevention"})
    article = factories.ArticlePageFactory(parent=tree.news, title="Een tuin", focus_areas=[area])
    translate(article, tree.english, {"Een tuin": "A garden"})
    page = search(client, "gardens", "en", focus=str(area.pk))
    assert choices(page) == {"News": 1, "Prevention": 1}
    assert titles(page) == ["A garden"]


def test_a_page_is_found_by_its_focus_area(tree: Tree, client: Client) -> None:
    area: FocusArea = factories.FocusAreaFactory(name="Wijkgerichte preventie")
    factories.ArticlePageFactory(parent=tree.news, title="Een tuin", focus_areas=[area])
    assert titles(search(client, "preventie")) == ["Een tuin"]
    assert titles(search(client, "preventies onzin")) == []


def test_people_are_found_as_long_as_they_agree_and_lead_to_what_they_did(tree: Tree, client: Client) -> None:
    person = factories.PersonFactory(name="Noor Zonnewerf")
    hospital = factories.OrganisationFactory(name="Diakonessenhuis", description=Words({"nl": "Een ziekenhuis."}))
    Affiliation.objects.create(person=person, organisation=hospital, role=Words({"nl": "wijkverpleegkundige"}))
    article = factories.ArticlePageFactory(parent=tree.news, title="Een avond in de wijk")
    Contribution.objects.create(page=article, person=person)
    assert titles(search(client, "Zonnewerf")) == []  # nobody has a page yet
    factories.PeoplePageFactory(parent=tree.home, title="Mensen", slug="mensen")
    page = search(client, "Zonnewerf")
    assert titles(page) == ["Noor Zonnewerf", "Een avond in de wijk"]
    assert 'href="/nl/mensen/noor-zonnewerf/"' in page
    assert "Wijkverpleegkundige, Diakonessenhuis" in text(page)
    assert choices(page) == {"Nieuws": 1, "Personen": 1}
    assert titles(search(client, "Zonnewerf", kind="people")) == ["Noor Zonnewerf"]
    person.may_be_shown = False
    person.save()
    assert titles(search(client, "Zonnewerf")) == []


def test_organisations_are_found_by_name_and_by_what_they_are(tree: Tree, client: Client) -> None:
    factories.PartnersPageFactory(parent=tree.home, title="Partners", slug="partners")
    hospital = factories.OrganisationFactory(name="Diakonessenhuis", description=Words({"nl": "Een oud ziekenhuis."}))
    programme = factories.ProgrammePageFactory(parent=tree.academy, title="Leren in de wijk")
    Involvement.objects.create(page=programme, organisation=hospital)
    page = search(client, "diakonessenhuis")
    assert titles(page) == ["Diakonessenhuis", "Leren in de wijk"]
    assert 'href="/nl/partners/diakonessenhuis/"' in page
    assert "Een <mark>oud</mark> <mark>ziekenhuis</mark>." in search(client, "oude ziekenhuis")


def test_what_is_only_there_in_another_language_is_offered_apart(tree: Tree, client: Client) -> None:
    both = factories.ArticlePageFactory(parent=tree.news, title="Marktplaats een")
    translate(both, tree.english, {"Marktplaats een": "Marktplaats one"})
    factories.ArticlePageFactory(parent=tree.news, title="Marktplaats twee", lead="Voor iedereen.")
    page = search(client, "marktplaats", "en")
    assert titles(page) == ["Marktplaats one", "Marktplaats twee"]
    here, apart = page.split('id="only-in-nl"')
    assert "Marktplaats</mark> one" in here
    assert "Only in Dutch" in apart
    assert re.search(r'lang="nl"\s+hreflang="nl"\s+href="[^"]*"><mark>Marktplaats</mark> twee', apart)
    assert re.search(r'class="search-result__text"\s+lang="nl"', apart)
    assert 'href="/nl/zoeken/?q=marktplaats"' in apart
    assert "only-in" not in search(client, "marktplaats")


def test_what_was_found_is_marked_and_nothing_of_a_text_becomes_html(tree: Tree, client: Client) -> None:
    hostile = "<script>alert(1)</script> Alle tuinen & \x02tuin\x03 <mark>"
    factories.ArticlePageFactory(parent=tree.news, title="De <b>tuin</b>", lead=hostile)
    page = search(client, 'tuin "><script>')
    assert "<script>alert" not in page
    assert '"><script>' not in page
    assert titles(search(client, "tuin")) == ["De <b>tuin</b>"]
    page = search(client, "tuin")
    assert "De &lt;b&gt;<mark>tuin</mark>&lt;/b&gt;" in page
    assert "<mark>tuinen</mark>" in page
    assert "&lt;mark&gt;" in page
    assert "\x02" not in page


def test_the_part_of_a_long_text_is_shown_in_which_the_words_stand(tree: Tree, client: Client) -> None:
    before, after = "Eerst iets anders. " * 60, "Later nog meer. " * 60
    body = [
        ("text", f"<p>{before}</p>"),
        ("heading", {"text": "In de buurt", "level": "2"}),
        ("text", f"<p>Wie schuift aan bij keukentafelgesprekken? {after}</p>"),
    ]
    factories.ArticlePageFactory(parent=tree.news, title="Een bericht", lead="Waar het over gaat.", body=body)
    found = text(re.search(r'search-result__text"[^>]*>(.*?)</p>', search(client, "keukentafelgesprek"), re.DOTALL)[1])
    assert "bij keukentafelgesprekken ?" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < 400
    assert text(re.findall(r'search-result__text"[^>]*>(.*?)</p>', search(client, "bericht"), re.DOTALL)[0]) == (
        "Waar het over gaat."
    )


def test_a_result_says_its_kind_and_its_day(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Een tuin", kind="retrospective")
    page = search(client, "tuin")
    assert '<time datetime="2026-03-02">2 maart 2026</time>' in page
    assert '<span class="search-result__kind">Terugblik</span>' in page


@pytest.mark.parametrize(("typed", "close"), [("leregang", "leergang"), ("leerg", "leergang"), ("gang", "leergang")])
def test_where_nothing_is_found_words_that_are_like_it_are(tree: Tree, client: Client, typed: str, close: str) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Doe mee aan de leergang")
    page = search(client, typed)
    assert f"Niets gevonden voor “{typed}” Wel 1 resultaat voor woorden die erop lijken: {close}" in text(page)
    assert titles(page) == ["Doe mee aan de leergang"]
    assert f'href="?q={close}"' in page


def test_where_nothing_is_like_it_a_visitor_is_told_what_to_try(tree: Tree, client: Client) -> None:
    page = search(client, "qqqqxxxx")
    assert "Niets gevonden voor “qqqqxxxx”" in text(page)
    assert "Probeer minder woorden" in page
    assert '<a class="search-ways__link nl-link" href="/nl/nieuws/">' in page
    assert "Nothing found for “qqqqxxxx”" in text(search(client, "qqqqxxxx", "en"))


def test_results_come_in_pages_that_keep_the_question(tree: Tree, client: Client) -> None:
    for number in range(12):
        factories.ArticlePageFactory(parent=tree.news, title=f"Tuin {number}", slug=f"tuin-{number}")
    first = search(client, "tuin", kind="news")
    assert len(titles(first)) == 10
    assert "12 resultaten" in first
    assert "?q=tuin&amp;kind=news&amp;page=2" in first
    second = search(client, "tuin", kind="news", page="2")
    assert len(titles(second)) == 2
    assert not set(titles(first)) & set(titles(second))
    assert titles(search(client, "tuin", page="abc")) == titles(first)
    assert titles(search(client, "tuin", page="99")) == titles(second)


def test_an_unknown_kind_or_focus_area_finds_nothing_and_says_so(tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Een tuin")
    for parameters in ({"kind": "spam"}, {"focus": "999"}, {"focus": "x"}, {"kind": "news\0"}):
        page = search(client, "tuin", **parameters)
        assert titles(page) == (["Een tuin"] if parameters == {"kind": "news\0"} else [])
        assert "Toon alle resultaten" in page


def test_the_page_is_kept_out_of_search_engines_and_takes_no_post(tree: Tree, client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in search(client, "tuin")
    assert client.post("/nl/zoeken/").status_code == 405
    assert not client.get("/nl/zoeken/").cookies


def test_every_page_leads_to_it_and_it_leads_to_the_other_language(tree: Tree, client: Client) -> None:
    assert 'href="/nl/zoeken/"' in client.get("/nl/nieuws/").content.decode()
    page = client.get("/en/search/").content.decode()
    assert 'href="/nl/zoeken/"' in page
    assert 'class="search-form"' in client.get("/nl/is-er-niet/").content.decode()


@given(
    words=st.one_of(st.text(), st.text("'\"\\:*&|!()<>-\0 ab%_", max_size=40)),
    kind=st.sampled_from(["", "news", "x"]) | st.text(max_size=5),
    focus=st.sampled_from(["", "1"]) | st.text(max_size=5),
    page=st.sampled_from(["", "1", "-1", "abc", "1e9", "9" * 5000]) | st.text(max_size=5),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_there_is_an_answer(
    tree: Tree, client: Client, words: str, kind: str, focus: str, page: str
) -> None:
    query = {"q": words, "kind": kind, "focus": focus, "page": page}
    assert client.get("/nl/zoeken/", query).status_code == 200


@pytest.mark.parametrize(
    "words",
    ["a" * 10_000, "a b " * 2_500, "or " * 3_000, "-" * 10_000, '-"' * 99, "- " * 99, "\0", "ab\0cd", '"' * 5000],
)
def test_long_and_broken_questions_are_answered_too(tree: Tree, client: Client, words: str) -> None:
    assert client.get("/nl/zoeken/", {"q": words}).status_code == 200


def test_a_thousand_results_cost_as_many_queries_as_one(tree: Tree, client: Client) -> None:
    person = factories.PersonFactory(name="Tuin de Boer")
    hospital = factories.OrganisationFactory(name="Tuin")
    Affiliation.objects.create(person=person, organisation=hospital, role=Words({"nl": "tuinman"}))
    for make, slug in ((factories.PeoplePageFactory, "mensen"), (factories.PartnersPageFactory, "partners")):
        make(parent=tree.home, slug=slug)
    area: FocusArea = factories.FocusAreaFactory(name="Tuin")
    english: Any = factories.ArticlePageFactory(parent=tree.english_news, title="Tuin in English")
    english.save_revision().publish()

    def queries(words: str) -> int:
        search(client, words)
        with CaptureQueriesContext(connection) as asked:
            search(client, words)
        return len(asked)

    factories.ArticlePageFactory(parent=tree.news, title="Tuin", focus_areas=[area])
    first = queries("tuin")
    for number in range(8):
        factories.ArticlePageFactory(parent=tree.news, title=f"Tuin {number}", focus_areas=[area])
        factories.ProgrammePageFactory(parent=tree.academy, title=f"Tuinen {number}")
    assert queries("tuin") == first <= 15
    assert Page.objects.filter(title__startswith="Tuin").count() > 10
    cache.clear()
    assert queries("tuim") <= 15


def test_words_of_nothing_cost_next_to_nothing(tree: Tree, client: Client) -> None:
    client.get("/nl/zoeken/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/nl/zoeken/")
    assert len(asked) <= 4
