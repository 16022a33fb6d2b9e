"""What a manager may decide about a dispatch on its way. Raises IssueError where it can't be done any more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..approval import IssueError
from ..models import Delivery, Dispatch, Issue, Subscriber
from ..tasks import continue_dispatch
from .recovering import finish_if_done

State = Delivery.State


@transaction.atomic
def pause(dispatch: Dispatch, user: Any = None, now: datetime | None = None) -> None:
    """Has no more messages handed over until it is resumed; workers notice within a second."""
    dispatch = _unfinished(dispatch)
    if dispatch.paused_at is None:
        dispatch.paused_at = now or timezone.now()
        dispatch.save(update_fields=["paused_at"])
        log(instance=dispatch.issue, action="newsletter.pause_dispatch", user=user)


@transaction.atomic
def resume(dispatch: Dispatch, user: Any = None) -> None:
    """Goes on with a paused dispatch."""
    dispatch = _unfinished(dispatch)
    if dispatch.paused_at is not None:
        dispatch.paused_at = None
        dispatch.save(update_fields=["paused_at"])
        log(instance=dispatch.issue, action="newsletter.resume_dispatch", user=user)
        continue_dispatch(dispatch.pk)


@transaction.atomic
def cancel(dispatch: Dispatch, user: Any = None, now: datetime | None = None) -> None:
    """Ends a dispatch for everybody whose turn hasn't come. What was handed over stays so, and gets its answer."""
    dispatch = _unfinished(dispatch)
    dispatch.cancelled_at = now or timezone.now()
    dispatch.save(update_fields=["cancelled_at"])
    log(instance=dispatch.issue, action="newsletter.cancel_dispatch", user=user)
    if dispatch.frozen_at is not None:
        finish_if_done(dispatch.pk, dispatch.cancelled_at)


def undecided(dispatch: Dispatch) -> QuerySet[Delivery]:
    """The deliveries in doubt about which nobody has decided."""
    return dispatch.deliveries.filter(state=State.IN_DOUBT, decided_at=None)


@transaction.atomic
def resend_doubtful(dispatch: Dispatch, pks: Collection[int], user: Any = None) -> int:
    """Has these deliveries in doubt sent again: who did get the message gets it twice. Says how many."""
    doubtful = undecided(dispatch).filter(pk__in=pks)
    return _send_again(dispatch, doubtful, "newsletter.resend_doubtful", user)


@transaction.atomic
def leave_doubtful(dispatch: Dispatch, pks: Collection[int], user: Any = None, now: datetime | None = None) -> int:
    """Leaves these deliveries in doubt for good. Says how many."""
    left = undecided(dispatch).filter(pk__in=pks).update(decided_at=now or timezone.now())
    if left:
        log(instance=dispatch.issue, action="newsletter.leave_doubtful", user=user, data={"deliveries": left})
    return left


def failed(dispatch: Dispatch) -> QuerySet[Delivery]:
    """The refused deliveries that may go better another time: their readers are still subscribed."""
    return dispatch.deliveries.filter(state=State.REFUSED, subscriber__state=Subscriber.State.ACTIVE)


@transaction.atomic
def resend_failed(dispatch: Dispatch, user: Any = None) -> int:
    """Has the refused ones tried again, but not those whose address was suppressed. Says how many."""
    return _send_again(dispatch, failed(dispatch), "newsletter.resend_failed", user)


def _send_again(dispatch: Dispatch, deliveries: QuerySet[Delivery], action: str, user: Any) -> int:
    dispatch = Dispatch.objects.select_for_update(of=("self",)).select_related("issue").get(pk=dispatch.pk)
    if dispatch.cancelled_at:
        raise IssueError(_("This dispatch was cancelled."))
    pks = list(deliveries.values_list("pk", flat=True))
    # Without its lease, so that a run which was believed dead has nothing more to say about it.
    again = Delivery.objects.filter(pk__in=pks).update(
        state=State.PENDING, attempts=0, retry_at=None, settled_at=None, lease=None, leased_until=None
    )
    if again:
        dispatch.finished_at = None
        dispatch.save(update_fields=["finished_at"])
        Issue.objects.filter(pk=dispatch.issue_id).update(state=Issue.State.SENDING)
        log(instance=dispatch.issue, action=action, user=user, data={"deliveries": again})
        continue_dispatch(dispatch.pk)
    return again


def _unfinished(dispatch: Dispatch) -> Dispatch:
    locked = Dispatch.objects.select_for_update(of=("self",)).select_related("issue").get(pk=dispatch.pk)
    if locked.finished_at:
        raise IssueError(_("This dispatch has ended."))
    if locked.cancelled_at:
        raise IssueError(_("This dispatch was cancelled."))
    return locked
