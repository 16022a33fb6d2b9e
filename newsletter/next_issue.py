"""What the next issue holds for one choice, as it stands now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache

from .composing import content_of
from .content import IssueContent, ItemContent, from_json
from .models import Issue
from .monthly import offers_at
from .variants import language_for, places_for

State = Issue.State
# Opening the page again and again composes an issue once.
SECONDS_KEPT = 60


@dataclass(frozen=True)
class NextIssue:
    """When it is due, and the items that somebody gets; none while a monthly reader has had this month's issue."""

    moment: datetime
    items: tuple[ItemContent, ...]
    waits_for_next_month: bool


def next_issue_for(
    language: str, topics: Collection[int], kinds: Collection[str], rhythm: str, now: datetime
) -> NextIssue | None:
    """What somebody with this choice gets of the issue that is being made; None when none is."""
    issue = (
        Issue.objects.filter(state__in=[State.DRAFT, State.HELD, State.APPROVED], compiled_at__isnull=False)
        .defer("snapshot")
        .order_by("moment")
        .first()
    )
    contents = _contents(issue) if issue else {}
    if issue is None or not contents:
        return None
    offers = offers_at(max(now, issue.moment), contents)
    offer = offers[language_for(language, offers, settings.LANGUAGE_CODE)]
    items = offer.content.only(places_for(offer, topics, kinds, rhythm)).items
    return NextIssue(issue.moment, items, waits_for_next_month=not offer.is_for(rhythm))


def _contents(issue: Issue) -> dict[str, IssueContent]:
    """What was approved, or what the drafts say, by language."""
    key = f"newsletter.next-issue.{issue.pk}.{issue.state}"
    contents: dict[str, IssueContent] | None = cache.get(key)
    if contents is None:
        if issue.state == State.APPROVED:
            contents = {language: from_json(value) for language, value in (issue.snapshot or {}).items()}
        else:
            pages = issue.pages.select_related("locale", "issue").prefetch_related("items")
            contents = {page.language: content_of(page) for page in pages}
        cache.set(key, contents, SECONDS_KEPT)
    return contents
