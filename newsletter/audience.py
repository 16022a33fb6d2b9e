"""Who would get an issue if it went out now, counted before anything is fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q
from django.utils.translation import get_language_info

from .models import Delivery, Rhythm, Subscriber
from .variants import Offer, language_for, places_for

State, Exclusion = Subscriber.State, Delivery.Exclusion


@dataclass(frozen=True)
class Group:
    """Readers who get the issue in the same language and rhythm, and how many different mails they get."""

    language: str
    rhythm: str
    readers: int
    variants: int


@dataclass(frozen=True)
class Audience:
    """The readers by language and rhythm, and how many are left out, by the reason."""

    groups: list[Group]
    excluded: list[tuple[str, int]]

    @property
    def readers(self) -> int:
        """All who get it."""
        return sum(group.readers for group in self.groups)


def audience_of(offers: Mapping[str, Offer]) -> Audience:
    """The audience of an issue of which there is this to get, as subscribers have chosen until now."""
    readers: Counter[tuple[str, str]] = Counter()
    variants: dict[tuple[str, str], set[tuple[int, ...]]] = {}
    excluded: Counter[str] = Counter()
    for (wanted, topics, kinds, rhythm), number in _choices().items() if settings.LANGUAGE_CODE in offers else ():
        language = language_for(wanted, offers, settings.LANGUAGE_CODE)
        if not offers[language].is_for(rhythm):
            excluded[Exclusion.NOT_THIS_MONTH] += number
        elif places := places_for(offers[language], topics, kinds, rhythm):
            readers[language, rhythm] += number
            variants.setdefault((language, rhythm), set()).add(places)
        else:
            excluded[Exclusion.NOTHING_CHOSEN] += number
    others = Subscriber.objects.exclude(state=State.ACTIVE).order_by().values_list("state").annotate(Count("pk"))
    excluded.update(dict(others))
    return Audience(
        [
            Group(
                get_language_info(language)["name_translated"],
                str(Rhythm(rhythm).label),
                number,
                len(variants[language, rhythm]),
            )
            for (language, rhythm), number in sorted(readers.items())
        ],
        [(str(Exclusion(reason).label), number) for reason, number in sorted(excluded.items()) if number],
    )


def _choices() -> Counter[tuple[str, tuple[int, ...], tuple[str, ...], str]]:
    """How many active subscribers made each choice of language, topics, kinds and rhythm."""
    rows: Any = Subscriber.objects.filter(state=State.ACTIVE).order_by()
    rows = rows.annotate(chosen=ArrayAgg("topics", filter=Q(topics__isnull=False), default=[]))
    counted: Counter[tuple[str, tuple[int, ...], tuple[str, ...], str]] = Counter()
    for language, chosen, kinds, rhythm in rows.values_list("language", "chosen", "kinds", "rhythm"):
        counted[language, tuple(sorted(chosen)), tuple(kinds), rhythm] += 1
    return counted
