"""Bringing a list of subscribers along: with proof of consent, line by line, and as often as it takes."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.models import FocusArea
from newsletter import importing
from newsletter.erasing import erase
from newsletter.import_lines import COLUMNS, FORMULA, Reading, Wanted, guarded, key_or_nothing
from newsletter.importing import UnreadableListError, counts_of, do_for_real, stage, take, take_batch
from newsletter.models import Consent, ImportLine, Subscriber
from newsletter.subscribing import purge_unconfirmed

from .conftest import Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsletter")]

MakeSubscriber = Callable[..., Subscriber]
HEAD = ",".join(COLUMNS) + "\n"


def lines(*rows: str) -> list[str]:
    return [HEAD, *(row + "\n" for row in rows)]


def outcomes(run: Any) -> list[str]:
    return list(run.lines.values_list("outcome", flat=True))


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command(*(str(argument) for argument in arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def care(newsletter: Newsletter) -> FocusArea:
    """A topic in two languages."""
    care = FocusArea.objects.create(name="Zorg", locale=newsletter.tree.dutch)
    english = care.copy_for_translation(newsletter.tree.english)
    english.name = "Care"
    english.save()
    return care


def test_each_line_gets_its_outcome(subscriber: MakeSubscriber, care: FocusArea) -> None:
    subscriber("there@example.org")
    subscriber("never@example.org", state="suppressed")
    erase(subscriber("erased@example.org"), timezone.now())
    erase(subscriber("gone@example.org", state="suppressed"), timezone.now())
    consent = "congres 2024,2024-05-01"
    imported = stage(
        lines(
            f"Anna+Zorg@Example.org,en,care | ZORG,agenda;news,monthly,{consent}T10:00:00+02:00",
            f"bob@example.org,,,,,{consent}",
            f"no address,,,,,{consent}",
            "cas@example.org,,,,,,2024-05-01",
            "cas@example.org,,,,,congres,",
            "cas@example.org,,,,,congres,2999-01-01",
            f"cas@example.org,xx,,,,{consent}",
            f"cas@example.org,,roken,,,{consent}",
            f"BOB@example.org,,,,,{consent}",
            f"there@example.org,,,,,{consent}",
            f"never@example.org,,,,,{consent}",
            f"gone@example.org,,,,,{consent}",
            f"Erased@example.org,,,,,{consent}",
            "too,few",
            f"cas@example.org,,,,,{consent}",
        ),
        "leden.csv",
    )
    take(imported)
    assert outcomes(imported) == [
        "added",
        "added",
        "bad_address",
        "no_consent",
        "no_consent",
        "no_consent",
        "bad_choice",
        "bad_choice",
        "duplicate",
        "already_there",
        "suppressed",
        "suppressed",
        "erased",
        "unreadable",
        "added",
    ]
    anna = Subscriber.objects.get(email="Anna+Zorg@Example.org")
    assert (anna.language, anna.kinds, anna.rhythm, anna.state) == ("en", ["agenda", "news"], "monthly", "active")
    assert list(anna.topics.all()) == [care]
    [asked, confirmed] = Consent.objects.filter(subscriber_number=anna.number).order_by("pk")
    assert (asked.source, asked.at.isoformat(), confirmed.confirms) == (
        "congres 2024",
        "2024-05-01T08:00:00+00:00",
        asked,
    )
    purge_unconfirmed(timezone.now() + timedelta(days=99))
    assert Subscriber.objects.filter(pk=anna.pk).exists()
    assert Consent.objects.filter(subscriber_number=anna.number).count() == 2
    assert not ImportLine.objects.exclude(fields={}).exists()


def test_an_export_can_be_imported_and_nobody_who_left_comes_back(subscriber: MakeSubscriber, care: FocusArea) -> None:
    take(stage(lines("anna@example.org,en,Zorg,agenda,monthly,=cmd(),2024-05-01T08:00:00+00:00"), "leden.csv"))
    subscriber("left@example.org", state="unsubscribed", unsubscribed_at=timezone.now())
    exported = run("export_subscribers")
    rows = list(csv.DictReader(StringIO(exported)))
    assert [row["state"] for row in rows] == ["active", "unsubscribed"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(FORMULA)]
    Subscriber.objects.all().delete()
    again = stage(StringIO(exported), "export.csv")
    take(again)
    assert outcomes(again) == ["added", "no_consent"]
    anna = Subscriber.objects.get()
    assert (anna.email, anna.rhythm, anna.kinds, list(anna.topics.all())) == (
        "anna@example.org",
        "monthly",
        ["agenda"],
        [care],
    )
    assert Consent.objects.filter(subscriber_number=anna.number, source="=cmd()").count() == 2
    left = HEAD.strip() + ",state\nleft@example.org,,,,,congres,2024-05-01,unsubscribed\n"
    other = stage(StringIO(left), "export.csv")
    take(other)
    assert outcomes(other) == ["not_subscribed"]


def test_a_trial_adds_nobody_and_can_be_done_for_real() -> None:
    imported = stage(lines("anna@example.org,,,,,congres,2024-05-01", "x"), "leden.csv", is_trial=True)
    take(imported)
    assert outcomes(imported) == ["added", "unreadable"]
    assert not Subscriber.objects.exists()
    do_for_real(imported)
    take(imported)
    assert counts_of(imported) == {"added": 1, "unreadable": 1}
    assert Subscriber.objects.get().email == "anna@example.org"


def test_a_stopped_import_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    imported = stage(lines(*(f"reader{n}@example.org,,,,,congres,2024-05-01" for n in range(5))), "leden.csv")
    assert take_batch(imported)
    assert Subscriber.objects.count() == 2
    adding = importing._add

    def break_off(wanted: list[Wanted]) -> None:
        adding(wanted)
        raise RuntimeError

    monkeypatch.setattr(importing, "_add", break_off)
    with pytest.raises(RuntimeError):
        take(imported)
    assert Subscriber.objects.count() == 2
    monkeypatch.setattr(importing, "_add", adding)
    run("import_subscribers", "--resume", imported.pk)
    assert Subscriber.objects.count() == 5
    assert not take_batch(imported)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_from_the_command_line(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "leden.csv"
    rows = lines("anna@example.org,,,,,congres,2024-05-01", "no address,,,,,congres,2024-05-01")
    file.write_text("\ufeff" + "".join(rows).replace(",", delimiter), encoding="utf-8")
    tried = run("import_subscribers", file, "--dry-run")
    assert "line 3: bad_address" in tried
    assert "1 would be added, 1 refused." in tried
    assert not Subscriber.objects.exists()
    assert "1 added, 1 refused." in run("import_subscribers", file)
    assert "0 added, 2 refused." in run("import_subscribers", file)
    out = tmp_path / "export.csv"
    run("export_subscribers", out)
    assert out.read_text().startswith("email,language,topics,kinds,rhythm,consent_source,consent_at,state")
    with pytest.raises(CommandError):
        run("export_subscribers", out)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"email\nanna@example.org\n", HEAD.encode() + b'"' + b"a" * 300_000, HEAD.encode() + b"\xff"],
)
def test_what_is_no_list_changes_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "leden.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError):
        run("import_subscribers", file)
    assert not ImportLine.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        HEAD.strip() + "," * 100_000 + "\n" + "," * 100_006 + "\n",
        HEAD.strip() + "".join(f",column{number}" for number in range(100_000)) + "\n",
        HEAD + "," * 5_000_000 + "\n",
        HEAD + "anna@example.org,,,,,congres,2024-05-01" * 1_000 + "\n",
    ],
)
def test_a_line_of_millions_of_cells_is_refused_before_it_is_taken_apart(content: str) -> None:
    tracemalloc.start()
    with pytest.raises(UnreadableListError):
        stage(StringIO(content), "leden.csv")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * len(content) + 5_000_000
    assert not ImportLine.objects.exists()


def test_what_else_a_list_says_of_people_is_not_kept() -> None:
    lines = [HEAD.strip() + ",state,phone\n", "anna@example.org,,,,,congres,2024-05-01,active,0612345678\n"]
    run = stage(lines, "leden.csv")
    assert "0612345678" not in str(run.lines.get().fields)
    take(run)
    assert Subscriber.objects.get().state == "active"


def test_a_long_list_is_never_held_whole() -> None:
    given_out = 0

    def endless() -> Iterator[str]:
        nonlocal given_out
        yield HEAD
        while True:
            given_out += 1
            if given_out == 2_500:
                raise UnreadableListError
            yield f"reader{given_out}@example.org,,,,,congres,2024-05-01\n"

    with pytest.raises(UnreadableListError):
        stage(endless(), "leden.csv")
    assert not ImportLine.objects.exists()


@given(st.text(max_size=40))
def test_no_cell_is_a_formula_and_nothing_is_lost(value: str) -> None:
    from newsletter.import_lines import _unguarded

    assert not guarded(value).startswith(FORMULA)
    assert _unguarded(guarded(value)) == value or value.startswith("'")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.lists(st.text(max_size=30), min_size=7, max_size=7))
def test_whatever_a_line_says_it_has_an_outcome(values: list[str]) -> None:
    fields = dict(zip(COLUMNS, values, strict=True))
    line = ImportLine(number=1, fields=fields, email_key=key_or_nothing(fields["email"]))
    assert isinstance(Reading().read(line), Wanted | ImportLine.Outcome)
