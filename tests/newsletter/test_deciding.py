"""Pausing, going on, cancelling, and deciding about what is in doubt; limits that all workers keep."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from newsletter.accounting import accounting_of
from newsletter.approval import IssueError
from newsletter.models import Dispatch, Issue, SendingLimit, Subscriber
from newsletter.sending import ledger, limits
from newsletter.sending.deciding import (
    cancel,
    leave_doubtful,
    pause,
    resend_doubtful,
    resend_failed,
    resume,
    undecided,
)
from newsletter.sending.recovering import doubt_lapsed, miscounted, stuck, waiting_dispatches
from newsletter.sending.running import send_deliveries
from newsletter.transport import Answer, Outcome

from .conftest import Mailbox, Newsletter

pytestmark = pytest.mark.django_db

MakeSubscriber = Callable[..., Subscriber]


@pytest.fixture
def dispatch(newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox) -> Dispatch:
    """A dispatch to four readers of two domains, of which nothing has been sent."""
    for number in range(4):
        subscriber(f"reader{number}@{'een' if number % 2 else 'twee'}.example")
    return newsletter.dispatch(newsletter.issue("Nieuws"))


def counts(dispatch: Dispatch) -> dict[str, int]:
    accounting = accounting_of(Dispatch.objects.get(pk=dispatch.pk))
    assert accounting.adds_up
    return {name: value for name, value in vars(accounting).items() if value and name not in ("candidates",)}


def test_a_paused_dispatch_sends_nothing_until_it_goes_on(dispatch: Dispatch, mailbox: Mailbox) -> None:
    pause(dispatch)
    assert send_deliveries(dispatch.pk) is False
    assert counts(dispatch) == {"state": "paused", "pending": 4}
    assert waiting_dispatches(timezone.now()) == []
    resume(dispatch)
    assert [waiting.pk for waiting in waiting_dispatches(timezone.now())] == [dispatch.pk]
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"state": "finished", "accepted": 4}


def test_a_pause_stops_what_is_being_sent_and_loses_nothing(
    dispatch: Dispatch, mailbox: Mailbox, settings: Any
) -> None:
    settings.SEND_WINDOW, settings.SEND_CONCURRENCY = 2, 1
    taken: list[str] = []

    async def pause_after_the_first(server: Any, session: Any, envelope: Any) -> str:
        taken.append(envelope.rcpt_tos[0])
        return "250 OK"

    mailbox.handle_DATA = pause_after_the_first
    turns = iter(range(100))

    def clock() -> Any:
        # The run asks for the time in every transaction: by then somebody has paused it.
        if next(turns) == 4:
            pause(dispatch)
        return timezone.now()

    send_deliveries(dispatch.pk, clock=clock)
    counted = counts(dispatch)
    assert counted["state"] == "paused"
    assert counted["accepted"] == len(taken) < 4
    assert counted["pending"] == 4 - len(taken)


def test_cancelling_excludes_whoever_has_not_had_it_with_the_reason(dispatch: Dispatch, mailbox: Mailbox) -> None:
    lease = uuid4()
    [handed] = ledger.claim(dispatch, lease, 1, timezone.now()).handed
    cancel(dispatch)
    assert counts(dispatch) == {"state": "sending", "excluded": 3, "handed_over": 1}
    ledger.settle(lease, [(handed, Answer(Outcome.ACCEPTED, "250 OK"))], timezone.now(), timezone.now())
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"state": "cancelled", "excluded": 3, "accepted": 1}
    assert set(dispatch.deliveries.filter(state="excluded").values_list("exclusion", flat=True)) == {"cancelled"}
    assert mailbox.messages == []
    for act in (pause, resume, cancel):
        with pytest.raises(IssueError):
            act(dispatch)


def test_a_manager_decides_about_each_message_in_doubt(dispatch: Dispatch, mailbox: Mailbox) -> None:
    handed = ledger.claim(dispatch, uuid4(), 2, timezone.now()).handed
    assert doubt_lapsed(timezone.now()) == 0
    assert doubt_lapsed(timezone.now() + timedelta(minutes=1)) == 2
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"state": "needs_decision", "accepted": 2, "in_doubt": 2}
    assert leave_doubtful(dispatch, [handed[0].pk]) == 1
    assert resend_doubtful(dispatch, [one.pk for one in handed]) == 1
    assert Issue.objects.get().state == "sending"
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"state": "finished", "accepted": 3, "in_doubt": 1}
    assert not undecided(dispatch).exists()
    assert len(mailbox.messages) == 3


def test_a_run_that_was_believed_dead_can_still_say_what_it_knows(dispatch: Dispatch) -> None:
    lease = uuid4()
    first, second = ledger.claim(dispatch, lease, 2, timezone.now()).handed
    doubt_lapsed(timezone.now() + timedelta(minutes=1))
    resend_doubtful(dispatch, [second.pk])
    answers = [(one, Answer(Outcome.ACCEPTED, "250 OK")) for one in (first, second)]
    ledger.settle(lease, answers, timezone.now(), timezone.now())
    # The second was given to somebody else by then.
    assert counts(dispatch) == {"state": "sending", "accepted": 1, "pending": 3}


def test_the_refused_are_tried_again_but_not_where_nobody_lives(dispatch: Dispatch, mailbox: Mailbox) -> None:
    mailbox.at_rcpt["reader0@twee.example"] = "550 5.1.1 no such user"
    mailbox.at_rcpt["reader1@een.example"] = "554 5.7.1 not from you"
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"state": "finished", "accepted": 2, "refused": 2}
    assert set(Subscriber.objects.filter(state="suppressed").values_list("email", flat=True)) == {
        "reader0@twee.example"
    }
    mailbox.at_rcpt.clear()
    assert resend_failed(dispatch) == 1
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"state": "finished", "accepted": 3, "refused": 1}


def test_a_rate_is_kept_together(dispatch: Dispatch, settings: Any) -> None:
    settings.SEND_RATE = 2
    now = timezone.now()
    assert len(ledger.claim(dispatch, uuid4(), 10, now).handed) == 2
    none = ledger.claim(dispatch, uuid4(), 10, now)
    assert none.handed == []
    assert now < none.again_at <= now + timedelta(seconds=0.5)
    assert len(ledger.claim(dispatch, uuid4(), 10, now + timedelta(seconds=0.5)).handed) == 1


def test_a_rate_for_a_domain_holds_up_no_other(dispatch: Dispatch, settings: Any) -> None:
    settings.SEND_RATE_PER_DOMAIN = 1
    now = timezone.now()
    handed = ledger.claim(dispatch, uuid4(), 10, now).handed
    assert sorted(one.domain for one in handed) == ["een.example", "twee.example"]
    assert ledger.claim(dispatch, uuid4(), 10, now).again_at
    assert len(ledger.claim(dispatch, uuid4(), 10, now + timedelta(seconds=1)).handed) == 2
    limits.forget_idle(now + timedelta(days=1))
    assert not SendingLimit.objects.exclude(domain="").exists()


def test_a_server_that_asks_for_rest_is_left_alone_by_all(dispatch: Dispatch, mailbox: Mailbox) -> None:
    async def later(*args: object) -> str:
        return "421 4.7.0 not now"

    mailbox.handle_MAIL = later
    send_deliveries(dispatch.pk)
    dispatch.refresh_from_db()
    assert "421" in dispatch.problem
    held = ledger.claim(dispatch, uuid4(), 10, timezone.now())
    assert held.is_held
    assert held.again_at > timezone.now()
    assert counts(dispatch) == {"state": "sending", "pending": 4}
    assert set(dispatch.deliveries.values_list("attempts", flat=True)) == {0}

    del mailbox.handle_MAIL
    send_deliveries(dispatch.pk, clock=lambda: timezone.now() + timedelta(minutes=20))
    assert counts(dispatch) == {"state": "finished", "accepted": 4}
    assert SendingLimit.objects.get(domain="").holds == 0


def test_one_slow_domain_does_not_hold_up_the_rest(
    newsletter: Newsletter, subscriber: MakeSubscriber, mailbox: Mailbox, settings: Any
) -> None:
    import asyncio

    settings.SEND_CONCURRENCY, settings.SEND_WINDOW = 4, 8
    took = dict[str, float]()
    began = time.monotonic()

    async def take(server: Any, session: Any, envelope: Any) -> str:
        [recipient] = envelope.rcpt_tos
        if recipient.endswith("@slow.example"):
            await asyncio.sleep(2.5)
        took[recipient] = time.monotonic() - began
        return "250 OK"

    for number in range(8):
        subscriber(f"reader{number}@slow.example")
    for number in range(12):
        subscriber(f"reader{number}@fast.example")
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    mailbox.handle_DATA = take
    began = time.monotonic()
    send_deliveries(dispatch.pk)
    assert counts(dispatch) == {"state": "finished", "accepted": 20}
    slow = sorted(seconds for recipient, seconds in took.items() if recipient.endswith("@slow.example"))
    fast = sorted(seconds for recipient, seconds in took.items() if recipient.endswith("@fast.example"))
    assert fast[-1] < slow[4]
    assert threading.active_count() < 20


def test_what_does_not_add_up_or_has_stopped_moving_is_noticed(dispatch: Dispatch) -> None:
    assert miscounted() == []
    assert stuck(timezone.now()) == []
    assert [one.pk for one in stuck(timezone.now() + timedelta(minutes=11))] == [dispatch.pk]
    Dispatch.objects.update(candidates=5)
    assert [one.pk for one in miscounted()] == [dispatch.pk]
    dispatch.deliveries.update(state="accepted", handed_over_at=timezone.now())
    send_deliveries(dispatch.pk)
    dispatch.refresh_from_db()
    assert dispatch.finished_at is None
    assert dispatch.problem
