"""Setting an approved issue on its way."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .approval import IssueError, locked
from .models import Dispatch, Issue, SentItem
from .tasks import dispatch_issue


@transaction.atomic
def send(issue: Issue, user: Any = None) -> Dispatch:
    """Queues the dispatch of an approved issue and returns; the worker does the rest.

    The dispatch, its items' place in the past and the job that carries it out are written together or not
    at all. Raises IssueError for an issue that isn't approved, or that has an item of an earlier issue.
    """
    issue = locked(issue)
    if issue.is_on_its_way:
        raise IssueError(_("This issue has already gone out."))
    if issue.state != Issue.State.APPROVED:
        raise IssueError(_("This issue isn't approved."))
    dispatch = Dispatch.objects.create(issue=issue)
    contents = (issue.snapshot or {}).values()
    items = {(item["key"], item["purpose"]) for content in contents for item in content["items"]}
    rows = [SentItem(translation_key=key, purpose=purpose, dispatch=dispatch) for key, purpose in sorted(items)]
    SentItem.objects.bulk_create(rows, ignore_conflicts=True)
    if dispatch.sent_items.count() != len(rows):
        raise IssueError(_("An item of this issue has gone out in another one since it was approved."))
    issue.state = Issue.State.SENDING
    issue.save()
    dispatch_issue.configure(queueing_lock=f"newsletter.dispatch.{dispatch.pk}").defer(dispatch_id=dispatch.pk)
    log(instance=issue, action="newsletter.send", user=user)
    return dispatch
