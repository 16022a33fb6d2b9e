"""Pages that readers of a language had in another one, or not at all, and that have been translated since.

That isn't news again by itself: an editor says of which ones readers of that language should hear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from pages.newsletter_item import NewsletterItemMixin

from .approval import IssueError, locked
from .drafts import keys_in, latest_drafts
from .models import Issue, IssueItem, NewsletterSettings, SentItem
from .models.issue_items import ItemPurpose


@dataclass(frozen=True)
class LateTranslation:
    """A page in the language that its readers haven't had it in; `kind` is its section in an issue."""

    page_id: int
    title: str
    language: str
    kind: str

    @property
    def language_name(self) -> str:
        """The language in words, in the one that is active."""
        return str(get_language_info(self.language)["name_translated"])


def late_translations(issue: Issue, now: datetime) -> list[LateTranslation]:
    """What an open issue could announce to readers of one language, the latest first; nothing that is in it already.

    Only what became public no longer ago than the oldest item may be: a site that is translated afterwards isn't news.
    """
    if not issue.is_open:
        return []
    oldest_age = timedelta(days=NewsletterSettings.load().oldest_age_days)
    sent = SentItem.objects.order_by()
    pages = (
        Page.objects.live()
        .public()
        .type(NewsletterItemMixin)
        .filter(
            alias_of__isnull=True,
            first_published_at__gte=now - oldest_age,
            locale__in=issue.pages.values("locale"),
            translation_key__in=sent.values("translation_key"),
        )
        .exclude(translation_key__in=sent.filter(purpose=ItemPurpose.TRANSLATION).values("translation_key"))
        .exclude(translation_key__in={key for key, _purpose in keys_in(issue)})
        .select_related("locale")
        .order_by("-first_published_at", "pk")
        .specific()
    )
    had = _had_in({page.translation_key for page in pages})
    return [
        LateTranslation(page.pk, page.title, page.locale.language_code, page.newsletter_kind)
        for page in pages
        if page.locale.language_code not in had[str(page.translation_key)]
    ]


@transaction.atomic
def announce(issue: Issue, page_ids: Collection[int], now: datetime, user: Any = None) -> int:
    """Adds those of the late translations to the draft of their language, below what is there; how many that was.

    Readers of other languages don't get them. Raises IssueError unless the issue is open.
    """
    if not locked(issue).is_open:
        raise IssueError(_("This issue can't be changed any more."))
    wanted = [page for page in late_translations(issue, now) if page.page_id in page_ids]
    for draft in latest_drafts(issue):
        own = [page for page in wanted if page.language == draft.locale.language_code]
        if own:
            for place, page in enumerate(own, start=draft.items.count()):
                draft.items.add(_row(page, place))
            draft.save()
            draft.save_revision(user=user)
    if wanted:
        log(instance=issue, action="newsletter.announce_translation", user=user, data={"items": len(wanted)})
    return len(wanted)


def _row(page: LateTranslation, place: int) -> IssueItem:
    return IssueItem(page_id=page.page_id, section=page.kind, purpose=ItemPurpose.TRANSLATION, sort_order=place)


def _had_in(keys: Collection[Any]) -> defaultdict[str, set[str]]:
    """For each of these translation keys the languages whose readers have had the page in their own."""
    had: defaultdict[str, set[str]] = defaultdict(set)
    wanted = {str(key) for key in keys}
    for issue in Issue.objects.filter(dispatch__sent_items__translation_key__in=keys).distinct():
        for language, content in (issue.snapshot or {}).items():
            for item in content["items"]:
                if item["key"] in wanted and item["language"] == language:
                    had[item["key"]].add(language)
    return had
