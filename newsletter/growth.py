"""How many subscribers there are, and how many came in each month: numbers that name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncMonth

from .models import Consent, Rhythm, Subscriber

MONTHS = 12
BAR, GAP, HEIGHT = 16, 8, 160


@dataclass(frozen=True)
class Month:
    """A month, and how many consents were confirmed in it for the first time."""

    first_day: date
    new: int


@dataclass(frozen=True)
class Bar:
    """A month as a bar of the chart, in the chart's own units."""

    month: Month
    x: int
    y: int
    height: int
    width: int = BAR

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Group:
    """Counts of one property, with the choices in words."""

    name: str
    rows: list[tuple[str, int]]


def counts() -> list[Group]:
    """Subscribers by state, and those who get mail by language and rhythm."""
    everybody = Subscriber.objects.order_by()
    mailed = everybody.filter(state__in=[Subscriber.State.ACTIVE, Subscriber.State.PAUSED])
    return [
        _group(everybody, "state", Subscriber.State.choices),
        _group(mailed, "language", settings.LANGUAGES),
        _group(mailed, "rhythm", Rhythm.choices),
    ]


def _group(subscribers: Any, field: str, choices: Any) -> Group:
    found = dict(subscribers.values_list(field).annotate(number=Count("pk")))
    described: Any = Subscriber._meta.get_field(field)
    return Group(str(described.verbose_name), [(str(label), found.get(value, 0)) for value, label in choices])


def new_by_month(today: date) -> list[Month]:
    """The last twelve months, this one included. Counted from consents, so who left since counts too."""
    ends = today.year * 12 + today.month - 1
    months = [date(month // 12, month % 12 + 1, 1) for month in range(ends - MONTHS + 1, ends + 1)]
    confirmed = Consent.objects.filter(confirms__isnull=False, confirms__at__date__gte=months[0]).order_by()
    found = dict(confirmed.annotate(month=TruncMonth("confirms__at")).values_list("month").annotate(number=Count("pk")))
    by_month = {month.date().replace(day=1): number for month, number in found.items()}
    return [Month(month, by_month.get(month, 0)) for month in months]


def bars(months: list[Month]) -> list[Bar]:
    """The months as bars, the highest as high as the chart."""
    most = max((month.new for month in months), default=0) or 1
    heights = [round(HEIGHT * month.new / most) for month in months]
    return [
        Bar(month, x=GAP + place * (BAR + GAP), y=HEIGHT - height, height=height)
        for place, (month, height) in enumerate(zip(months, heights, strict=True))
    ]
