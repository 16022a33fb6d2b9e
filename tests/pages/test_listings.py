"""The menu “Content”: a listing for each page type, with the columns and filters that its editors need."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from academy.models import GatheringPage
from hub.roles import EDITORS, MODERATORS, NEWSLETTER_MANAGERS, Role, make_roles
from network.models import Tie
from pages.models import PublicationPage
from tests import factories
from tests.conftest import Tree

LISTINGS = ["articles", "gatherings", "programmes", "editions", "learning-themes", "publications", "all-pages"]
OPEN = ("question", {"text": "Wat werkt?", "status": "open"})
ANSWERED = ("question", {"text": "Wat werkte?", "status": "answered"})


def as_role(client: Client, role: Role) -> Client:
    make_roles()
    user = factories.UserFactory()
    user.groups.set(Group.objects.filter(name=role.name))
    client.force_login(user)
    return client


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    return as_role(client, EDITORS)


@pytest.fixture
def agenda(tree: Tree) -> Page:
    return factories.AgendaPageFactory(parent=tree.home)


def page_of(editor: Client, listing: str, **query: str) -> BeautifulSoup:
    answer = editor.get(f"/cms/{listing}/", query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(editor: Client, listing: str, **query: str) -> list[str]:
    return [
        title.get_text(strip=True) for title in page_of(editor, listing, **query).select("td.title .title-wrapper a")
    ]


def row(editor: Client, listing: str) -> str:
    (only,) = page_of(editor, listing).select("main tbody tr")
    return " ".join(only.get_text(" ", strip=True).split())


def one_of_each(tree: Tree, agenda: Page, number: int) -> None:
    """A page for each listing."""
    area = factories.FocusAreaFactory()
    factories.ArticlePageFactory(parent=tree.news, focus_areas=[area])
    factories.GatheringPageFactory(parent=agenda, venue=factories.VenueFactory())
    programme = factories.ProgrammePageFactory(parent=tree.academy)
    factories.EditionPageFactory(parent=programme)
    series = factories.SeriesPageFactory(parent=agenda)
    factories.LearningThemePageFactory(parent=series, questions=[OPEN])
    index = factories.PublicationIndexPageFactory(parent=tree.home, slug=f"publicaties-{number}")
    factories.PublicationPageFactory(parent=index)


@pytest.mark.parametrize("role", [EDITORS, MODERATORS])
def test_the_menu_has_every_listing(tree: Tree, client: Client, role: Role) -> None:
    home = as_role(client, role).get("/cms/").content.decode()
    assert all(f'"/cms/{listing}/"' in home for listing in LISTINGS)
    assert all(client.get(f"/cms/{listing}/").status_code == 200 for listing in LISTINGS)


def test_who_makes_only_the_newsletter_is_not_offered_them(tree: Tree, client: Client) -> None:
    assert '"/cms/articles/"' not in as_role(client, NEWSLETTER_MANAGERS).get("/cms/").content.decode()
    assert client.get("/cms/articles/").status_code == 302


def test_a_listing_takes_as_many_queries_for_one_row_as_for_many(tree: Tree, editor: Client, agenda: Page) -> None:
    def queries(listing: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(f"/cms/{listing}/", {"locale": "nl"}).status_code == 200
        return len(captured)

    one_of_each(tree, agenda, 0)
    [queries(listing) for listing in LISTINGS]
    with_one = {listing: queries(listing) for listing in LISTINGS}
    for number in range(1, 9):
        one_of_each(tree, agenda, number)
    # Pages of all types take a query for each type on the first page: those may be fewer than before.
    assert all(queries(listing) <= with_one[listing] for listing in LISTINGS)
    assert max(with_one.values()) <= 35


def test_an_article_shows_its_kind_its_date_and_its_focus_areas(tree: Tree, editor: Client) -> None:
    areas = [factories.FocusAreaFactory(name=name) for name in ("Preventie", "Arbeidsmarkt")]
    factories.ArticlePageFactory(
        parent=tree.news, title="Terug naar de tuin", kind="retrospective", focus_areas=areas, live=False
    )
    shown = row(editor, "articles")
    assert all(part in shown for part in ("Terug naar de tuin", "Terugblik", "2 Mrt 2026", "Preventie, Arbeidsmarkt"))


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Nieuw", "New", "Oud"]),
        ({"ordering": "date"}, ["Oud", "Nieuw", "New"]),
        ({"kind": "retrospective"}, ["Oud"]),
        ({"date_from": "2026-01-01", "date_to": "2026-12-31"}, ["Nieuw", "New"]),
        ({"status": "draft"}, ["New"]),
        ({"status": "live"}, ["Nieuw", "Oud"]),
        ({"locale": "en"}, ["New"]),
        ({"focus_area": "the one"}, ["Oud"]),
        ({"q": "oud"}, ["Oud"]),
        ({"q": "oud", "kind": "news"}, []),
        ({"q": "n", "ordering": "title", "locale": "nl"}, ["Nieuw"]),
        ({"kind": "nonsense", "focus_area": "x", "date_from": "x"}, ["Nieuw", "New", "Oud"]),
    ],
)
def test_articles_are_found_by_what_editors_know_of_them(
    tree: Tree, editor: Client, query: dict[str, str], expected: list[str]
) -> None:
    area = factories.FocusAreaFactory()
    new = factories.ArticlePageFactory(parent=tree.news, title="Nieuw", date=date(2026, 3, 2))
    english = new.copy_for_translation(tree.english)
    english.title = english.draft_title = "New"
    english.save()
    factories.ArticlePageFactory(
        parent=tree.news, title="Oud", date=date(2022, 3, 2), kind="retrospective", focus_areas=[area]
    )
    if "focus_area" in query and query["focus_area"] != "x":
        query = {"focus_area": str(area.pk)}
    assert titles(editor, "articles", **query) == expected


def test_gatherings_are_found_by_when_where_and_whether_they_go_ahead(tree: Tree, editor: Client, agenda: Page) -> None:
    now = timezone.now()
    hall = factories.VenueFactory(name="De Werf")
    kinds: dict[str, dict[str, Any]] = {
        "Straks": {"start": now + timedelta(days=9), "venue": hall},
        "Bezig": {"start": now - timedelta(days=1), "end": now + timedelta(days=1)},
        "Voorbij": {"start": now - timedelta(days=9), "plan": GatheringPage.Plan.CANCELLED},
        "Zonder dag": {"start": None, "live": False},
    }
    for title, fields in kinds.items():
        factories.GatheringPageFactory(parent=agenda, title=title, **fields)
    assert titles(editor, "gatherings") == ["Zonder dag", "Straks", "Bezig", "Voorbij"]
    assert titles(editor, "gatherings", when="coming") == ["Straks"]
    assert titles(editor, "gatherings", when="now") == ["Bezig"]
    assert titles(editor, "gatherings", when="past") == ["Voorbij"]
    assert titles(editor, "gatherings", venue=str(hall.pk)) == ["Straks"]
    assert titles(editor, "gatherings", plan="cancelled") == ["Voorbij"]
    assert "De Werf" in page_of(editor, "gatherings").get_text()


def test_editions_say_of_which_programme_they_are_and_how_far(tree: Tree, editor: Client) -> None:
    programmes = [factories.ProgrammePageFactory(parent=tree.academy, title=title) for title in ("Leren", "Doen")]
    today = timezone.localdate()
    factories.EditionPageFactory(parent=programmes[0], title="Eerste", start=today, end=today + timedelta(days=9))
    factories.EditionPageFactory(parent=programmes[1], title="Tweede", start=today + timedelta(days=9))
    shown = page_of(editor, "editions").get_text()
    assert "Leren" in shown
    assert "Nu bezig" in shown
    assert titles(editor, "editions", programme=str(programmes[0].pk)) == ["Eerste"]
    assert titles(editor, "editions", when="coming") == ["Tweede"]


def test_programmes_are_found_by_phase_and_by_how_far_their_editions_are(
    tree: Tree, editor: Client, agenda: Page
) -> None:
    vision = factories.VisionPageFactory(parent=tree.home)
    first, second = [
        factories.PhasePageFactory(parent=vision, number=number, start_year=start, end_year=end)
        for number, start, end in ((1, 2019, 2022), (2, 2023, 2099))
    ]
    old, new, tied = [factories.ProgrammePageFactory(parent=tree.academy, title=t) for t in ("Oud", "Vers", "Vast")]
    factories.ProgrammePageFactory(parent=tree.academy, title="Zonder")
    factories.EditionPageFactory(parent=old, title="Toen", start=date(2022, 3, 22), end=date(2022, 12, 31))
    today = timezone.localdate()
    factories.EditionPageFactory(parent=new, title="Nu", start=today, end=None)
    factories.EditionPageFactory(parent=new, title="Eerder", start=date(2022, 3, 22), end=date(2022, 12, 31))
    tied.ties = [Tie(target=second)]
    tied.save()
    factories.GatheringPageFactory(parent=agenda, title="Vroeger", start=datetime(2022, 12, 31, 22, tzinfo=UTC))
    # In Amsterdam it is the new year already.
    factories.GatheringPageFactory(parent=agenda, title="Nieuwjaar", start=datetime(2022, 12, 31, 23, 30, tzinfo=UTC))
    assert titles(editor, "programmes", phase=str(first.pk)) == ["Oud", "Vers"]
    assert titles(editor, "programmes", phase=str(second.pk)) == ["Vast", "Vers"]
    assert titles(editor, "programmes", editions="now") == ["Vers"]
    assert titles(editor, "programmes", editions="past") == ["Oud", "Vers"]
    assert set(titles(editor, "editions", phase=str(first.pk))) == {"Toen", "Eerder"}
    assert titles(editor, "gatherings", phase=str(first.pk)) == ["Vroeger"]
    assert titles(editor, "gatherings", phase=str(second.pk)) == ["Nieuwjaar"]
    rows = [row.get_text(" ", strip=True) for row in page_of(editor, "programmes").select("tbody tr")]
    states = [next((state for state in ("Afgerond", "Nu bezig") if state in row), "") for row in rows]
    assert states == ["Afgerond", "", "Nu bezig", ""]


def test_learning_themes_count_their_questions(tree: Tree, editor: Client, agenda: Page) -> None:
    series = factories.SeriesPageFactory(parent=agenda)
    factories.LearningThemePageFactory(parent=series, title="Cultuur", questions=[OPEN, OPEN, ANSWERED])
    factories.LearningThemePageFactory(parent=series, title="Klaar", questions=[ANSWERED])
    assert "2 open, 1 beantwoord" in page_of(editor, "learning-themes").get_text()
    assert titles(editor, "learning-themes", questions="open") == ["Cultuur"]


def test_publications_are_found_by_whether_they_have_appeared(tree: Tree, editor: Client) -> None:
    index = factories.PublicationIndexPageFactory(parent=tree.home)
    factories.PublicationPageFactory(parent=index, title="Straks")
    published = PublicationPage.Status.PUBLISHED
    factories.PublicationPageFactory(
        parent=index, title="Er al", status=published, kind="tool", document_url="https://example.org/"
    )
    assert titles(editor, "publications", appeared="published") == ["Er al"]
    assert titles(editor, "publications", kind="tool", appeared="announced") == []


def test_pages_of_all_types_are_found_by_who_changed_them_last(tree: Tree, client: Client) -> None:
    make_roles()
    me, other = factories.UserFactory.create_batch(2)
    me.groups.set(Group.objects.filter(name=EDITORS.name))
    for title, user in (("Van mij", me), ("Van een ander", other)):
        draft = factories.ArticlePageFactory(parent=tree.news, title=title, live=False)
        draft.save_revision(user=user)
    client.force_login(me)
    assert titles(client, "all-pages", by="me") == ["Van mij"]
    assert titles(client, "all-pages", by="others", status="unfinished") == ["Van een ander"]
    assert "Academie" in titles(client, "all-pages", status="live")
    assert not page_of(client, "all-pages").select('a[href*="choose_parent"]')


@pytest.mark.parametrize(("listing", "kind"), [("articles", "news/articlepage"), ("editions", "academy/editionpage")])
def test_adding_from_a_listing_finds_the_only_place_there_is(
    tree: Tree, editor: Client, listing: str, kind: str
) -> None:
    parent: Page = tree.news
    if listing == "editions":
        parent = factories.ProgrammePageFactory(parent=tree.academy)
    (add,) = page_of(editor, listing).select('header a[href*="choose_parent"]')
    answer = editor.get(add["href"], {"locale": "nl"})
    assert answer.headers["location"] == f"/cms/pages/add/{kind}/{parent.pk}/"
    assert editor.get(answer.headers["location"]).status_code == 200


def test_adding_where_several_places_are_possible_asks_which(tree: Tree, editor: Client, agenda: Page) -> None:
    factories.SeriesPageFactory(parent=agenda)
    question = editor.get("/cms/gatherings/choose_parent/")
    assert question.status_code == 200
    answer = editor.post("/cms/gatherings/choose_parent/", {"parent_page": agenda.pk})
    assert answer.headers["location"] == f"/cms/pages/add/academy/gatheringpage/{agenda.pk}/"


def test_a_day_is_the_networks(tree: Tree, editor: Client, agenda: Page) -> None:
    factories.GatheringPageFactory(parent=agenda, start=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    assert "2 Mrt 2026" in row(editor, "gatherings")
