"""What the newsletter does in the background. Each task may be run again at any moment without harm."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from . import compiling, letters, subscribing
from .freezing import freeze
from .letters import NotTakenError
from .models import Dispatch
from .sending import limits, recovering, sharing
from .sending.running import send_deliveries

logger = logging.getLogger(__name__)
# What else the worker has to do comes between two runs.
LONGEST_RUN = timedelta(seconds=20)
# From seconds to hours: a mail server that lets a new sender wait is asked again for half a day.
TRY_AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[NotTakenError])


@app.task(name="newsletter.dispatch_issue", task_middleware=[sharing.watched])
def dispatch_issue(dispatch_id: int) -> None:
    """Puts an issue on the site, fixes its readers, and hands messages over for a while, with whoever else has time.

    Whatever stops it is kept with the dispatch, for those who wait for it to see.
    """
    with sharing.one_run_here() as may_run:
        if not may_run:
            return
        try:
            publish_web_pages(Dispatch.objects.select_related("issue").get(pk=dispatch_id))
            freeze(dispatch_id)
            if recovering.has_work_for_two(dispatch_id, timezone.now()):
                # Another worker that has nothing to do takes part.
                continue_dispatch(dispatch_id)
            has_more = send_deliveries(dispatch_id, until=timezone.now() + LONGEST_RUN, is_stopping=sharing.is_stopping)
        except Exception as error:
            Dispatch.objects.filter(pk=dispatch_id).update(problem=f"{type(error).__name__}: {error}")
            raise
        if has_more:
            continue_dispatch(dispatch_id)


@app.periodic(cron="* * * * * */15")
@app.task(name="newsletter.resume_dispatches", queueing_lock="newsletter.resume_dispatches", pass_context=False)
def resume_dispatches(timestamp: int) -> None:
    """Goes on with every dispatch that has something to do: after a killed worker, or when a retry has come due."""
    now = timezone.now()
    recovering.doubt_lapsed(now)
    for dispatch in recovering.waiting_dispatches(now):
        continue_dispatch(dispatch.pk)


@app.periodic(cron="*/5 * * * *")
@app.task(name="newsletter.look_after_dispatches", queueing_lock="newsletter.look_after_dispatches")
def look_after_dispatches(timestamp: int) -> None:
    """Says in the log which dispatches have counts that don't add up, or have stopped moving."""
    now = timezone.now()
    for dispatch in recovering.miscounted():
        logger.error("The counts of the dispatch of %s don't add up.", dispatch)
    for dispatch in recovering.stuck(now):
        logger.error("The dispatch of %s has stopped moving.", dispatch)
    limits.forget_idle(now - timedelta(days=1))


@app.periodic(cron="*/10 * * * *")
@app.task(name="newsletter.compile_due_issue", queueing_lock="newsletter.compile_due_issue")
def compile_due_issue(timestamp: int) -> None:
    """Compiles the next issue once it is near enough."""
    compiling.compile_if_due(timezone.now())


@app.task(name="newsletter.request_subscription")
def request_subscription(sign_up_id: int) -> None:
    """Decides what a sign-up leads to, and queues the mail that answers it."""
    with transaction.atomic():
        letter = subscribing.answer(sign_up_id, timezone.now())
        if letter:
            send_letter.defer(kind=letter.kind.value, number=str(letter.number))


@app.task(name="newsletter.send_letter", retry=TRY_AGAIN)
def send_letter(kind: str, number: str) -> None:
    """Sends somebody a mail about their own subscription."""
    send = {
        subscribing.LetterKind.CONFIRM: letters.send_confirmation,
        subscribing.LetterKind.ALREADY: letters.tell_already_subscribed,
    }[subscribing.LetterKind(kind)]
    send(UUID(number))


@app.periodic(cron="17 * * * *")
@app.task(name="newsletter.purge_unconfirmed", queueing_lock="newsletter.purge_unconfirmed")
def purge_unconfirmed(timestamp: int) -> None:
    """Forgets who never confirmed."""
    subscribing.purge_unconfirmed(timezone.now())


def publish_web_pages(dispatch: Dispatch) -> None:
    """Makes the issue's page in every language public, as it was approved."""
    for page in dispatch.issue.pages.filter(live=False):
        page.get_latest_revision().publish()


def continue_dispatch(dispatch_id: int) -> None:
    """Defers a run of the dispatch, unless one is waiting already."""
    try:
        with transaction.atomic():
            dispatch_issue.configure(queueing_lock=f"newsletter.dispatch.{dispatch_id}").defer(dispatch_id=dispatch_id)
    except AlreadyEnqueued:
        pass
