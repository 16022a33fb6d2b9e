import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from network.models import Picture
from pages.pictures import MODERN_SPECS, fetch_pictures, make_renditions, picture_element
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db


def test_a_visitor_gets_the_plain_format_until_the_worker_has_made_the_modern_one() -> None:
    picture = factories.PictureFactory()
    before = picture_element(picture, "card", "Een buurttuin")
    assert "image/avif" not in before
    assert 'alt="Een buurttuin"' in before
    make_renditions(picture)
    after = picture_element(Picture.objects.get(pk=picture.pk), "card", "Een buurttuin")
    assert "image/avif" in after
    assert 'loading="lazy"' in after
    assert 'width="' in after
    assert 'height="' in after


def test_the_plain_format_is_small_as_well_and_known_to_every_browser_of_today() -> None:
    element = picture_element(factories.PictureFactory(), "card")
    assert set(re.findall(r'src="[^"]+\.(\w+)"', element)) == {"webp"}


def test_nobody_waits_for_the_first_picture_of_a_page_and_others_come_when_they_are_near(
    tree: Tree, client: Client
) -> None:
    for day in (3, 4):
        factories.ArticlePageFactory(parent=tree.news, picture=factories.PictureFactory(), date=date(2026, 3, day))
    first, second = re.findall(r"<img[^>]+>", client.get("/nl/nieuws/").content.decode())
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in second


def test_what_an_editor_marked_stays_in_view_where_the_picture_is_cropped() -> None:
    marked = factories.PictureFactory(focal_point_x=10, focal_point_y=100, focal_point_width=20, focal_point_height=20)
    assert (marked.width, marked.height) == (100, 100)
    assert 'class="focus-x-1 focus-y-10"' in picture_element(marked, "card")
    assert "focus-" not in picture_element(factories.PictureFactory(), "card")


def test_nobody_made_the_modern_format_while_a_visitor_waited(tree: Tree, client: Client) -> None:
    picture = factories.PictureFactory()
    factories.ArticlePageFactory(parent=tree.news, picture=picture)
    client.get("/nl/nieuws/")
    assert not picture.renditions.filter(filter_spec__in=MODERN_SPECS).exists()


@pytest.mark.parametrize("count", [1, 20])
def test_any_number_of_pictures_is_fetched_at_once(
    tree: Tree, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    articles = [
        factories.ArticlePageFactory(parent=tree.news, picture=factories.PictureFactory()) for _ in range(count)
    ]
    for article in articles:
        picture_element(article.picture, "card")
    again = list(type(articles[0]).objects.child_of(tree.news))
    with django_assert_num_queries(1):
        for article in fetch_pictures(again):
            picture_element(article.picture, "card")


@pytest.mark.parametrize("count", [1, 20])
def test_a_body_with_twenty_pictures_costs_as_much_as_one_with_one(
    tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    body = [("picture", {"picture": factories.PictureFactory(), "alt": "Een tuin"}) for _ in range(count)]
    factories.ArticlePageFactory(parent=tree.news, slug="beelden", body=body)
    client.get("/nl/nieuws/beelden/")
    with django_assert_max_num_queries(12):
        assert client.get("/nl/nieuws/beelden/").status_code == 200
