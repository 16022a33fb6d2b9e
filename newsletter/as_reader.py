"""An issue as one reader gets it: for any choice somebody could make, or for a subscriber as they have chosen."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from .approval import current_contents
from .content import IssueContent, from_json
from .models import Delivery, Issue, Subscriber
from .monthly import offers_at, offers_of
from .variants import EVERY_ISSUE, language_for, places_for


@dataclass(frozen=True)
class Choice:
    """What a reader chose; no topic or kind means all."""

    language: str
    topics: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    rhythm: str = EVERY_ISSUE


@dataclass(frozen=True)
class Copy:
    """What they get, or why they get nothing."""

    content: IssueContent | None
    reason: str = ""


def choice_of(subscriber: Subscriber) -> Choice:
    """What a subscriber has chosen."""
    topics = tuple(subscriber.topics.values_list("pk", flat=True))
    return Choice(subscriber.language, topics, tuple(subscriber.kinds), subscriber.rhythm)


def copy_for(issue: Issue, choice: Choice) -> Copy:
    """What somebody with this choice gets of an issue: as it was approved, or else as it is now."""
    contents = contents_of(issue)
    dispatch = getattr(issue, "dispatch", None)
    offers = offers_of(dispatch, contents) if dispatch else offers_at(max(timezone.now(), issue.moment), contents)
    language = language_for(choice.language, offers, settings.LANGUAGE_CODE)
    if language not in offers:
        return Copy(None, _("There is nothing in this issue."))
    offer = offers[language]
    if not offer.is_for(choice.rhythm):
        return Copy(None, str(Delivery.Exclusion.NOT_THIS_MONTH.label))
    places = places_for(offer, choice.topics, choice.kinds, choice.rhythm)
    if not places:
        return Copy(None, str(Delivery.Exclusion.NOTHING_CHOSEN.label))
    return Copy(offer.content.only(places))


def contents_of(issue: Issue) -> dict[str, IssueContent]:
    """What would be sent, by language: what was approved, or as long as nothing is, what the drafts say."""
    if issue.snapshot:
        return {language: from_json(value) for language, value in issue.snapshot.items()}
    return current_contents(issue)
