"""What readers get who read once a month: with the first issue of a month, everything since the previous first one.

Months and issues go by when the issues went out, not by when they were due: so whatever is moved or sent late, every
issue has one place in that order, and monthly readers get each of them once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page

from .content import IssueContent, from_json
from .models import Dispatch
from .variants import Offer, merged_for_monthly_readers, offer


def is_first_of_month(dispatch: Dispatch) -> bool:
    """Whether no other issue went out before this one in its month."""
    return _merged(_until(dispatch)) is not None


def offers_of(dispatch: Dispatch, contents: Mapping[str, IssueContent]) -> dict[str, Offer]:
    """What there is to get of an issue, by language; of what monthly readers missed, only what is still public."""
    return _offers(_until(dispatch), contents)


def offers_at(moment: datetime, contents: Mapping[str, IssueContent]) -> dict[str, Offer]:
    """What there would be to get of an issue with these contents that goes out at a moment, by language."""
    return _offers([(0, moment), *Dispatch.objects.order_by("-pk").values_list("pk", "created_at")], contents)


def _offers(dispatches: list[tuple[int, datetime]], contents: Mapping[str, IssueContent]) -> dict[str, Offer]:
    number = _merged(dispatches)
    missed = _contents([pk for pk, _sent_at in dispatches[1 : 1 + (number or 0)]])
    return {
        language: offer(
            content,
            [by_language[language] for by_language in missed if language in by_language],
            is_first_of_month=number is not None,
        )
        for language, content in contents.items()
    }


def _until(dispatch: Dispatch) -> list[tuple[int, datetime]]:
    """This dispatch and those before it, the latest first."""
    before = Dispatch.objects.filter(created_at__lte=dispatch.created_at, pk__lte=dispatch.pk)
    return list(before.order_by("-pk").values_list("pk", "created_at"))


def _merged(dispatches: list[tuple[int, datetime]]) -> int | None:
    return merged_for_monthly_readers([timezone.localdate(sent_at).replace(day=1) for _pk, sent_at in dispatches])


def _contents(dispatch_ids: list[int]) -> list[dict[str, IssueContent]]:
    snapshots = dict(Dispatch.objects.filter(pk__in=dispatch_ids).values_list("pk", "issue__snapshot"))
    in_order = [snapshots[pk] or {} for pk in dispatch_ids]
    return _still_public([{code: from_json(value) for code, value in snapshot.items()} for snapshot in in_order])


def _still_public(contents: list[dict[str, IssueContent]]) -> list[dict[str, IssueContent]]:
    keys = {item.key for by_language in contents for content in by_language.values() for item in content.items}
    pages = Page.objects.live().public().filter(translation_key__in=keys)
    public = {(str(key), code) for key, code in pages.values_list("translation_key", "locale__language_code")}
    return [
        {
            code: replace(content, items=tuple(item for item in content.items if (item.key, item.language) in public))
            for code, content in by_language.items()
        }
        for by_language in contents
    ]
