"""Subscribers from a list that was kept elsewhere: staged line by line, then taken a batch at a time.

The lines wait in the database, so a run that is killed goes on where it was, and no list is ever held whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .import_lines import NEEDED, Reading, Wanted, key_or_nothing
from .models import Consent, ForgottenAddress, ImportLine, Subscriber, SubscriberImport

Outcome = ImportLine.Outcome
BATCH = 1_000
LONGEST_FIELD = 1_000


class UnreadableListError(Exception):
    """The file can't be read as a list of subscribers."""


@transaction.atomic
def stage(lines: Iterable[str], name: str, by: Any = None, *, is_trial: bool = False) -> SubscriberImport:
    """Puts the lines of a CSV file in the database, all or none. Raises UnreadableListError for what isn't one."""
    run = SubscriberImport.objects.create(name=name[:255], by=by, is_trial=is_trial)
    try:
        rows = _rows(run, iter(lines))
        while batch := list(islice(rows, BATCH)):
            ImportLine.objects.bulk_create(batch)
        if not run.lines.exists():
            raise UnreadableListError(_("There are no lines below the first."))
    except UnicodeDecodeError as error:
        raise UnreadableListError(_("The file isn't UTF-8.")) from error
    except csv.Error as error:
        raise UnreadableListError(_("The file isn't CSV: %(problem)s.") % {"problem": error}) from error
    return run


def _rows(run: SubscriberImport, lines: Iterator[str]) -> Iterator[ImportLine]:
    head = next(lines, "").lstrip("\ufeff")
    delimiter = ";" if head.count(";") > head.count(",") else ","
    columns = [column.strip().lower() for column in next(csv.reader([head], delimiter=delimiter), [])]
    if missing := [column for column in NEEDED if column not in columns]:
        raise UnreadableListError(_("The first line lacks: %(columns)s.") % {"columns": ", ".join(missing)})
    reader = csv.reader(lines, delimiter=delimiter)
    for values in reader:
        line = ImportLine(import_run=run, number=reader.line_num + 1)
        if len(values) == len(columns) and all(len(value) <= LONGEST_FIELD for value in values):
            line.fields = {
                column: value.replace("\0", "\ufffd").strip() for column, value in zip(columns, values, strict=True)
            }
            line.email_key = key_or_nothing(line.fields["email"])
        elif values:
            line.outcome = Outcome.UNREADABLE
        else:
            continue
        yield line


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
    """Ends imports that nobody finished in time; of their lines only what became of them is kept."""
    old = SubscriberImport.objects.filter(created_at__lte=now - timedelta(days=settings.DAYS_TO_KEEP_LISTS))
    old.filter(finished_at=None).update(finished_at=now)
    _empty(ImportLine.objects.filter(import_run__in=old))


def counts_of(run: SubscriberImport) -> dict[str, int]:
    """How many lines had which outcome; the empty one is waiting."""
    return dict(run.lines.order_by().values_list("outcome").annotate(lines=Count("pk")))
