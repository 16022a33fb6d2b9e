"""A list that the worker stages: a batch at a time, from where a dead worker left it, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.utils import timezone

from newsletter import importing, receiving
from newsletter.models import ImportLine, ImportPart, SubscriberImport

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter")]

HEAD = "email,consent_source,consent_at\n"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 3)
    monkeypatch.setattr(receiving, "LINES_IN_A_PART", 4)


def received(rows: int) -> SubscriberImport:
    lines = (f'lid{number}@example.org,"een\nbeurs",2024-05-01\n' for number in range(rows))
    return receiving.receive(StringIO(HEAD + "".join(lines), newline=""), "leden.csv", None)


def soon() -> datetime:
    return timezone.now() + timedelta(minutes=1)


def test_nothing_is_staged_within_the_request_and_all_of_it_by_the_worker() -> None:
    run = received(10)
    assert not run.lines.exists()
    assert run.parts.count() == 6
    assert receiving.go_on(run, until=soon())
    assert not ImportPart.objects.exists()
    assert importing.counts_of(run) == {"added": 10}
    assert [line.number for line in run.lines.all()] == list(range(3, 22, 2))
    assert {line.fields["consent_source"] for line in run.lines.all()} == {"een\nbeurs"}


def test_another_worker_goes_on_where_a_dead_one_was(monkeypatch: pytest.MonkeyPatch) -> None:
    run = received(10)
    keep, calls = receiving._put, []

    def dies(*args: object, **kwargs: object) -> bool:
        calls.append(args)
        if len(calls) == 3:
            raise SystemExit
        return keep(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(receiving, "_put", dies)
    with pytest.raises(SystemExit):
        receiving.go_on(run, until=soon())
    assert importing.counts_of(run) == {"": 6}
    monkeypatch.setattr(receiving, "_put", keep)
    assert receiving.go_on(run, until=soon())
    assert importing.counts_of(run) == {"added": 10}


def test_it_stops_when_its_time_is_up_and_is_not_finished_then() -> None:
    run = received(4)
    assert not receiving.go_on(run, until=timezone.now())
    run.refresh_from_db()
    assert run.finished_at is None
    assert not run.lines.exists()


def test_a_worker_that_was_slower_puts_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    run = received(5)
    table = importing.table

    def slow(lines: Iterator[str]) -> Iterator[importing.Row]:
        monkeypatch.setattr(importing, "table", table)
        rows = list(table(lines))
        receiving.go_on(run, until=soon())
        yield from rows

    monkeypatch.setattr(importing, "table", slow)
    assert not receiving.go_on(run, until=soon())
    assert ImportLine.objects.count() == 5


def test_a_list_that_no_worker_read_is_forgotten_and_one_that_is_deleted_stops() -> None:
    run = received(4)
    importing.forget_lists(timezone.now() + timedelta(days=1))
    assert not ImportPart.objects.exists()
    other = received(4)
    SubscriberImport.objects.filter(pk=other.pk).delete()
    assert receiving.go_on(other, until=soon())
    assert run.pk != other.pk
