"""A list as it came in through the admin: looked at within the request, kept in parts, and staged by the worker.

Staging a long list takes longer than anybody waits for a page. The parts stand in the database, where every worker
finds them, and go once their lines are staged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from itertools import count, islice
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from . import importing
from .models import ImportLine, ImportPart, SubscriberImport

LINES_IN_A_PART = 5_000


@transaction.atomic
def receive(lines: Iterable[str], name: str, by: Any) -> SubscriberImport:
    """Keeps the lines of a CSV file, to be tried; all or none. Raises UnreadableListError for what isn't one."""
    run = SubscriberImport.objects.create(name=name[:255], by=by, is_trial=True)
    try:
        _keep(run, iter(lines))
    except UnicodeDecodeError as error:
        raise importing.not_utf8() from error
    importing.check(_lines_of(run))
    return run


def _keep(run: SubscriberImport, lines: Iterator[str]) -> None:
    for number in count():
        part = "".join(islice(lines, LINES_IN_A_PART))
        if not part:
            return
        ImportPart.objects.create(import_run=run, number=number, content=part.encode())


def _lines_of(run: SubscriberImport) -> Iterator[str]:
    for number in count():
        part = run.parts.filter(number=number).first()
        if part is None:
            return
        yield from StringIO(bytes(part.content).decode(), newline="")


def go_on(run: SubscriberImport, until: datetime) -> bool:
    """Stages and takes lines until then, a transaction for each batch; True once nothing is left to be done."""
    try:
        is_staged = _stage(run, until)
        while is_staged and importing.take_batch(run):
            if timezone.now() >= until:
                return False
    except SubscriberImport.DoesNotExist:  # somebody deleted it meanwhile
        return True
    return is_staged


def _stage(run: SubscriberImport, until: datetime) -> bool:
    """True once all lines of the parts are staged and the parts are gone."""
    if not run.parts.exists():
        return True
    staged = _staged_up_to(run)
    rows = (row for row in importing.table(_lines_of(run)) if row.number > staged)
    while batch := list(islice(rows, importing.BATCH)):
        if timezone.now() >= until or not _put(run, [row.line_of(run) for row in batch], after=staged):
            return False
        staged = batch[-1].number
    importing.delete_at_once(run.parts.all())
    return True


@transaction.atomic
def _put(run: SubscriberImport, lines: list[ImportLine], after: int) -> bool:
    """False when another worker was faster."""
    SubscriberImport.objects.select_for_update().get(pk=run.pk)
    if _staged_up_to(run) != after:
        return False
    ImportLine.objects.bulk_create(lines)
    return True


def _staged_up_to(run: SubscriberImport) -> int:
    return run.lines.aggregate(last=Max("number"))["last"] or 0
