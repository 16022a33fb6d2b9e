from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.models import PhasePage, VisionPage
from pages.models.vision import PhaseStatus
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("year", "status"),
    [(2022, PhaseStatus.NEXT), (2023, PhaseStatus.CURRENT), (2026, PhaseStatus.CURRENT), (2027, PhaseStatus.PAST)],
)
def test_the_years_say_where_a_phase_stands(year: int, status: PhaseStatus) -> None:
    phase = PhasePage(title="Meters Maken", start_year=2023, end_year=2026)
    assert phase.status_in(year) is status


def test_without_years_a_phase_stands_nowhere() -> None:
    assert PhasePage(title="Nieuw").status_in(2026) is None


def test_the_new_year_begins_in_amsterdam() -> None:
    phase = PhasePage(title="Meters Maken", start_year=2023, end_year=2026)
    with time_machine.travel(datetime(2026, 12, 31, 22, 59, tzinfo=UTC), tick=False):
        assert phase.status is PhaseStatus.CURRENT
    with time_machine.travel(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), tick=False):
        assert phase.status is PhaseStatus.PAST


@pytest.fixture
def vision(tree: Tree) -> VisionPage:
    vision = factories.VisionPageFactory(
        parent=tree.home,
        slug="visie",
        name="Utrecht Gelukkig Gezond 2030",
        target_year=2030,
        criteria=[("criterion", {"quality": "Empathie", "activity": "Empathisch ontwerpen"})],
        principles=[("principle", {"title": "Samen", "text": "Met bewoners."})],
    )
    for number, (start, end) in enumerate([(2019, 2022), (2023, 2026), (2027, 2030)], start=1):
        factories.PhasePageFactory(parent=vision, slug=f"fase-{number}", number=number, start_year=start, end_year=end)
    return vision


def test_a_visitor_sees_the_road_with_its_three_phases(vision: VisionPage, client: Client) -> None:
    page = client.get("/nl/visie/").content.decode()
    for words in ("Utrecht Gelukkig Gezond 2030", "Empathisch ontwerpen", "Met bewoners.", "2019", "2027"):
        assert words in page


def test_a_phase_that_ends_before_it_starts_is_refused_in_the_form_and_in_the_database(vision: VisionPage) -> None:
    phase = PhasePage.objects.first()
    assert phase
    phase.start_year, phase.end_year = 2026, 2023
    with pytest.raises(ValidationError) as error:
        phase.full_clean()
    assert "end_year" in error.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        PhasePage.objects.filter(pk=phase.pk).update(start_year=2026, end_year=2023)


@pytest.mark.parametrize("path", ["/nl/", "/nl/visie/", "/nl/visie/fase-2/"])
def test_each_page_stays_within_its_budget(
    vision: VisionPage, client: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(path)
    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("kind", [factories.VisionPageFactory, factories.InformationPageFactory])
def test_a_page_shows_with_only_a_title_filled_in(tree: Tree, client: Client, kind: type) -> None:
    kind(parent=tree.home, title="Leeg", slug="leeg")
    assert client.get("/nl/leeg/").status_code == 200
