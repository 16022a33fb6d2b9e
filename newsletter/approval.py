"""Approving an issue, and what takes the approval away again. Only what was approved is ever sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from .choosing import Past, as_good_as
from .composing import content_of
from .content import IssueContent, as_json, hash_of
from .inspecting import what_blocks
from .models import Issue, NewsletterSettings, SentItem
from .selectors import newsletter_pages

State = Issue.State


class IssueError(Exception):
    """Why something can't be done with an issue now; a sentence for whoever asked."""


@transaction.atomic
def approve(issue: Issue, user: Any = None, now: datetime | None = None) -> Issue:
    """Approves the issue as its pages are now, in every language; an approved one stays as it is.

    Raises IssueError for one that is held, that lacks a language, that has nothing in it, that repeats an item,
    or that has gone out; and where a second pair of eyes is asked for, when `user` is who changed it last.
    """
    issue, now = locked(issue), now or timezone.now()
    if issue.state == State.APPROVED:
        return issue
    if issue.state == State.HELD:
        raise IssueError(_("This issue is held back: %(reason)s") % {"reason": issue.held_reason})
    if issue.state != State.DRAFT:
        raise IssueError(_("This issue has already gone out."))
    _check_pair_of_eyes(issue, user)
    contents = current_contents(issue)
    _check_languages(contents)
    _check(contents)
    check_preflight(contents)
    issue.snapshot = as_json(contents)
    issue.snapshot_hash = hash_of(issue.snapshot)
    issue.state, issue.approved_by, issue.approved_at, issue.void_reason = State.APPROVED, user, now, ""
    issue.save()
    log(instance=issue, action="newsletter.approve", user=user, data={"hash": issue.snapshot_hash}, timestamp=now)
    return issue


@transaction.atomic
def withdraw(issue: Issue, user: Any = None) -> Issue:
    """Takes the approval back. Raises IssueError unless the issue is approved and hasn't gone out."""
    issue = locked(issue)
    if issue.state != State.APPROVED:
        raise IssueError(_("This issue isn't approved."))
    _disapprove(issue, "")
    log(instance=issue, action="newsletter.withdraw", user=user)
    return issue


@transaction.atomic
def release(issue: Issue, user: Any = None) -> Issue:
    """Makes an issue that was held back a draft, however little is in it. Raises IssueError unless it is held."""
    issue = locked(issue)
    if issue.state != State.HELD:
        raise IssueError(_("This issue isn't held back."))
    issue.state, issue.held_with, issue.held_below = State.DRAFT, None, None
    issue.save()
    log(instance=issue, action="newsletter.release", user=user)
    return issue


@transaction.atomic
def void(issue_id: int, reason: str, user: Any = None) -> None:
    """Takes the approval away because what was approved has changed; does nothing to an issue without one."""
    issue = Issue.objects.select_for_update().get(pk=issue_id)
    if issue.state == State.APPROVED:
        _disapprove(issue, reason)
        log(instance=issue, action="newsletter.void", user=user, data={"reason": reason})


def void_issues_with(keys: Iterable[UUID], reason: str) -> None:
    """Voids every approval whose snapshot holds one of these pages, given by translation key, in any language."""
    wanted = {str(key) for key in keys}
    _void_where(lambda item: item["key"] in wanted, reason)


def void_issues_showing(url: str, reason: str) -> None:
    """Voids every approval whose snapshot shows the picture at this address."""
    _void_where(lambda item: url in [size["url"] for size in _sizes(item)], reason)


def _sizes(item: dict[str, Any]) -> list[dict[str, Any]]:
    picture = item["picture"]
    return [picture["large"], picture["small"]] if picture else []


def _void_where(is_affected: Callable[[dict[str, Any]], bool], reason: str) -> None:
    for issue in Issue.objects.filter(state=State.APPROVED):
        if any(is_affected(item) for content in (issue.snapshot or {}).values() for item in content["items"]):
            void(issue.pk, reason)


def current_contents(issue: Issue) -> dict[str, IssueContent]:
    """What the issue says now, by language, with its editors' latest changes."""
    pages = [page.get_latest_revision_as_object() for page in issue.pages.select_related("locale")]
    return {page.locale.language_code: content_of(page) for page in pages}


def locked(issue: Issue) -> Issue:
    """The issue as it is in the database, locked until the transaction ends."""
    return Issue.objects.select_for_update().get(pk=issue.pk)


def _check_pair_of_eyes(issue: Issue, user: Any) -> None:
    if not NewsletterSettings.load().second_pair_of_eyes:
        return
    revisions = Revision.page_revisions.filter(
        object_id__in=[str(pk) for pk in issue.pages.values_list("pk", flat=True)]
    )
    changed_last = revisions.exclude(user=None).order_by("-created_at").values_list("user", flat=True).first()
    if user is None or changed_last == user.pk:
        raise IssueError(_("Somebody else has to approve this issue: who changed it last can't."))


def _check_languages(contents: Collection[str]) -> None:
    """Readers without a page in their language get the first language's, so that one is always needed."""
    missing = {locale.language_code for locale in newsletter_pages()} | {settings.LANGUAGE_CODE}
    missing.difference_update(contents)
    if contents and missing:
        names = ", ".join(sorted(str(get_language_info(code)["name_translated"]) for code in missing))
        raise IssueError(_("This issue has no page in %(languages)s.") % {"languages": names})


def _check(contents: dict[str, IssueContent]) -> None:
    # Another language may have nothing: by the settings its readers may get only what is translated.
    if settings.LANGUAGE_CODE not in contents or not contents[settings.LANGUAGE_CODE].items:
        raise IssueError(_("There is nothing in this issue."))
    items = [item for content in contents.values() for item in content.items]
    sent = SentItem.objects.filter(translation_key__in=[item.key for item in items])
    already = Past(sent={(str(key), purpose) for key, purpose in sent.values_list("translation_key", "purpose")})
    repeated = {item.title for item in items if already.has_had(item.key, as_good_as(item.purpose))}
    if repeated:
        raise IssueError(_("Already in an earlier issue: %(titles)s.") % {"titles": "; ".join(sorted(repeated))})


def check_preflight(contents: Mapping[str, IssueContent]) -> None:
    """Raises IssueError for an issue whose mails would shut readers out, or be cut off or refused on their way."""
    reasons = what_blocks(contents)
    if reasons:
        raise IssueError(_("This would go wrong for readers: %(reasons)s") % {"reasons": " ".join(reasons)})


def _disapprove(issue: Issue, reason: str) -> None:
    issue.state, issue.void_reason = State.DRAFT, reason[:300]
    issue.snapshot, issue.snapshot_hash = None, ""
    issue.approved_by, issue.approved_at, issue.is_scheduled = None, None, False
    issue.save()
