"""The news, narrowed down by focus area, kind, phase and year."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from network.models import FocusArea, Tie
from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree

NEWS, ENGLISH_NEWS = "/nl/nieuws/", "/en/news/"


@pytest.fixture
def area(tree: Tree) -> FocusArea:
    dutch: FocusArea = factories.FocusAreaFactory(name="Preventie")
    english = dutch.copy_for_translation(tree.english)
    english.name = "Prevention"
    english.save()
    return dutch


@pytest.fixture
def articles(tree: Tree, area: FocusArea) -> list[ArticlePage]:
    """One of each year, the last two about prevention."""
    vision = factories.VisionPageFactory(parent=tree.home)
    phase = factories.PhasePageFactory(parent=vision, title="Meters maken", number=2, start_year=2024, end_year=2025)
    made: list[ArticlePage] = [
        factories.ArticlePageFactory(
            parent=tree.news, title=f"Van {year}", date=date(year, 5, 1), kind=kind, focus_areas=areas
        )
        for year, kind, areas in (
            (2023, "news", []),
            (2024, "retrospective", []),
            (2025, "news", [area]),
            (2026, "retrospective", [area]),
        )
    ]
    Tie.objects.create(page=made[0], target=phase)
    return made


def listed(client: Client, query: str = "", address: str = NEWS) -> list[str]:
    return [page.title for page in client.get(address + query).context["shown"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Van 2026", "Van 2025", "Van 2024", "Van 2023"]),
        ("?focus={area}", ["Van 2026", "Van 2025"]),
        ("?kind=news", ["Van 2025", "Van 2023"]),
        ("?phase=2", ["Van 2025", "Van 2024", "Van 2023"]),  # of its years, or because it says so
        ("?year=2024", ["Van 2024"]),
        ("?focus={area}&kind=news&phase=2&year=2025", ["Van 2025"]),
        ("?focus={area}&year=2024", []),
    ],
)
def test_a_visitor_narrows_the_news_down(
    articles: list[ArticlePage], area: FocusArea, client: Client, query: str, found: list[str]
) -> None:
    assert listed(client, query.format(area=area.pk)) == found


def test_what_was_chosen_is_said_in_the_title_and_the_heading_with_a_way_back(
    articles: list[ArticlePage], area: FocusArea, client: Client
) -> None:
    page = client.get(f"{NEWS}?focus={area.pk}&year=2025").content.decode()
    title = " ".join(page.split("<title>")[1].split("</title>")[0].split())
    assert title.startswith("Nieuws: Preventie, 2025 –")
    heading = page.split("<h1")[1].split("</h1>")[0]
    assert "Preventie, 2025" in heading
    for way_back in (f'href="{NEWS}?year=2025"', f'href="{NEWS}?focus={area.pk}"', f'href="{NEWS}"'):
        assert way_back in page


def test_only_the_whole_list_is_for_search_engines(articles: list[ArticlePage], client: Client) -> None:
    assert "noindex" not in client.get(NEWS).content.decode()
    page = client.get(f"{NEWS}?year=2025").content.decode()
    assert '<meta name="robots" content="noindex, follow">' in page
    assert page.split('rel="canonical" href="')[1].split('"')[0].endswith(NEWS)


def test_a_choice_survives_the_switch_to_the_other_language(
    articles: list[ArticlePage], area: FocusArea, tree: Tree, client: Client
) -> None:
    english = articles[2].copy_for_translation(tree.english)
    english.title = "Of 2025"
    english.save_revision().publish()
    other = factories.ArticlePageFactory(parent=tree.english_news, title="Elsewhere", locale=tree.english)
    query = f"?focus={area.pk}&kind=news"
    assert f'href="{ENGLISH_NEWS}?focus={area.pk}&amp;kind=news"' in client.get(NEWS + query).content.decode()
    assert listed(client, query, ENGLISH_NEWS) == ["Of 2025"]
    assert other.title in listed(client, "", ENGLISH_NEWS)
    assert "Prevention (1)" in client.get(ENGLISH_NEWS).content.decode()


def test_when_nothing_fits_it_says_so_with_a_way_out(articles: list[ArticlePage], client: Client) -> None:
    page = client.get(f"{NEWS}?year=1999").content.decode()
    assert 'class="empty"' in page
    assert f'<a class="nl-link" href="{NEWS}">' in page


def test_the_pager_keeps_what_was_chosen(tree: Tree, area: FocusArea, client: Client) -> None:
    for number in range(14):
        factories.ArticlePageFactory(parent=tree.news, focus_areas=[area] if number else [])
    first = client.get(f"{NEWS}?focus={area.pk}").content.decode()
    assert f'href="?focus={area.pk}&amp;page=2"' in first
    second = client.get(f"{NEWS}?focus={area.pk}&page=2")
    assert len(second.context["shown"]) == 1
    assert "Preventie, pagina 2" in " ".join(second.content.decode().split())


def test_a_hidden_article_is_neither_listed_nor_counted(
    articles: list[ArticlePage], area: FocusArea, client: Client
) -> None:
    PageViewRestriction.objects.create(page=articles[3], restriction_type="login")
    assert listed(client, f"?focus={area.pk}") == ["Van 2025"]
    assert "Preventie (1)" in client.get(NEWS).content.decode()


def test_news_that_is_only_in_dutch_is_named_at_the_end_of_the_english_list(
    articles: list[ArticlePage], tree: Tree, client: Client
) -> None:
    translated, hidden, unpublished, only_dutch = articles
    english = translated.copy_for_translation(tree.english)
    english.save_revision().publish()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    unpublished.unpublish()
    page = client.get(ENGLISH_NEWS).content.decode()
    offered = page.split('class="elsewhere grid')[1].split("</section>")[0]
    assert "Only in Dutch" in " ".join(offered.split())
    assert offered.count("<li>") == 1
    assert f'href="{only_dutch.url}"' in offered
    assert 'lang="nl"' in offered
    assert 'hreflang="nl"' in offered
    assert 'class="elsewhere' not in client.get(NEWS).content.decode()


HOSTILE = st.one_of(
    st.text(max_size=30).map(quote),
    st.binary(max_size=30).map(quote),
    st.sampled_from(["99999999", "-1", "abc", "%00", "x" * 10_000, "9" * 10_000, "1e9", "٣", "%FF%FE", "[]"]),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.lists(st.tuples(st.sampled_from(["focus", "kind", "phase", "year", "page", "page[]", ""]), HOSTILE)).map(
        lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
    )
)
@example(query="page=-1&year=abc&focus=%00")
@example(query="%00&&&=&==&focus")
def test_no_query_string_breaks_the_list(articles: list[ArticlePage], client: Client, query: str) -> None:
    answer = client.get(f"{NEWS}?{query}")
    assert answer.status_code in (200, 400, 404)


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("is_narrowed", [False, True])
def test_it_costs_as_much_for_one_article_as_for_twenty(
    tree: Tree,
    area: FocusArea,
    client: Client,
    count: int,
    is_narrowed: bool,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    vision = factories.VisionPageFactory(parent=tree.home)
    phase = factories.PhasePageFactory(parent=vision, number=1, start_year=2026, end_year=2027)
    factories.ArticlePageFactory(parent=tree.english_news, locale=tree.english)
    for _ in range(count):
        page = factories.ArticlePageFactory(parent=tree.news, picture=factories.PictureFactory(), focus_areas=[area])
        Tie.objects.create(page=page, target=phase)
    address = f"{NEWS}?focus={area.pk}&phase=1&year=2026" if is_narrowed else NEWS
    client.get(address)
    with django_assert_num_queries(12 if is_narrowed else 13):
        assert client.get(address).context["shown"].paginator.count == count
