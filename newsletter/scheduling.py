"""An approved issue goes out when it is due; one that isn't approved by then waits, and people are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .approval import IssueError, locked, void
from .dispatching import send
from .managers import tell_late
from .models import Issue

State = Issue.State


@transaction.atomic
def schedule(issue: Issue, user: Any = None, now: datetime | None = None) -> Issue:
    """Has an approved issue go out when it is due. Raises IssueError unless it is approved and due later."""
    issue = locked(issue)
    if issue.state != State.APPROVED:
        raise IssueError(_("This issue isn't approved."))
    if issue.moment <= (now or timezone.now()):
        raise IssueError(_("The moment at which this issue was due has passed. Send it now, or move it."))
    issue.is_scheduled = True
    issue.save(update_fields=["is_scheduled"])
    log(instance=issue, action="newsletter.schedule", user=user)
    return issue


@transaction.atomic
def unschedule(issue: Issue, user: Any = None) -> Issue:
    """Has an approved issue wait for somebody to send it. Raises IssueError unless it was to go out by itself."""
    issue = locked(issue)
    if issue.state != State.APPROVED or not issue.is_scheduled:
        raise IssueError(_("This issue isn't going out by itself."))
    issue.is_scheduled = False
    issue.save(update_fields=["is_scheduled"])
    log(instance=issue, action="newsletter.unschedule", user=user)
    return issue


def send_scheduled(now: datetime) -> None:
    """Sends each issue that is scheduled and due; one that can't go out loses its approval, with the reason."""
    for issue in Issue.objects.filter(state=State.APPROVED, is_scheduled=True, moment__lte=now).defer("snapshot"):
        try:
            send(issue)
        except IssueError as problem:
            void(issue.pk, str(problem))


def tell_who_is_late(now: datetime) -> None:
    """Tells the managers once of each issue that was due and can't go out by itself."""
    late = Issue.objects.filter(Q(told_late_at=None) | Q(told_late_at__lt=F("moment")), moment__lte=now)
    waiting = late.filter(state__in=[State.DRAFT, State.HELD, State.APPROVED], is_scheduled=False)
    for issue in waiting.defer("snapshot"):
        Issue.objects.filter(pk=issue.pk).update(told_late_at=now)
        tell_late(issue)
