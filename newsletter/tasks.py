"""What the newsletter does in the background. Each task may be run again at any moment without harm."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from . import compiling, erasing, importing, letters, managers, pausing, receiving, retention, subscribing
from .foreign_links.checking import check_links
from .freezing import freeze
from .letters import NotTakenError
from .models import Dispatch, Issue, SubscriberImport
from .sending import limits, recovering, sharing
from .sending.running import send_deliveries

logger = logging.getLogger(__name__)
CHECK_LINKS = "newsletter.check_foreign_links"
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
    """Compiles the issue that should exist by now and doesn't, and has its managers told in the same transaction."""
    with transaction.atomic():
        issue = compiling.compile_if_due(timezone.now())
        if issue:
            tell_managers.defer(issue_id=issue.pk)


@app.task(name="newsletter.tell_managers")
def tell_managers(issue_id: int) -> None:
    """Mails whoever may approve issues that one was compiled, or held back."""
    managers.tell_compiled(Issue.objects.get(pk=issue_id))


@app.periodic(cron="*/5 * * * *")
@app.task(name="newsletter.check_foreign_links", queueing_lock=CHECK_LINKS, lock=CHECK_LINKS)
def check_foreign_links(timestamp: int) -> None:
    """Looks whether the pages on other sites are there that issues in the making link to."""
    if settings.CHECK_FOREIGN_LINKS:
        check_links(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="newsletter.send_scheduled_issues", queueing_lock="newsletter.send_scheduled_issues")
def send_scheduled_issues(timestamp: int) -> None:
    """Sends what is scheduled and due, and tells the managers of what was due and waits."""
    from . import scheduling  # which sends by a task of this module

    now = timezone.now()
    scheduling.send_scheduled(now)
    scheduling.tell_who_is_late(now)


@app.task(name="newsletter.request_subscription")
def request_subscription(sign_up_id: int) -> None:
    """Decides what a sign-up leads to, and queues the mail that answers it."""
    with transaction.atomic():
        letter = subscribing.answer(sign_up_id, timezone.now())
        if letter:
            queue_letter(letter)


@app.task(name="newsletter.request_link")
def request_link(request_id: int) -> None:
    """Looks who lost the link to their choices, and queues the mail with it."""
    with transaction.atomic():
        letter = subscribing.link_for(request_id, timezone.now())
        if letter:
            queue_letter(letter)


def queue_letter(letter: subscribing.Letter) -> None:
    """Has a worker send a mail; the job holds a number and no address."""
    send_letter.defer(kind=letter.kind.value, number=str(letter.number))


@app.task(name="newsletter.send_letter", retry=TRY_AGAIN)
def send_letter(kind: str, number: str) -> None:
    """Sends somebody a mail about their own subscription."""
    send = {
        subscribing.LetterKind.CONFIRM: letters.send_confirmation,
        subscribing.LetterKind.ALREADY: letters.tell_already_subscribed,
        subscribing.LetterKind.LINK: letters.send_link,
        subscribing.LetterKind.CONFIRM_MOVE: letters.ask_at_new_address,
        subscribing.LetterKind.MOVED: letters.tell_at_old_address,
    }[subscribing.LetterKind(kind)]
    send(UUID(number))


@app.periodic(cron="17 * * * *")
@app.task(name="newsletter.purge_unconfirmed", queueing_lock="newsletter.purge_unconfirmed")
def purge_unconfirmed(timestamp: int) -> None:
    """Forgets who never confirmed."""
    subscribing.purge_unconfirmed(timezone.now())


@app.periodic(cron="27 * * * *")
@app.task(name="newsletter.remind_unconfirmed", queueing_lock="newsletter.remind_unconfirmed")
def remind_unconfirmed(timestamp: int) -> None:
    """Reminds, once, who signed up some days ago and didn't confirm."""
    with transaction.atomic():
        for letter in subscribing.reminders(timezone.now()):
            queue_letter(letter)


@app.periodic(cron="7 * * * *")
@app.task(name="newsletter.end_pauses", queueing_lock="newsletter.end_pauses")
def end_pauses(timestamp: int) -> None:
    """Has the newsletter come again to those who paused until today."""
    pausing.end_pauses(timezone.localdate())


@app.periodic(cron="37 * * * *")
@app.task(name="newsletter.forget_ended", queueing_lock="newsletter.forget_ended")
def forget_ended(timestamp: int) -> None:
    """Forgets who left long enough ago."""
    erasing.forget_ended(timezone.now())


@app.periodic(cron="47 * * * *")
@app.task(name="newsletter.forget_lists", queueing_lock="newsletter.forget_lists")
def forget_lists(timestamp: int) -> None:
    """Forgets the addresses of lists that were tried or left unfinished."""
    importing.forget_lists(timezone.now())


@app.periodic(cron="31 3 * * *")
@app.task(name="newsletter.forget_log", queueing_lock="newsletter.forget_log")
def forget_log(timestamp: int) -> None:
    """Forgets what was done about subscriptions long ago."""
    retention.forget_log(timezone.now())


@app.task(name="newsletter.import_subscribers")
def import_subscribers(import_id: int) -> None:
    """Deals with the lines of a list for a while, a transaction for each batch, and queues the rest."""
    run = SubscriberImport.objects.filter(pk=import_id).first()
    if run and not receiving.go_on(run, until=timezone.now() + LONGEST_RUN):
        continue_import(import_id)


def check_links_soon() -> None:
    """Has the links of an issue that was just made or edited looked at; once, however often that is."""
    try:
        with transaction.atomic():
            check_foreign_links.configure().defer(timestamp=int(timezone.now().timestamp()))
    except AlreadyEnqueued:
        pass


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


def continue_import(import_id: int) -> None:
    """Defers the next part of an import, unless it is waiting already."""
    try:
        with transaction.atomic():
            import_subscribers.configure(queueing_lock=f"newsletter.import.{import_id}").defer(import_id=import_id)
    except AlreadyEnqueued:
        pass
