"""Setting an approved issue on its way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from .approval import IssueError, check_preflight, locked
from .content import from_json
from .models import Dispatch, Issue, SentItem
from .tasks import dispatch_issue


@transaction.atomic
def send(issue: Issue, user: Any = None, now: datetime | None = None) -> Dispatch:
    """Queues the dispatch of an approved issue and returns; the worker does the rest.

    The dispatch, its items' place in the past and the job that carries it out are written together or not
    at all. Raises IssueError for an issue that isn't approved, that has an item of an earlier issue, or that has one
    which not everybody can see any more.
    """
    issue, now = locked(issue), now or timezone.now()
    if issue.is_on_its_way:
        raise IssueError(_("This issue has already gone out."))
    if issue.state != Issue.State.APPROVED:
        raise IssueError(_("This issue isn't approved."))
    items = [item for content in (issue.snapshot or {}).values() for item in content["items"]]
    _check_public(items)
    check_preflight({language: from_json(value) for language, value in (issue.snapshot or {}).items()})
    dispatch = Dispatch.objects.create(issue=issue, created_at=now)
    once = {(item["key"], item["purpose"]) for item in items}
    rows = [SentItem(translation_key=key, purpose=purpose, dispatch=dispatch) for key, purpose in sorted(once)]
    SentItem.objects.bulk_create(rows, ignore_conflicts=True)
    if dispatch.sent_items.count() != len(rows):
        raise IssueError(_("An item of this issue has gone out in another one since it was approved."))
    issue.state = Issue.State.SENDING
    issue.save()
    dispatch_issue.configure(queueing_lock=f"newsletter.dispatch.{dispatch.pk}").defer(dispatch_id=dispatch.pk)
    log(instance=issue, action="newsletter.send", user=user, timestamp=now)
    return dispatch


def _check_public(items: list[dict[str, Any]]) -> None:
    pages = Page.objects.live().public().filter(translation_key__in={item["key"] for item in items})
    public = {(str(key), code) for key, code in pages.values_list("translation_key", "locale__language_code")}
    hidden = {item["title"] for item in items if (item["key"], item["language"]) not in public}
    if hidden:
        raise IssueError(_("No longer public: %(titles)s.") % {"titles": "; ".join(sorted(hidden))})
