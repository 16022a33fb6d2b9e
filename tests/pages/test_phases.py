"""A phase: its years beside those of the others, the evidence of its goals, and what belongs to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.models import Tie
from pages.models import PhasePage, VisionPage
from pages.models.vision import PhaseForm
from pages.phases import years_between
from tests import factories
from tests.conftest import Tree

EMPTY = {
    f"{name}-{part}": "0"
    for name in ("goals", "body", "comments")
    for part in ("count", "TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.mark.parametrize(
    ("phases", "gaps"),
    [
        ([], []),
        ([(2019, 2022)], []),
        ([(2023, 2026), (2019, 2022)], []),
        ([(2019, 2021), (2023, 2026), (2030, 2031)], [(2022, 2022), (2027, 2029)]),
        ([(2019, 2026), (2020, 2021), (2027, 2028)], []),
    ],
)
def test_the_years_that_no_phase_covers(phases: list[tuple[int, int]], gaps: list[tuple[int, int]]) -> None:
    assert years_between(phases) == gaps


@pytest.fixture
def vision(tree: Tree) -> VisionPage:
    page: VisionPage = factories.VisionPageFactory(parent=tree.home, slug="visie")
    factories.PhasePageFactory(parent=page, slug="fase-1", number=1, start_year=2019, end_year=2022)
    return page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "fits"), [(2022, 2026, False), (2020, 2021, False), (2015, 2030, False), (2023, 2026, True)]
)
def test_a_phase_shares_no_year_with_another_whether_it_is_new_or_not(
    vision: VisionPage, start: int, end: int, fits: bool
) -> None:
    form_type: Any = PhasePage.get_edit_handler().get_form_class()
    assert issubclass(form_type, PhaseForm)
    data = {**EMPTY, "title": "Fase 2", "slug": "fase-2", "number": "2", "start_year": start, "end_year": end}
    form = form_type(data, instance=PhasePage(), parent_page=vision)
    form.is_valid()
    assert ("start_year" in form.errors) is not fits
    saved = factories.PhasePageFactory(parent=vision, slug="fase-2", number=2)
    saved.start_year, saved.end_year = start, end
    if fits:
        saved.clean()
    else:
        with pytest.raises(ValidationError) as error:
            saved.clean()
        assert "start_year" in error.value.message_dict


@pytest.mark.django_db
def test_an_editor_hears_of_years_without_a_phase_and_what_they_did_is_saved(
    vision: VisionPage, client: Client
) -> None:
    client.force_login(factories.UserFactory(is_superuser=True))
    phase = factories.PhasePageFactory(parent=vision, slug="fase-2", number=2)
    data = {**EMPTY, "title": "Fase 2", "slug": "fase-2", "number": "2", "start_year": "2025", "end_year": "2026"}
    response = client.post(f"/cms/pages/{phase.pk}/edit/", data, follow=True)
    assert "2023–2024" in response.content.decode()
    assert PhasePage.objects.get(pk=phase.pk).get_latest_revision_as_object().start_year == 2025


@pytest.mark.django_db
def test_a_goal_leads_to_its_evidence_only_while_anybody_may_see_that(
    vision: VisionPage, tree: Tree, client: Client
) -> None:
    evidence = factories.ArticlePageFactory(parent=tree.news, title="Het bewijs", slug="bewijs", date=date(2030, 1, 1))
    goals = [("goal", {"text": "Samen beginnen", "status": "reached", "evidence": evidence})]
    factories.PhasePageFactory(parent=vision, slug="fase-2", number=2, goals=goals)
    assert 'href="/nl/nieuws/bewijs/"' in client.get("/nl/visie/fase-2/").content.decode()
    evidence.unpublish()
    page = client.get("/nl/visie/fase-2/").content.decode()
    assert "Samen beginnen" in page
    assert "Het bewijs" not in page


@pytest.mark.django_db
def test_it_gathers_what_is_of_its_years_and_what_is_tied_to_it(vision: VisionPage, tree: Tree, client: Client) -> None:
    factories.ArticlePageFactory(parent=tree.news, title="Van toen", date=date(2021, 5, 1))
    later = factories.ArticlePageFactory(parent=tree.news, title="Terugblik", slug="terugblik", date=date(2025, 5, 1))
    factories.ArticlePageFactory(parent=tree.news, title="Iets anders", date=date(2025, 5, 1))
    Tie.objects.create(page=later, target=PhasePage.objects.child_of(vision).get())
    page = client.get("/nl/visie/fase-1/").content.decode()
    assert "Van toen" in page
    assert "Terugblik" in page
    assert "Iets anders" not in page


@pytest.mark.django_db
def test_twenty_goals_with_evidence_cost_as_much_as_one(vision: VisionPage, tree: Tree, client: Client) -> None:
    evidence = [factories.ArticlePageFactory(parent=tree.news, date=date(2030, 1, 1)) for _ in range(5)]
    phase = factories.PhasePageFactory(parent=vision, slug="fase-2", number=2)

    def queries(count: int) -> int:
        phase.goals = [("goal", {"text": f"Doel {n}", "evidence": evidence[n % 5]}) for n in range(count)]
        phase.save()
        client.get("/nl/visie/fase-2/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/nl/visie/fase-2/")
        return len(asked)

    assert queries(1) == queries(20) <= 12
