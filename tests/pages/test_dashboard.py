"""The admin's home says what needs doing, to each role what it can do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow

from academy.models import GatheringPage
from hub.roles import EDITORS, NEWSLETTER_MANAGERS, WORKFLOW, Role, make_roles
from network.models import User
from newsletter.models import Issue
from tests import factories
from tests.conftest import Tree

OPEN = ("question", {"text": "Wat werkt?", "status": "open"})
TEXT = [("text", "<p>Waarom we bij elkaar komen.</p>")]


def somebody_with(role: Role) -> User:
    make_roles()
    user: User = factories.UserFactory()
    user.groups.set(Group.objects.filter(name=role.name))
    return user


@pytest.fixture
def editor(tree: Tree) -> User:
    return somebody_with(EDITORS)


@pytest.fixture
def home(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


def to_do(client: Client) -> Tag:
    panel = BeautifulSoup(client.get("/cms/").content, "html.parser").select_one("#to-do-section")
    assert panel
    return panel


def sections(client: Client) -> dict[str, list[str]]:
    """The tasks by the heading of their section."""
    return {
        section.h3.get_text(strip=True): [link.get_text(strip=True) for link in section.select("li a")]
        for section in to_do(client).select("section section")
        if section.h3
    }


def draft(tree: Tree, title: str, user: User | None, **fields: Any) -> Page:
    page = factories.ArticlePageFactory(parent=tree.news, title=title, **{"live": False, **fields})
    page.save_revision(user=user)
    return page


def translated(tree: Tree) -> None:
    """Nothing lacks a translation."""
    english = tree.academy.copy_for_translation(tree.english)
    english.slug = "academy"
    english.save_revision().publish()


def test_with_nothing_to_do_all_is_well(tree: Tree, home: Client) -> None:
    translated(tree)
    assert "Alles is in orde" in to_do(home).get_text()
    assert not sections(home)


def test_drafts_are_mine_or_others_and_lead_to_the_editor(tree: Tree, editor: User, home: Client) -> None:
    mine = draft(tree, "Van mij", editor)
    draft(tree, "Van een ander", somebody_with(EDITORS))
    changed = factories.ArticlePageFactory(parent=tree.news, title="Live")
    changed.title = "Live, en gewijzigd"
    changed.save_revision(user=editor)
    found = sections(home)
    assert found["Eigen concepten"] == ["Live, en gewijzigd", "Van mij"]
    assert found["Concepten van anderen"] == ["Van een ander"]
    assert to_do(home).select(f'a[href="{reverse("wagtailadmin_pages:edit", args=[mine.pk])}"]')
    assert "Alles is in orde" not in to_do(home).get_text()


def test_what_waits_for_approval_stands_in_wagtails_own_panel(tree: Tree, editor: User, home: Client) -> None:
    page = draft(tree, "Ingediend", editor)
    Workflow.objects.get(name=WORKFLOW).start(page, editor)
    assert "Eigen concepten" not in sections(home)
    assert "Ingediend" in home.get("/cms/").content.decode()


def test_many_drafts_lead_to_all_of_them(tree: Tree, editor: User, home: Client) -> None:
    for number in range(7):
        draft(tree, f"Klad {number}", editor)
    assert len(sections(home)["Eigen concepten"]) == 5
    (more,) = [link for link in to_do(home).select("a") if link.get_text(strip=True) == "Alle concepten"]
    listed = home.get(more["href"]).content.decode()
    assert all(f"Klad {number}" in listed for number in range(7))


def test_translations_that_are_missing_lead_to_the_report(tree: Tree, home: Client) -> None:
    assert sections(home)["Vertalingen"] == ["1 pagina heeft er geen"]
    (link,) = to_do(home).select('a[href*="reports/translations"]')
    report = home.get(link["href"]).content.decode()
    assert "Academie" in report
    assert ">Nieuws<" not in report


def test_gatherings_to_come_without_a_text_are_named(tree: Tree, home: Client) -> None:
    agenda = factories.AgendaPageFactory(parent=tree.home)
    soon = timezone.now() + timedelta(days=3)
    for title, fields in {
        "Zonder tekst": {},
        "Met tekst": {"body": TEXT},
        "Afgelast": {"plan": GatheringPage.Plan.CANCELLED},
        "Voorbij": {"start": soon - timedelta(days=9)},
    }.items():
        factories.GatheringPageFactory(parent=agenda, title=title, **{"start": soon, **fields})
    assert sections(home)["Komt eraan, maar zonder tekst"] == ["Zonder tekst"]


def test_questions_that_nobody_answered_for_long_are_named(tree: Tree, home: Client) -> None:
    series = factories.SeriesPageFactory(parent=factories.AgendaPageFactory(parent=tree.home))
    today = timezone.localdate()
    for title, fields in {
        "Voorbij": {"start": date(2022, 1, 1), "end": date(2022, 6, 30)},
        "Al lang": {"start": today - timedelta(days=200)},
        "Pas begonnen": {"start": today - timedelta(days=20)},
        "Beantwoord": {"start": date(2022, 1, 1), "questions": [("question", {"text": "?", "status": "answered"})]},
    }.items():
        factories.LearningThemePageFactory(parent=series, title=title, **{"questions": [OPEN, OPEN], **fields})
    assert sections(home)["Leervragen die lang openstaan"] == ["Voorbij", "Al lang"]
    assert "2 open vragen" in to_do(home).get_text()


def test_newsletter_managers_see_the_next_issue_and_editors_do_not(tree: Tree, client: Client, home: Client) -> None:
    assert "Nieuwsbrief" not in sections(home)
    client.force_login(somebody_with(NEWSLETTER_MANAGERS))
    assert list(sections(client)) == ["Nieuwsbrief"]
    assert "Stelt zichzelf samen op" in to_do(client).get_text()
    assert "Alles is in orde" in to_do(client).get_text()

    moment = timezone.now() + timedelta(days=2)
    issue = Issue.objects.create(moment=moment, closes_at=moment, compiled_at=timezone.now())
    assert sections(client)["Nieuwsbrief"] == [f"Nummer van {issue}"]
    assert "lezen en goedkeuren" in to_do(client).get_text()
    assert to_do(client).select(f'a[href="{reverse("newsletter_issue:detail", args=[issue.pk])}"]')


def test_the_home_takes_as_many_queries_for_little_as_for_much(tree: Tree, editor: User, home: Client) -> None:
    agenda = factories.AgendaPageFactory(parent=tree.home)
    series = factories.SeriesPageFactory(parent=agenda)
    other = somebody_with(EDITORS)

    def some() -> None:
        for user in (editor, other):
            draft(tree, "Klad", user, slug=f"klad-{Page.objects.count()}")
        factories.GatheringPageFactory(parent=agenda, start=timezone.now() + timedelta(days=3))
        factories.LearningThemePageFactory(parent=series, questions=[OPEN], start=date(2022, 1, 1))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            to_do(home)
        return len(captured)

    some()
    queries()
    with_little = queries()
    for _ in range(8):
        some()
    assert queries() == with_little
    assert with_little <= 40
