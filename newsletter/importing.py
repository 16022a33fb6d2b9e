"""Subscribers from a list that was kept elsewhere: staged line by line, then taken a batch at a time.

The lines wait in the database, so a run that is killed goes on where it was, and no list is ever held whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .import_lines import EXPORTED, NEEDED, Reading, Wanted, key_or_nothing
from .models import Consent, ForgottenAddress, ImportLine, ImportPart, NewsletterSettings, Subscriber, SubscriberImport

Outcome = ImportLine.Outcome
BATCH = 1_000
LONGEST_FIELD, LONGEST_LINE = 1_000, 20_000


class UnreadableListError(Exception):
    """The file can't be read as a list of subscribers."""


@dataclass(frozen=True)
class Row:
    """A row of a list: its line in the file, and what stands in the columns that an import takes.

    Of what else a list has of people nothing is kept. None if the row doesn't match the columns.
    """

    number: int
    fields: dict[str, str] | None

    def line_of(self, run: SubscriberImport) -> ImportLine:
        """This row as a line of an import, not saved yet."""
        if self.fields is None:
            return ImportLine(import_run=run, number=self.number, outcome=Outcome.UNREADABLE)
        key = key_or_nothing(self.fields["email"])
        return ImportLine(import_run=run, number=self.number, fields=self.fields, email_key=key)


@transaction.atomic
def stage(lines: Iterable[str], name: str, by: Any = None, *, is_trial: bool = False) -> SubscriberImport:
    """Puts the lines of a CSV file in the database, all or none. Raises UnreadableListError for what isn't one."""
    run = SubscriberImport.objects.create(name=name[:255], by=by, is_trial=is_trial)
    rows = table(lines)
    while batch := list(islice(rows, BATCH)):
        ImportLine.objects.bulk_create(row.line_of(run) for row in batch)
    if not run.lines.exists():
        raise nothing_in_it()
    return run


def check(lines: Iterable[str]) -> None:
    """Reads a CSV file to its end. Raises UnreadableListError for what isn't one."""
    if not sum(1 for _row in table(lines)):
        raise nothing_in_it()


def nothing_in_it() -> UnreadableListError:
    return UnreadableListError(_("There are no lines below the first."))


def not_utf8() -> UnreadableListError:
    return UnreadableListError(_("The file isn't UTF-8."))


