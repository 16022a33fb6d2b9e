"""Fixing who gets what: one row per subscriber, with the variant that is for them or the reason why there is none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from .content import IssueContent, from_json, hash_of
from .identity import Identity, identity_in
from .messages import hash_of_message, message_of
from .models import Dispatch, Issue, Variant
from .monthly import is_first_of_month, offers_of
from .rendering import render_mail
from .variants import Offer, language_for, places_for

# The audience as of one instant: what follows works from it, so that nobody who changes their choice meanwhile
# falls between two statements.
SNAPSHOT_OF_AUDIENCE = """
CREATE TEMPORARY TABLE audience ON COMMIT DROP AS
SELECT subscriber.id, subscriber.email_key, subscriber.state, subscriber.language, subscriber.kinds, subscriber.rhythm,
       ARRAY(SELECT topic.focusarea_id FROM newsletter_subscriber_topics topic
             WHERE topic.subscriber_id = subscriber.id ORDER BY 1) AS topics
FROM newsletter_subscriber subscriber
"""
CHOICES = "SELECT DISTINCT language, topics, kinds, rhythm FROM audience WHERE state = 'active'"
DELIVERIES = """
INSERT INTO newsletter_delivery
       (number, dispatch_id, subscriber_id, email_key, variant_id, state, exclusion, attempts, answer)
SELECT gen_random_uuid(), %(dispatch)s, audience.id, audience.email_key, choice.variant,
       CASE WHEN choice.variant IS NULL THEN 'excluded' ELSE 'pending' END,
       CASE WHEN audience.state <> 'active' THEN audience.state
            WHEN audience.rhythm = 'monthly' AND NOT %(monthly_too)s THEN 'not_this_month'
            WHEN choice.variant IS NULL THEN 'nothing_chosen' ELSE '' END,
       0, ''
FROM audience
LEFT JOIN newsletter_choice choice
       ON audience.state = 'active' AND (choice.language, choice.topics, choice.kinds, choice.rhythm)
        = (audience.language, audience.topics, audience.kinds, audience.rhythm)
ORDER BY audience.id
"""


class MiscountedError(Exception):
    """Not every subscriber has got a row."""


class SnapshotChangedError(Exception):
    """What was approved isn't what is stored."""


@transaction.atomic
def freeze(dispatch_id: int, now: datetime | None = None) -> None:
    """Writes the deliveries of a dispatch, all or none; once they are there it does nothing."""
    now = now or timezone.now()
    dispatch = Dispatch.objects.select_for_update(of=("self",)).select_related("issue").get(pk=dispatch_id)
    if dispatch.frozen_at:
        return
    offers = offers_of(dispatch, approved_contents(dispatch.issue))
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT_OF_AUDIENCE)
        cursor.execute(CHOICES)
        _write_choices(cursor, _variants(dispatch, offers, cursor.fetchall(), now))
        cursor.execute(DELIVERIES, {"dispatch": dispatch.pk, "monthly_too": is_first_of_month(dispatch)})
        dispatch.candidates = cursor.rowcount
        cursor.execute("SELECT count(*) FROM audience")
        if cursor.fetchone() != (dispatch.candidates,):
            raise MiscountedError(str(dispatch))
        cursor.execute("DROP TABLE audience, newsletter_choice")
        # Without it PostgreSQL takes the dispatch for a small one, and sorts all that waits for every claim.
        cursor.execute("ANALYZE newsletter_delivery")
    dispatch.frozen_at = now
    dispatch.save(update_fields=["candidates", "frozen_at"])


def approved_contents(issue: Issue) -> dict[str, IssueContent]:
    """What was approved, by language. Raises SnapshotChangedError when it doesn't match its hash."""
    if hash_of(issue.snapshot or {}) != issue.snapshot_hash:
        raise SnapshotChangedError(str(issue))
    return {language: from_json(value) for language, value in (issue.snapshot or {}).items()}


def _variants(
    dispatch: Dispatch, offers: dict[str, Offer], choices: list[Any], now: datetime
) -> list[tuple[str, list[int], list[str], str, int]]:
    """For each choice that gets something, its variant's id; each distinct selection is rendered once."""
    made: dict[tuple[str, tuple[int, ...]], int] = {}
    identities = {language: identity_in(language) for language in offers}
    chosen = []
    for wanted, topics, kinds, rhythm in choices:
        language = language_for(wanted, offers, settings.LANGUAGE_CODE)
        places = places_for(offers[language], topics, kinds, rhythm)
        if not places:
            continue
        if (language, places) not in made:
            made[language, places] = _render_variant(
                dispatch, offers[language].content, places, identities[language], now
            ).pk
        chosen.append((wanted, topics, kinds, rhythm, made[language, places]))
    return chosen


def _render_variant(
    dispatch: Dispatch, content: IssueContent, places: tuple[int, ...], identity: Identity, now: datetime
) -> Variant:
    mail = render_mail(content.only(places), identity)
    message = message_of(mail, content.language, now, identity)
    return Variant.objects.create(
        dispatch=dispatch,
        language=content.language,
        items=list(places),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        sender=identity.sender_address,
        message=message,
        message_hash=hash_of_message(message),
    )


def _write_choices(cursor: Any, choices: list[tuple[str, list[int], list[str], str, int]]) -> None:
    cursor.execute(
        "CREATE TEMPORARY TABLE newsletter_choice"
        " (language text, topics bigint[], kinds varchar[], rhythm text, variant bigint) ON COMMIT DROP"
    )
    cursor.executemany("INSERT INTO newsletter_choice VALUES (%s, %s, %s, %s, %s)", choices)
