"""The report of which page is translated into which language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from news.models import ArticlePage
from newsletter.models import Issue, IssuePage, NewsletterIndexPage
from pages.translations.status import Status, count_by_status, pages_to_translate, translations_missing
from tests import factories
from tests.conftest import Tree
from tests.translations import draft, publish, translate

WORDS = {"Waar het bericht over gaat.": "What it is about."}
KINDS = ["Ontbreekt", "Concept", "Achterhaald", "Compleet"]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True))
    return client


def words_for(page: Page) -> dict[str, str]:
    return {**WORDS, page.title: f"English {page.title}", page.slug: f"english-{page.slug}"}


@pytest.fixture
def pages(tree: Tree) -> dict[str, ArticlePage]:
    """An article for each status."""
    pages = {kind: factories.ArticlePageFactory(parent=tree.news, title=kind, slug=kind.lower()) for kind in KINDS}
    draft(pages["Concept"], tree.english, words_for(pages["Concept"]))
    for kind in ("Achterhaald", "Compleet"):
        translate(pages[kind], tree.english, words_for(pages[kind]))
    pages["Achterhaald"].lead = "Iets nieuws."
    publish(pages["Achterhaald"])
    return pages


def rows(client: Client, **query: str) -> dict[str, list[tuple[str, str]]]:
    response = client.get(reverse("translation_report"), query)
    assert response.status_code == 200
    return {page.title: [(str(cell.status), cell.url) for cell in page.cells] for page in response.context["pages"]}


def test_every_page_has_its_status_and_a_link_to_act(tree: Tree, pages: dict[str, ArticlePage], editor: Client) -> None:
    found = rows(editor)
    english = {page.title.removeprefix("English "): page for page in ArticlePage.objects.filter(locale=tree.english)}

    def edit(kind: str) -> str:
        return reverse("wagtailadmin_pages:edit", args=[english[kind].pk])

    submit = reverse("wagtail_localize:submit_page_translation", args=[pages["Ontbreekt"].pk])
    assert {kind: found[kind] for kind in KINDS} == {
        "Ontbreekt": [("missing", f"{submit}?select_locale=en")],
        "Concept": [("draft", reverse("wagtailadmin_pages:edit", args=[draft_of(pages["Concept"]).pk]))],
        "Achterhaald": [("out_of_date", edit("Achterhaald"))],
        "Compleet": [("complete", edit("Compleet"))],
    }
    assert found["Academie"][0][0] == "missing"
    assert editor.get(f"{submit}?select_locale=en").status_code == 200
    shown = editor.get(reverse("translation_report")).content.decode()
    for word in ("ontbreekt", "concept", "achterhaald", "compleet", "Vertalen", "Vertaling bewerken"):
        assert word in shown


def draft_of(page: Page) -> Page:
    return Page.objects.exclude(pk=page.pk).get(translation_key=page.translation_key)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "missing", "content_type": "articlepage"}, ["Ontbreekt"]),
        ({"status": "out_of_date"}, ["Achterhaald"]),
        ({"status": "draft", "language": "en"}, ["Concept"]),
        ({"language": "en", "content_type": "articlepage"}, KINDS),
    ],
)
def test_the_report_is_narrowed(
    pages: dict[str, ArticlePage], editor: Client, query: dict[str, str], expected: list[str]
) -> None:
    if "content_type" in query:
        query = {**query, "content_type": str(pages["Concept"].content_type_id)}
    assert sorted(rows(editor, **query)) == sorted(expected)


def test_a_filter_that_does_not_exist_is_no_error(pages: dict[str, ArticlePage], editor: Client) -> None:
    assert set(KINDS) <= set(rows(editor, status="nonsense", language="xx", content_type="0"))


def test_the_numbers_for_a_dashboard_count_what_is_live(tree: Tree, pages: dict[str, ArticlePage]) -> None:
    factories.ArticlePageFactory(parent=tree.news, live=False)
    with CaptureQueriesContext(connection) as queries:
        counted = count_by_status(tree.english)
    # The academy has no translation; home and news have.
    assert counted == {Status.MISSING: 2, Status.DRAFT: 1, Status.OUT_OF_DATE: 1, Status.COMPLETE: 3}
    assert translations_missing(tree.english) == 2
    assert len(queries) <= 2


def test_the_report_takes_as_many_queries_for_one_page_as_for_many(tree: Tree, editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(reverse("translation_report")).status_code == 200
        return len(captured)

    factories.ArticlePageFactory(parent=tree.news)
    queries()
    with_few = queries()
    for _ in range(10):
        factories.ArticlePageFactory(parent=tree.news)
    assert queries() == with_few


def test_the_report_can_be_taken_along(pages: dict[str, ArticlePage], editor: Client) -> None:
    response = editor.get(reverse("translation_report"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.splitlines()[0] == "Titel,Type,Engels"
    assert "Ontbreekt,Bericht,missing" in text


def test_issues_of_the_newsletter_make_their_own_translations(tree: Tree) -> None:
    index = NewsletterIndexPage(title="Nieuwsbrief", slug="nieuwsbrief", locale=tree.dutch)
    tree.home.add_child(instance=index)
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    issue = Issue.objects.create(moment=moment, closes_at=moment)
    index.add_child(instance=IssuePage(issue=issue, title="Nummer", slug="nummer", locale=tree.dutch))
    shown = [page.title for page in pages_to_translate()]
    assert "Nieuwsbrief" in shown
    assert "Nummer" not in shown


def test_the_menu_has_one_report_of_translations(tree: Tree, editor: Client) -> None:
    home = editor.get("/cms/").content.decode()
    assert reverse("translation_report") in home
    assert reverse("wagtail_localize:translations_report") not in home


def test_the_report_is_for_those_who_work_on_pages(tree: Tree, client: Client) -> None:
    user = factories.UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("translation_report")).status_code == 302
    assert reverse("translation_report") not in client.get("/cms/").content.decode()