def table(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a CSV file below its first line. Raises UnreadableListError for what isn't one."""
    try:
        yield from _rows(_of_bearable_length(lines))
    except UnicodeDecodeError as error:
        raise not_utf8() from error


def _of_bearable_length(lines: Iterable[str]) -> Iterator[str]:
    """A line of a file that is nothing but commas would be millions of cells."""
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableListError(_("Line %(line)d is too long.") % {"line": number})
        yield line


def _rows(lines: Iterator[str]) -> Iterator[Row]:
    head = next(lines, "").lstrip("\ufeff")
    delimiter = ";" if head.count(";") > head.count(",") else ","
    columns = [column.strip().lower() for column in next(_values([head], delimiter), (0, []))[1]]
    if missing := [column for column in NEEDED if column not in columns]:
        raise UnreadableListError(_("The first line lacks: %(columns)s.") % {"columns": ", ".join(missing)})
    for number, values in _values(lines, delimiter, above=1):
        if len(values) == len(columns) and all(len(value) <= LONGEST_FIELD for value in values):
            cells = zip(columns, (value.replace("\0", "\ufffd").strip() for value in values), strict=True)
            yield Row(number, {column: cell for column, cell in cells if column in EXPORTED})
        elif values:
            yield Row(number, None)


def _values(lines: Iterable[str], delimiter: str, above: int = 0) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for values in reader:
            yield reader.line_num + above, values
    except csv.Error as error:
        problem = _("Line %(line)d can't be read: a field is too long, or a quotation mark isn't closed.")
        raise UnreadableListError(problem % {"line": reader.line_num + above}) from error


def take(run: SubscriberImport) -> None:
    """Deals with all that waits, a transaction for each batch; may be stopped and called again at any moment."""
    while take_batch(run):
        pass


def take_batch(run: SubscriberImport) -> bool:
    """Deals with the next lines, all or none of them; False when none is left."""
    try:
        return _take_batch(run.pk)
    except IntegrityError:  # somebody in these lines signed up meanwhile, and is there now
        return _take_batch(run.pk)


@transaction.atomic
def _take_batch(run_id: int) -> bool:
    run = SubscriberImport.objects.select_for_update().get(pk=run_id)
    if run.finished_at:
        return False
    lines = list(run.lines.filter(number__gt=run.done_up_to, outcome=Outcome.WAITING).order_by("number")[:BATCH])
    if not lines:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
        if not run.is_trial:
            _empty(run.lines.all())
        return False
    wanted = _judge(run, lines)
    if not run.is_trial:
        _add(wanted)
    for outcome in {line.outcome for line in lines}:
        of_this = [line.pk for line in lines if line.outcome == outcome]
        ImportLine.objects.filter(pk__in=of_this).update(outcome=outcome)
    run.done_up_to = lines[-1].number
    run.save(update_fields=["done_up_to"])
    return True


def _judge(run: SubscriberImport, lines: list[ImportLine]) -> list[Wanted]:
    """Gives each line its outcome; answers who is to be added."""
    keys = [line.email_key for line in lines if line.email_key]
    reading = Reading()
    seen = set(run.lines.filter(email_key__in=keys, outcome=Outcome.ADDED).values_list("email_key", flat=True))
    there = dict(Subscriber.objects.filter(email_key__in=keys).values_list("email_key", "state"))
    hashes = {reading.hash_of(key): key for key in keys}
    forgotten = {
        hashes[address_hash]: reason
        for address_hash, reason in ForgottenAddress.objects.filter(address_hash__in=hashes).values_list(
            "address_hash", "reason"
        )
    }
    added = []
    for line in lines:
        read = reading.read(line)
        if isinstance(read, Outcome):
            line.outcome = read
        elif line.email_key in seen:
            line.outcome = Outcome.DUPLICATE
        elif Subscriber.State.SUPPRESSED in (there.get(line.email_key), forgotten.get(line.email_key)):
            line.outcome = Outcome.SUPPRESSED
        elif line.email_key in there:
            line.outcome = Outcome.ALREADY_THERE
        elif line.email_key in forgotten:
            line.outcome = Outcome.ERASED
        else:
            line.outcome = Outcome.ADDED
            seen.add(line.email_key)
            added.append(read)
    return added


def _add(wanted: list[Wanted]) -> None:
    """Makes subscribers, with the proof of what they consented to: asked then and there, vouched for now."""
    now = timezone.now()
    Subscriber.objects.bulk_create([one.subscriber for one in wanted])
    chosen = Subscriber.topics.through
    chosen.objects.bulk_create(
        chosen(subscriber_id=one.subscriber.pk, focusarea_id=topic) for one in wanted for topic in one.topics
    )
    asked = Consent.objects.bulk_create([one.consent(at=one.consent_at) for one in wanted])
    Consent.objects.bulk_create(
        [one.consent(at=now, confirms=consent) for one, consent in zip(wanted, asked, strict=True)]
    )


def can_be_done(run: SubscriberImport) -> bool:
    """Whether a trial is over, would add somebody, and still has their addresses."""
    is_tried = bool(run.is_trial and run.finished_at)
    return is_tried and run.lines.filter(outcome=Outcome.ADDED).exclude(fields={}).exists()


@transaction.atomic
def do_for_real(run: SubscriberImport) -> bool:
    """Has the lines of a trial wait again, to be taken for real; False when they can't be, or are already."""
    run = SubscriberImport.objects.select_for_update().get(pk=run.pk)
    if not can_be_done(run):
        return False
    SubscriberImport.objects.filter(pk=run.pk).update(is_trial=False, finished_at=None, done_up_to=0)
    run.lines.exclude(fields={}).update(outcome=Outcome.WAITING)
    return True


def _empty(lines: QuerySet[ImportLine]) -> None:
    lines.exclude(fields={}).update(fields={}, email_key="")


@transaction.atomic
def forget_lists(now: datetime) -> None:
    """Ends imports that nobody finished in time; of their lines only what became of them is kept, and not for long."""
    old = SubscriberImport.objects.filter(created_at__lte=now - timedelta(days=settings.DAYS_TO_KEEP_LISTS))
    old.filter(finished_at=None).update(finished_at=now)
    delete_at_once(ImportPart.objects.filter(import_run__in=old))
    _empty(ImportLine.objects.filter(import_run__in=old))
    discard(old.filter(created_at__lte=now - timedelta(days=NewsletterSettings.load().days_to_keep_ended)))


@transaction.atomic
def discard(runs: QuerySet[SubscriberImport]) -> None:
    """Deletes imports with all that belongs to them."""
    for model in (ImportPart, ImportLine):
        delete_at_once(model.objects.filter(import_run__in=runs))
    runs.delete()


def delete_at_once(rows: QuerySet[Any]) -> None:
    """Deletes rows that nothing refers to in one statement: deleting as usual would fetch each of them before."""
    rows._raw_delete(rows.db)


def counts_of(run: SubscriberImport) -> dict[str, int]:
    """How many lines had which outcome; the empty one is waiting."""
    return dict(run.lines.order_by().values_list("outcome").annotate(lines=Count("pk")))
