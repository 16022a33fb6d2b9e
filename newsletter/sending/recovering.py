"""Small checks that put right what a stopped worker left. Each may be done at any moment, any number of times."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ..accounting import accounting_of
from ..models import Delivery, Dispatch, Issue
from . import ledger

logger = logging.getLogger(__name__)
State, Exclusion = Delivery.State, Delivery.Exclusion
OPEN = [State.PENDING, State.RETRYING, State.HANDED_OVER]
NO_ANSWER = "The sender stopped before an answer came."
STUCK_AFTER = timedelta(minutes=10)


def doubt_lapsed(now: datetime) -> int:
    """Puts in doubt what was handed over by runs that haven't been heard of since; says how many.

    The lease stays, so that a run that was only slow can still say what became of it.
    """
    with transaction.atomic():
        lapsed = Delivery.objects.filter(state=State.HANDED_OVER, leased_until__lt=now)
        pks = list(lapsed.select_for_update(skip_locked=True).values_list("pk", flat=True))
        return Delivery.objects.filter(pk__in=pks).update(state=State.IN_DOUBT, answer=NO_ANSWER, settled_at=now)


def waiting_dispatches(now: datetime) -> list[Dispatch]:
    """The dispatches that a run has something to do for: readers to fix, messages to hand over, or an end to write."""
    unfinished = Dispatch.objects.filter(finished_at=None).select_related("issue")
    return [dispatch for dispatch in unfinished if _waits(dispatch, now)]


def _waits(dispatch: Dispatch, now: datetime) -> bool:
    if dispatch.frozen_at is None:
        return dispatch.is_going
    if dispatch.is_going and ledger.due(dispatch, now).exists():
        return True
    return bool(dispatch.cancelled_at) or not dispatch.deliveries.filter(state__in=OPEN).exists()


def has_work_for_two(dispatch_id: int, now: datetime) -> bool:
    """Whether more is to be handed over than one run has at a time."""
    dispatch = Dispatch.objects.get(pk=dispatch_id)
    return dispatch.is_going and ledger.due(dispatch, now)[settings.SEND_WINDOW :].exists()


def finish_if_done(dispatch_id: int, now: datetime) -> bool:
    """Ends a dispatch for which nothing is left to be done, if its counts add up; says whether it ended.

    Of a cancelled one, whoever's turn hadn't come is excluded, with that as the reason.
    """
    with transaction.atomic():
        dispatch = Dispatch.objects.select_for_update().get(pk=dispatch_id)
        if dispatch.finished_at or dispatch.frozen_at is None:
            return False
        if dispatch.cancelled_at:
            _exclude_the_rest(dispatch, now)
        if dispatch.deliveries.filter(state__in=OPEN).exists():
            return False
        accounting = accounting_of(dispatch)
        if not accounting.adds_up:
            dispatch.problem = _("The counts don't add up: %(accounting)s") % {"accounting": accounting}
            dispatch.save(update_fields=["problem"])
            logger.error("The counts of dispatch %s don't add up: %s", dispatch.pk, accounting)
            return False
        dispatch.finished_at = now
        dispatch.save(update_fields=["finished_at"])
        Issue.objects.filter(pk=dispatch.issue_id).update(state=Issue.State.SENT)
        return True


def _exclude_the_rest(dispatch: Dispatch, now: datetime) -> None:
    dispatch.deliveries.filter(state__in=[State.PENDING, State.RETRYING]).update(
        state=State.EXCLUDED, exclusion=Exclusion.CANCELLED, settled_at=now, retry_at=None
    )


def miscounted() -> list[Dispatch]:
    """Dispatches on their way whose counts don't add up."""
    fixed = Dispatch.objects.filter(finished_at=None, frozen_at__isnull=False).select_related("issue")
    return [dispatch for dispatch in fixed if not accounting_of(dispatch).adds_up]


def stuck(now: datetime) -> list[Dispatch]:
    """Dispatches that should move and have settled nothing for a while."""
    going = Dispatch.objects.filter(finished_at=None, paused_at=None, created_at__lt=now - STUCK_AFTER)
    recent = Q(settled_at__gte=now - STUCK_AFTER) | Q(handed_over_at__gte=now - STUCK_AFTER)
    return [
        dispatch
        for dispatch in going.select_related("issue")
        if (dispatch.frozen_at is None or ledger.due(dispatch, now).exists())
        and not dispatch.deliveries.filter(recent).exists()
    ]
