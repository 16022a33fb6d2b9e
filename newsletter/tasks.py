"""What the newsletter does in the background. Each task may be run again at any moment without harm."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from . import compiling
from .freezing import freeze
from .models import Dispatch
from .sending import send_deliveries

# A run that is told to stop finishes what it is doing; short runs make that soon.
LONGEST_RUN = timedelta(seconds=20)


@app.task(name="newsletter.dispatch_issue")
def dispatch_issue(dispatch_id: int) -> None:
    """Puts an issue on the site, fixes its readers, and hands messages over for a while.

    Whatever stops it is kept with the dispatch, for those who wait for it to see.
    """
    try:
        publish_web_pages(Dispatch.objects.select_related("issue").get(pk=dispatch_id))
        freeze(dispatch_id)
        has_more = send_deliveries(dispatch_id, until=timezone.now() + LONGEST_RUN)
    except Exception as error:
        Dispatch.objects.filter(pk=dispatch_id).update(problem=f"{type(error).__name__}: {error}")
        raise
    if has_more:
        _continue(dispatch_id)


@app.periodic(cron="* * * * *")
@app.task(name="newsletter.resume_dispatches", queueing_lock="newsletter.resume_dispatches", pass_context=False)
def resume_dispatches(timestamp: int) -> None:
    """Goes on with every dispatch that isn't finished: after a killed worker, or when a retry has come due."""
    for dispatch_id in Dispatch.objects.filter(finished_at=None).values_list("pk", flat=True):
        _continue(dispatch_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="newsletter.compile_due_issue", queueing_lock="newsletter.compile_due_issue")
def compile_due_issue(timestamp: int) -> None:
    """Compiles the next issue once it is near enough."""
    compiling.compile_if_due(timezone.now())


def publish_web_pages(dispatch: Dispatch) -> None:
    """Makes the issue's page in every language public, as it was approved."""
    for page in dispatch.issue.pages.filter(live=False):
        page.get_latest_revision().publish()


def _continue(dispatch_id: int) -> None:
    """Defers a run of the dispatch, unless one is waiting already."""
    try:
        with transaction.atomic():
            dispatch_issue.configure(queueing_lock=f"newsletter.dispatch.{dispatch_id}").defer(dispatch_id=dispatch_id)
    except AlreadyEnqueued:
        pass
