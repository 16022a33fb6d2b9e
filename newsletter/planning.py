"""Which issues come and when, where that differs from the rhythm; and what becomes of what was taken out of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from .approval import IssueError, locked
from .compiling import CompilingError, compile_issue
from .drafts import keys_in
from .models import CompiledItem, Issue, NewsletterSettings
from .models.issue_items import ItemPurpose

State = Issue.State
IfRemoved = CompiledItem.IfRemoved


@dataclass(frozen=True)
class Planned:
    """A coming moment of the rhythm, and the issue that stands for it, if there is one yet."""

    moment: datetime
    issue: Issue | None

    @property
    def comes_at(self) -> datetime:
        """When it comes, as far as that is known now."""
        return self.issue.moment if self.issue else self.moment


@dataclass(frozen=True)
class Removed:
    """An item that was compiled into an issue and isn't in it any more."""

    pk: int
    title: str
    purpose: str
    if_removed: str


def coming(now: datetime, count: int) -> list[Planned]:
    """The next moments of the rhythm."""
    cadence = NewsletterSettings.load().cadence
    moments: list[datetime] = []
    while len(moments) < count:
        moments.append(cadence.moment_after(moments[-1] if moments else now))
    issues = {issue.slot: issue for issue in Issue.objects.filter(slot__in=moments).defer("snapshot")}
    return [Planned(moment, issues.get(moment)) for moment in moments]


@transaction.atomic
def skip(issue: Issue, user: Any = None) -> None:
    """Has an issue not come; what is in it waits for the next. Raises IssueError unless it is open."""
    issue = locked(issue)
    if not issue.is_open:
        raise IssueError(_("Only a draft, or an issue that is held back, can be skipped."))
    issue.state, issue.held_with, issue.held_below = State.SKIPPED, None, None
    issue.save(update_fields=["state", "held_with", "held_below"])
    log(instance=issue, action="newsletter.skip", user=user)


@transaction.atomic
def skip_moment(moment: datetime, now: datetime, user: Any = None) -> None:
    """Has no issue come at a coming moment of the rhythm. Raises IssueError for any other moment."""
    issue = _issue_of(moment, now)
    if issue is None:
        _check_moment(moment, now)
        issue = Issue.objects.create(moment=moment, slot=moment, closes_at=moment)
    skip(issue, user)


@transaction.atomic
def move_moment(slot: datetime, moment: datetime, now: datetime, user: Any = None) -> None:
    """Has the issue of a coming moment of the rhythm come at another, also before it is compiled.

    Raises IssueError for a moment that isn't of the rhythm, and as `move` does.
    """
    issue = _issue_of(slot, now)
    if issue is None:
        _check_moment(moment, now)
        issue = Issue.objects.create(moment=moment, slot=slot, closes_at=moment)
    move(issue, moment, now, user)


def _issue_of(slot: datetime, now: datetime) -> Issue | None:
    """The issue that stands for a coming moment of the rhythm, if there is one yet."""
    if slot <= now or NewsletterSettings.load().cadence.moment_before(slot) != slot:
        raise IssueError(_("There is no issue to come at that moment."))
    return Issue.objects.filter(slot=slot).first()


@transaction.atomic
def take_up_again(issue: Issue, user: Any = None) -> None:
    """Has a skipped issue come after all. Raises IssueError unless it is skipped."""
    issue = locked(issue)
    if issue.state != State.SKIPPED:
        raise IssueError(_("This issue isn't skipped."))
    log(instance=issue, action="newsletter.take_up_again", user=user)
    if issue.pages.exists():
        issue.state = State.DRAFT
        issue.save(update_fields=["state"])
    else:
        # Nothing was made yet: it compiles itself when it is time.
        issue.delete()


@transaction.atomic
def move(issue: Issue, moment: datetime, now: datetime, user: Any = None) -> None:
    """Has an issue come at another moment; an approval stays, for its content does.

    Raises IssueError for one that has gone out or is skipped, and for a moment that has passed or is another issue's.
    """
    issue = locked(issue)
    if not issue.is_open and issue.state != State.APPROVED:
        raise IssueError(_("This issue can't be moved any more."))
    _check_moment(moment, now, besides=issue)
    log(instance=issue, action="newsletter.move_issue", user=user, data={"from": issue.moment, "to": moment})
    issue.moment = issue.closes_at = moment
    issue.told_late_at = None
    issue.save(update_fields=["moment", "closes_at", "told_late_at"])


def extra_issue(moment: datetime, now: datetime, user: Any = None) -> Issue:
    """Compiles an issue outside the rhythm. Raises IssueError for a moment that has passed or is another issue's."""
    with transaction.atomic():
        _check_moment(moment, now)
        if Issue.objects.filter(slot=moment).exists():
            raise IssueError(_("The issue of that moment was moved. Move it back, or choose another moment."))
        try:
            issue = compile_issue(at=moment, now=now)
        except CompilingError as problem:
            raise IssueError(str(problem)) from problem
        log(instance=issue, action="newsletter.extra", user=user)
    return issue


def _check_moment(moment: datetime, now: datetime, besides: Issue | None = None) -> None:
    if moment <= now:
        raise IssueError(_("That moment has passed."))
    others = Issue.objects.filter(moment=moment)
    other = (others.exclude(pk=besides.pk) if besides else others).first()
    if other and other.state == State.SKIPPED:
        raise IssueError(_("The issue of that moment is skipped. Have it come after all, or choose another moment."))
    if other:
        raise IssueError(_("Another issue comes at that moment."))


def removed_from(issue: Issue) -> list[Removed]:
    """What was compiled into an open issue and was taken out, with where it goes now."""
    if not issue.is_open or not issue.pages.exists():
        return []
    present = keys_in(issue)
    rows = [
        row for row in issue.compiled_items.order_by("pk") if (str(row.translation_key), row.purpose) not in present
    ]
    titles: dict[Any, str] = {}
    for key, title in Page.objects.filter(translation_key__in=[row.translation_key for row in rows]).values_list(
        "translation_key", "title"
    ):
        titles.setdefault(key, title)
    return [
        Removed(row.pk, titles[row.translation_key], str(ItemPurpose(row.purpose).label), row.if_removed)
        for row in rows
        if row.translation_key in titles
    ]


@transaction.atomic
def decide(issue: Issue, answers: Mapping[int, str], user: Any = None) -> int:
    """Keeps whether what was taken out comes in the next issue or never; how many answers were new.

    Raises IssueError unless the issue is open.
    """
    if not locked(issue).is_open:
        raise IssueError(_("This issue can't be changed any more."))
    changed = 0
    for row in issue.compiled_items.select_for_update().filter(pk__in=answers):
        answer = answers[row.pk]
        if answer in IfRemoved.values and answer != row.if_removed:
            row.if_removed = answer
            row.save(update_fields=["if_removed"])
            changed += 1
    if changed:
        log(instance=issue, action="newsletter.decide", user=user, data={"items": changed})
    return changed
