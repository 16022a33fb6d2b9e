"""Readers and an issue to measure with: many variants of twelve items, in rows of our own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations
from uuid import uuid4

from django.db import connection
from wagtail.models import Locale

from network.models import FocusArea
from newsletter.content import IssueContent, ItemContent, as_json, hash_of
from newsletter.models import Dispatch, Issue, Subscriber

MOMENT = datetime(2026, 3, 10, 9, tzinfo=UTC)
ITEMS = 12
WORDS = "Wijkteams en ziekenhuis leren samen wat mensen nodig hebben om thuis gezond oud te worden. "


def make(readers: int, variants: int) -> Dispatch:
    """An approved issue on its way to this many readers, who want this many selections of its items."""
    empty()
    return new_dispatch(add_readers(readers, variants))


def add_readers(readers: int, variants: int) -> list[int]:
    """Readers, and the topics that each of them wants three of."""
    locale, _ = Locale.objects.get_or_create(language_code="nl")
    topics = [FocusArea.objects.create(name=f"Onderwerp {number}", locale=locale) for number in range(ITEMS)]
    choices = list(combinations([topic.pk for topic in topics], 3))[:variants]
    Subscriber.objects.bulk_create(
        [
            Subscriber(
                email=address,
                email_key=address,
                language="nl",
                state=Subscriber.State.ACTIVE,
                confirmed_at=MOMENT,
            )
            for number in range(readers)
            if (address := f"reader{number}@domain{number % 50}.example")
        ],
        batch_size=5000,
    )
    through = Subscriber.topics.through
    pks = Subscriber.objects.order_by("pk").values_list("pk", flat=True)
    for start in range(0, readers, 5000):
        through.objects.bulk_create(
            through(subscriber_id=pk, focusarea_id=topic)
            for place, pk in enumerate(pks[start : start + 5000], start)
            for topic in choices[place % len(choices)]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [topic.pk for topic in topics]


def new_dispatch(topics: list[int], moment: datetime = MOMENT) -> Dispatch:
    """Another issue about these topics, approved and on its way."""
    items = tuple(
        ItemContent(
            key=str(uuid4()),
            purpose="news",
            kind="news",
            language="nl",
            title=f"Bericht {number}: {WORDS[:50]}",
            teaser=WORDS * 3,
            url=f"/nl/nieuws/bericht-{number}/",
            date=date(2026, 3, 9),
            topics=(topic,),
        )
        for number, topic in enumerate(topics)
    )
    content = IssueContent("nl", "Nummer", "Nummer", "", f"<p>{WORDS * 4}</p>", "/nl/nieuwsbrief/", moment, items)
    snapshot = as_json({"nl": content})
    issue = Issue.objects.create(
        moment=moment,
        closes_at=moment,
        state=Issue.State.SENDING,
        approved_at=moment,
        snapshot=snapshot,
        snapshot_hash=hash_of(snapshot),
    )
    return Dispatch.objects.create(issue=issue)


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE newsletter_delivery, newsletter_variant, newsletter_dispatch, newsletter_issue,"
            " newsletter_subscriber, network_focusarea, procrastinate_jobs CASCADE"
        )
