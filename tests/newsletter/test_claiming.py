"""What a claim costs the database, and what the ledger keeps of odd answers."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from newsletter.models import Dispatch, Subscriber
from newsletter.sending import ledger
from newsletter.sending.running import BEGIN
from newsletter.transport import Answer, Outcome

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db
READERS = 2000


@pytest.fixture
def dispatch(newsletter: Newsletter) -> Dispatch:
    newsletter.article("Nieuws")
    addresses = [f"reader{number}@domain{number % 5}.example" for number in range(READERS)]
    Subscriber.objects.bulk_create(
        Subscriber(email=address, email_key=address, language="nl", state="active", confirmed_at=ANCHOR)
        for address in addresses
    )
    return newsletter.dispatch(newsletter.issue())


def plan_of_a_claim(dispatch: Dispatch) -> str:
    now = timezone.now()
    values = {"dispatch": dispatch.pk, "lease": uuid4(), "most": 50, "now": now, "leased_until": now, "passed_by": []}
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [dispatch.pk])
        cursor.execute(f"EXPLAIN {ledger.HAND_OVER}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_a_claim_reads_no_more_than_it_takes_in_a_long_dispatch_too(dispatch: Dispatch) -> None:
    """Right after its readers were fixed, and when most have theirs."""
    for _ in range(2):
        plan = plan_of_a_claim(dispatch)
        assert "delivery_to_be_done" in plan
        assert "Sort" not in plan
        assert "Seq Scan" not in plan
        lease = uuid4()
        handed = ledger.claim(dispatch, lease, READERS - 200, timezone.now()).handed
        ledger.settle(lease, [(one, Answer(Outcome.ACCEPTED, "250 OK")) for one in handed], ANCHOR, timezone.now())
    assert dispatch.deliveries.filter(state="accepted").count() == READERS


def test_an_answer_that_the_database_could_not_keep_is_kept_all_the_same(dispatch: Dispatch) -> None:
    lease, now = uuid4(), timezone.now()
    [one] = ledger.claim(dispatch, lease, 1, now).handed
    ledger.settle(lease, [(one, Answer(Outcome.TEMPORARY, '451 "lat\0er" \\ é\udcff'))], now, now)
    kept = dispatch.deliveries.get(pk=one.pk)
    assert (kept.state, kept.answer) == ("retrying", '451 "lat�er" \\ é�')
    assert kept.retry_at is not None
    assert kept.retry_at > now
