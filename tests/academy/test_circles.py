"""Knowledge circles, what they learn about, and the agenda of all their questions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from academy.models import KnowledgeCirclePage, LearningThemePage
from academy.questions import learning_agenda, questions_of
from network.models import Contribution, FocusArea, Involvement, PageFocusArea
from tests import factories
from tests.conftest import Tree


def question(text: str, status: str = "open", **more: Any) -> tuple[str, dict[str, Any]]:
    return "question", {"text": text, "status": status, **more}


@pytest.fixture
def circle(tree: Tree) -> KnowledgeCirclePage:
    platform = factories.KnowledgePlatformPageFactory(parent=tree.academy, slug="plein")
    page: KnowledgeCirclePage = factories.KnowledgeCirclePageFactory(parent=platform, slug="kring", title="De kring")
    return page


@pytest.fixture
def theme(circle: KnowledgeCirclePage) -> LearningThemePage:
    page: LearningThemePage = factories.LearningThemePageFactory(
        parent=circle,
        slug="besturen",
        title="Besturen",
        questions=[question("Wie beslist?", "answered", answer="Wie het doet."), question("Wie betaalt?")],
    )
    return page


def test_a_circle_shows_its_themes_with_their_questions_and_answers(
    circle: KnowledgeCirclePage, theme: LearningThemePage, client: Client
) -> None:
    page = client.get("/nl/academie/plein/kring/").content.decode()
    assert "Besturen" in page
    assert "Wie beslist?" in page
    assert "Wie het doet." in page


def test_an_answer_leads_to_its_page_only_while_anybody_may_see_that(theme: LearningThemePage, tree: Tree) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, title="Het antwoord")
    theme.questions = [question("Wie beslist?", "answered", answer_page=article)]
    theme.save()
    saved = LearningThemePage.objects.get(pk=theme.pk)
    assert [each.answer_page.title for each in questions_of([saved]) if each.answer_page] == ["Het antwoord"]
    article.unpublish()
    assert questions_of([saved])[0].answer_page is None


def test_a_question_is_answered_only_with_an_answer(theme: LearningThemePage) -> None:
    block = LearningThemePage.questions.field.stream_block
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": "question", "value": {"text": "Wie?", "status": "answered"}}]))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Wie beslist?", "Wie betaalt?", "Hoe snel?"]),
        ({"status": "open"}, ["Wie betaalt?", "Hoe snel?"]),
        ({"status": "answered"}, ["Wie beslist?"]),
        ({"status": "iets anders"}, []),
        ({"circle": "0"}, []),
        ({"focus": "geen getal"}, []),
    ],
)
def test_the_agenda_narrows_down_to_what_a_reader_asks_for(
    theme: LearningThemePage, circle: KnowledgeCirclePage, tree: Tree, asked: dict[str, str], found: list[str]
) -> None:
    other = factories.KnowledgeCirclePageFactory(parent=circle.get_parent())
    factories.LearningThemePageFactory(parent=other, questions=[question("Hoe snel?")])
    agenda = learning_agenda(LearningThemePage.objects.order_by("path"), tree.dutch.pk, asked)
    assert [each.text for _circle, _theme, questions in agenda.themes for each in questions] == found
    assert (len(agenda.narrowed.left), agenda.narrowed.total) == (len(found), 3)


def test_the_agenda_filters_by_focus_area_and_by_circle(
    theme: LearningThemePage, circle: KnowledgeCirclePage, tree: Tree
) -> None:
    area: FocusArea = factories.FocusAreaFactory(name="Preventie")
    PageFocusArea.objects.create(page=theme, focus_area=area)
    other = factories.LearningThemePageFactory(parent=circle, questions=[question("Hoe snel?")])
    themes = LearningThemePage.objects.filter(pk__in=[theme.pk, other.pk]).order_by("path")
    by_area = learning_agenda(themes, tree.dutch.pk, {"focus": str(area.pk)})
    assert [each.title for _circle, each, _questions in by_area.themes] == ["Besturen"]
    offered = {each.name: [choice.label for choice in each.choices] for each in by_area.narrowed.filters}
    assert offered["focus"] == ["Preventie"]
    by_circle = learning_agenda(themes, tree.dutch.pk, {"circle": str(circle.translation_key)})
    assert len(by_circle.narrowed.left) == 3


def test_the_agenda_says_so_when_nothing_fits(theme: LearningThemePage, tree: Tree, client: Client) -> None:
    factories.LearningAgendaPageFactory(parent=tree.academy, slug="leeragenda")
    assert "Wie betaalt?" in client.get("/nl/academie/leeragenda/").content.decode()
    answer = client.get("/nl/academie/leeragenda/?status=explored&circle=%FF")
    assert answer.status_code == 200
    assert "Wie betaalt?" not in answer.content.decode()
    assert 'href="/nl/academie/leeragenda/"' in answer.content.decode()


def test_a_period_that_ends_before_it_starts_is_refused_in_the_form_and_in_the_database(
    theme: LearningThemePage,
) -> None:
    theme.start, theme.end = date(2026, 3, 2), date(2026, 3, 1)
    with pytest.raises(ValidationError) as error:
        theme.full_clean(validate_constraints=False)
    assert "end" in error.value.message_dict
    with pytest.raises(IntegrityError):
        LearningThemePage.objects.filter(pk=theme.pk).update(start=theme.start, end=theme.end)


def test_who_takes_consent_back_leaves_the_circle_at_once(circle: KnowledgeCirclePage, client: Client) -> None:
    person = factories.PersonFactory(name="Noor Zonnewerf")
    Contribution.objects.create(page=circle, person=person, role=Contribution.Role.FACILITATOR)
    assert "Noor Zonnewerf" in client.get("/nl/academie/plein/kring/").content.decode()
    person.may_be_shown = False
    person.save()
    assert "Noor Zonnewerf" not in client.get("/nl/academie/plein/kring/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_a_circle_costs_as_much_for_one_theme_as_for_twenty(
    circle: KnowledgeCirclePage,
    tree: Tree,
    client: Client,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    area = factories.FocusAreaFactory()
    PageFocusArea.objects.create(page=circle, focus_area=area)
    Involvement.objects.create(page=circle, organisation=factories.OrganisationFactory())
    Contribution.objects.create(page=circle, person=factories.PersonFactory())
    for _ in range(count):
        page = factories.LearningThemePageFactory(
            parent=circle, questions=[question("Wie?", "answered", answer_page=circle)]
        )
        PageFocusArea.objects.create(page=page, focus_area=area)
        factories.GatheringPageFactory(parent=circle)
    factories.LearningAgendaPageFactory(parent=tree.academy, slug="leeragenda")
    for path, budget in {"/nl/academie/plein/kring/": 15, "/nl/academie/leeragenda/": 15}.items():
        client.get(path)
        with django_assert_max_num_queries(budget):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("address", "said"), [("/nl/", "1 van 2 vragen beantwoord"), ("/en/", "1 of 2 questions answered")]
)
def test_a_platform_says_how_far_each_circle_is_with_its_themes(
    tree: Tree, circle: KnowledgeCirclePage, theme: LearningThemePage, client: Client, address: str, said: str
) -> None:
    factories.LearningThemePageFactory(parent=circle, title="Nog niet begonnen", slug="later", live=False)
    platform = circle.get_parent().specific
    if address == "/en/":
        platform, circle, theme = (
            page.copy_for_translation(tree.english, copy_parents=True) for page in (platform, circle, theme)
        )
        for page in (platform, circle, theme):
            page.save_revision().publish()
    shown = client.get(platform.url).content.decode()
    assert "Besturen" in shown
    assert theme.url in shown
    assert said in " ".join(shown.split())
    assert "Nog niet begonnen" not in shown


@pytest.mark.parametrize("count", [1, 20])
def test_a_platform_costs_as_much_for_one_circle_as_for_twenty(
    circle: KnowledgeCirclePage, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    platform = circle.get_parent()
    for number in range(count):
        another = factories.KnowledgeCirclePageFactory(parent=platform, slug=f"kring-{number}")
        factories.LearningThemePageFactory(parent=another, questions=[question("Wie weet het?")])
    client.get(platform.url)
    with django_assert_max_num_queries(12):
        assert "Wie weet het?" not in client.get(platform.url).content.decode()
