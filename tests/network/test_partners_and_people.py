from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from network.models import Affiliation, Partnership
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", [Partnership, Affiliation])
def test_a_period_that_ends_before_it_starts_is_refused_in_the_form_and_in_the_database(
    row: type[Partnership] | type[Affiliation],
) -> None:
    owner = {"organisation": factories.OrganisationFactory()}
    if row is Affiliation:
        owner["person"] = factories.PersonFactory()
    wrong = row(start=date(2026, 3, 2), end=date(2026, 3, 1), **owner)
    with pytest.raises(ValidationError):
        wrong.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_an_organisation_is_named_once() -> None:
    factories.OrganisationFactory(name="UMC Utrecht")
    with pytest.raises(IntegrityError):
        factories.OrganisationFactory(name="UMC Utrecht")
