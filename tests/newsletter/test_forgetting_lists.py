"""A list is deleted at once however long it is, and what became of its lines isn't kept for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletter import importing
from newsletter.models import ImportLine, SubscriberImport

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter")]

HEAD = "email,consent_source,consent_at\n"


def listed(rows: int) -> SubscriberImport:
    return importing.stage([HEAD, *(f"lid{number}@example.org,beurs,2024-05-01\n" for number in range(rows))], "leden")


def test_no_line_is_fetched_to_be_deleted() -> None:
    run, other = listed(30), listed(2)
    with CaptureQueriesContext(connection) as queries:
        importing.discard(SubscriberImport.objects.filter(pk=run.pk))
    assert [line.import_run_id for line in ImportLine.objects.all()] == [other.pk] * 2
    assert len(queries) <= 9


def test_what_became_of_the_lines_is_kept_for_some_weeks() -> None:
    listed(2)
    importing.forget_lists(timezone.now() + timedelta(days=27))
    assert ImportLine.objects.filter(fields={}).count() == 2
    importing.forget_lists(timezone.now() + timedelta(days=28))
    assert not SubscriberImport.objects.exists()
