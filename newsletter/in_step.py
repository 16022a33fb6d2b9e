"""The drafts of an issue's languages beside each other: in what one differs from the first, and having it follow that.

Each language is edited on its own, and what an editor does to the items of one is rarely meant for its readers only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from .approval import IssueError, locked
from .choosing import Identity
from .composing import public_versions
from .drafts import in_this_order, latest_drafts, translated_row
from .models import Issue, IssueItem, IssuePage
from .models.issue_items import ItemPurpose
from .selectors import first_language

Rows = list[tuple[Identity | None, IssueItem]]
"""The rows of a draft, each with what it is in every language; None for what is a language's own."""


@dataclass(frozen=True)
class Apart:
    """How a language's draft differs from the first one's: titles, and whether anything else does."""

    language: str
    missing: list[str]
    added: list[str]
    is_ordered_otherwise: bool
    has_other_blocks: bool

    @property
    def can_follow(self) -> bool:
        """Whether following the first language would change anything."""
        return bool(self.missing or self.added or self.is_ordered_otherwise)


def apart(issue: Issue) -> list[Apart]:
    """How the other languages of an open issue differ from the first one; nothing of those that don't."""
    first, others = _drafts(issue) if issue.is_open else ([], [])
    found = [_difference(first, other) for other in others]
    return [one for one in found if one.can_follow or one.has_other_blocks]


@transaction.atomic
def follow(issue: Issue, user: Any = None) -> int:
    """Gives the other languages the items of the first, in its order and sections; how many that changed.

    Teasers, blocks and what is announced as translated are a language's own, and stay. Raises IssueError unless the
    issue is open.
    """
    issue = locked(issue)
    if not issue.is_open:
        raise IssueError(_("This issue can't be changed any more."))
    first, others = _drafts(issue)
    behind = [draft for draft in others if _difference(first, draft).can_follow]
    for draft in behind:
        draft.items = _like(first, draft)
        draft.save()
        draft.save_revision(user=user)
    if behind:
        log(instance=issue, action="newsletter.follow", user=user, data={"languages": [one.language for one in behind]})
    return len(behind)


def _drafts(issue: Issue) -> tuple[Rows, list[IssuePage]]:
    """What the first language's draft holds, and those of the others; none of them when there is no first."""
    language = first_language()
    drafts = latest_drafts(issue)
    firsts = [draft for draft in drafts if draft.locale == language]
    return (_rows(firsts[0]), [draft for draft in drafts if draft.locale != language]) if firsts else ([], [])


def _rows(draft: IssuePage) -> Rows:
    rows = list(draft.items.all())
    keys = dict(Page.objects.filter(pk__in=[row.page_id for row in rows]).values_list("pk", "translation_key"))

    def identity(row: IssueItem) -> Identity | None:
        is_shared = row.page_id in keys and row.purpose != ItemPurpose.TRANSLATION
        return (str(keys[row.page_id]), row.purpose) if is_shared else None

    return [(identity(row), row) for row in rows]


def _difference(first: Rows, draft: IssuePage) -> Apart:
    rows = _rows(draft)
    theirs = {identity: row for identity, row in first if identity}
    own = {identity: row for identity, row in rows if identity}
    both = [
        [(key, row.section, row.pinned) for key, row in side.items() if key in theirs.keys() & own.keys()]
        for side in (theirs, own)
    ]
    return Apart(
        language=str(draft.locale.get_display_name()),
        missing=[str(row.page) for identity, row in theirs.items() if identity not in own],
        added=[str(row.page) for identity, row in own.items() if identity not in theirs],
        is_ordered_otherwise=both[0] != both[1],
        has_other_blocks=_kinds_of_blocks(first) != _kinds_of_blocks(rows),
    )


def _kinds_of_blocks(rows: Rows) -> list[str]:
    return [row.own_block.block_type for _identity, row in rows if row.own_block]


def _like(first: Rows, draft: IssuePage) -> list[IssueItem]:
    """The rows of a draft as the first language has them; its own stay below the item that they stood below."""
    wanted = [(identity, row) for identity, row in first if identity]
    present: dict[Identity, IssueItem] = {}
    own_below: defaultdict[Identity | None, list[IssueItem]] = defaultdict(list)
    above: Identity | None = None
    for identity, row in _rows(draft):
        if identity is None:
            own_below[above].append(row)
        elif identity in dict(wanted):
            present[identity] = row
            above = identity
    versions = public_versions([row.page_id for identity, row in wanted if identity not in present], draft.locale)
    rows = own_below[None]
    for identity, row in wanted:
        if identity not in present and row.page_id in versions:
            present[identity] = translated_row(row, versions)
            present[identity].teaser = ""
        if identity in present:
            present[identity].section, present[identity].pinned = row.section, row.pinned
            rows += [present[identity], *own_below[identity]]
    return in_this_order(rows)
