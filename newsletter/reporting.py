"""What came of a dispatch, by language and variant, and beside earlier ones. No opens, no clicks: nobody is watched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q
from django.utils.translation import ngettext

from .models import Delivery, Dispatch, Variant
from .transport import provider

State, Arrival = Delivery.State, Delivery.Arrival
# Who leaves later than this after a message left for another reason.
LEFT_WITHIN = timedelta(days=14)
EARLIER = 7
COUNTS: dict[str, Any] = {
    "readers": Count("pk"),
    "accepted": Count("pk", filter=Q(state=State.ACCEPTED)),
    "delivered": Count("pk", filter=Q(arrival=Arrival.DELIVERED)),
    "bounced": Count("pk", filter=Q(arrival__in=[Arrival.BOUNCED, Arrival.SOFT_BOUNCED])),
    "complained": Count("pk", filter=Q(arrival=Arrival.COMPLAINED)),
    "refused": Count("pk", filter=Q(state=State.REFUSED)),
    "in_doubt": Count("pk", filter=Q(state=State.IN_DOUBT)),
    "left": Count(
        "pk",
        filter=Q(
            state=State.ACCEPTED,
            subscriber__unsubscribed_at__gte=F("handed_over_at"),
            subscriber__unsubscribed_at__lt=F("handed_over_at") + LEFT_WITHIN,
        ),
    ),
}


@dataclass(frozen=True)
class Line:
    """What came of some deliveries."""

    label: str
    readers: int
    accepted: int
    delivered: int
    bounced: int
    complained: int
    refused: int
    in_doubt: int
    left: int

    @property
    def known_of_accepted(self) -> dict[str, int]:
        """The accepted ones by what was heard of them since; each is in exactly one of the numbers."""
        # Nobody reports as spam what didn't arrive.
        arrived = self.delivered + self.complained
        return {"arrived": arrived, "unheard": self.accepted - arrived - self.bounced, "returned": self.bounced}


def knows_arrivals(lines: Iterable[Line]) -> bool:
    """Whether a provider tells what became of messages later, or takes in what comes back; a mail server doesn't."""
    tells = provider() or settings.INBOUND_PROVIDER
    return bool(tells) or any(line.delivered or line.bounced or line.complained for line in lines)


def by_language(dispatch: Dispatch) -> list[Line]:
    """The languages that a dispatch went out in, the one with most readers first."""
    names = dict(settings.LANGUAGES)
    rows = _counted(dispatch.deliveries.exclude(variant=None).values("variant__language"))
    return [_line(str(names.get(row["variant__language"], row["variant__language"])), row) for row in rows]


def by_variant(dispatch: Dispatch) -> list[Line]:
    """The variants, the one with most readers first, named after their language, number of items and subject."""
    rows = list(_counted(dispatch.deliveries.exclude(variant=None).values("variant_id")))
    variants = dispatch.variants.defer("text", "html", "message").in_bulk([row["variant_id"] for row in rows])
    return [_line(_name(variants[row["variant_id"]]), row) for row in rows]


def _name(variant: Variant) -> str:
    items = ngettext("%(number)s item", "%(number)s items", len(variant.items)) % {"number": len(variant.items)}
    return f"{variant.language} · {items} · {variant.subject}"


def beside_earlier(dispatch: Dispatch) -> list[tuple[Dispatch, Line]]:
    """This dispatch and those before it, the oldest first."""
    earlier = Dispatch.objects.filter(created_at__lte=dispatch.created_at, frozen_at__isnull=False)
    shown = list(earlier.select_related("issue").order_by("-created_at")[: EARLIER + 1])
    rows = _counted(Delivery.objects.filter(dispatch__in=shown).exclude(variant=None).values("dispatch_id"))
    lines = {row["dispatch_id"]: row for row in rows}
    empty = dict.fromkeys(COUNTS, 0)
    return [(one, _line(str(one), lines.get(one.pk, empty))) for one in reversed(shown)]


def _counted(groups: Any) -> Iterable[Mapping[str, Any]]:
    return groups.annotate(**COUNTS).order_by("-readers")


def _line(label: str, row: Mapping[str, Any]) -> Line:
    return Line(label, **{name: row[name] for name in COUNTS})
