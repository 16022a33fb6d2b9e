from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from academy.models.programmes import EditionPage, EditionStatus
from network.models import Contribution, PageFocusArea
from tests import factories
from tests.conftest import Tree


def edition(**dates: date) -> EditionPage:
    return EditionPage(start=date(2026, 3, 2), end=date(2026, 6, 30), **dates)


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (datetime(2026, 3, 1, 22, 59, tzinfo=UTC), EditionStatus.ANNOUNCED),
        # A minute later it is 2 March in Amsterdam, which is still in winter time.
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), EditionStatus.RUNNING),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), EditionStatus.RUNNING),
        # And in summer time the last day ends an hour earlier by that clock.
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), EditionStatus.FINISHED),
    ],
)
def test_an_edition_starts_and_ends_on_days_in_amsterdam(moment: datetime, status: EditionStatus) -> None:
    with time_machine.travel(moment, tick=False):
        assert edition().status is status


def test_one_can_apply_until_the_deadline_that_day_included() -> None:
    with_deadline = edition(application_deadline=date(2026, 2, 1))
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=UTC), tick=False):
        assert with_deadline.is_open
    with time_machine.travel(datetime(2026, 2, 2, 12, tzinfo=UTC), tick=False):
        assert not with_deadline.is_open
    assert not edition().is_open


def test_an_edition_that_ends_before_it_starts_is_refused_in_the_form_and_in_the_database(tree: Tree) -> None:
    programme = factories.ProgrammePageFactory(parent=tree.academy)
    right = factories.EditionPageFactory(parent=programme, start=date(2026, 3, 2))
    right.end = date(2026, 3, 1)
    with pytest.raises(ValidationError) as error:
        right.full_clean(validate_constraints=False)
    assert "end" in error.value.message_dict
    with pytest.raises(IntegrityError):
        EditionPage.objects.filter(pk=right.pk).update(end=date(2026, 3, 1))


def test_who_takes_consent_back_leaves_the_programme_at_once(tree: Tree, client: Client) -> None:
    programme = factories.ProgrammePageFactory(parent=tree.academy, slug="leergang")
    person = factories.PersonFactory(name="Noor Zonnewerf")
    Contribution.objects.create(page=programme, person=person, role=Contribution.Role.LECTURER)
    assert "Noor Zonnewerf" in client.get("/nl/academie/leergang/").content.decode()
    person.may_be_shown = False
    person.save()
    assert "Noor Zonnewerf" not in client.get("/nl/academie/leergang/").content.decode()


def test_it_shows_with_only_a_title_filled_in(tree: Tree, client: Client) -> None:
    factories.ProgrammePageFactory(parent=tree.academy, slug="leeg")
    assert client.get("/nl/academie/leeg/").status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_the_academy_costs_as_much_for_one_programme_as_for_twenty(
    tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        programme = factories.ProgrammePageFactory(parent=tree.academy, picture=factories.PictureFactory())
        factories.EditionPageFactory(parent=programme)
    client.get("/nl/academie/")
    with django_assert_max_num_queries(15):
        assert client.get("/nl/academie/").status_code == 200


def test_a_programme_stays_within_its_budget(
    tree: Tree, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    area = factories.FocusAreaFactory()
    programme = factories.ProgrammePageFactory(parent=tree.academy, slug="leergang", picture=factories.PictureFactory())
    PageFocusArea.objects.create(page=programme, focus_area=area)
    factories.EditionPageFactory(parent=programme)
    Contribution.objects.create(
        page=programme, person=factories.PersonFactory(), organisation=factories.OrganisationFactory()
    )
    client.get("/nl/academie/leergang/")
    with django_assert_max_num_queries(12):
        assert client.get("/nl/academie/leergang/").status_code == 200
