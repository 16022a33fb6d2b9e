"""All subscribers as lines of CSV, in the columns that an import takes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from .import_lines import EXPORTED, guarded
from .models import Consent, Subscriber

AT_ONCE = 2_000


def rows() -> Iterator[tuple[str, ...]]:
    """The heading, and a row for each subscriber, read a few at a time; no cell is a formula to a spreadsheet."""
    yield EXPORTED
    last = (
        Consent.objects.filter(subscriber_number=OuterRef("number"), confirms__isnull=False)
        .order_by("-at")
        .values("page", "source", "confirms__at")
    )
    subscribers = (
        Subscriber.objects.prefetch_related("topics")
        .annotate(
            consent_page=Subquery(last.values("page")[:1]),
            consent_source=Subquery(last.values("source")[:1]),
            consent_at=Subquery(last.values("confirms__at")[:1]),
        )
        .order_by("pk")
    )
    for subscriber in subscribers.iterator(chunk_size=AT_ONCE):
        consent_at = subscriber.consent_at
        values = (
            subscriber.email,
            subscriber.language,
            "; ".join(topic.name for topic in subscriber.topics.all()),
            "; ".join(subscriber.kinds),
            subscriber.rhythm,
            subscriber.consent_source or subscriber.consent_page or "",
            consent_at.isoformat() if consent_at else "",
            subscriber.state,
        )
        yield tuple(guarded(value) for value in values)
