"""The rules of sending that take and return plain values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.accounting import Stop, account
from newsletter.models import Delivery
from newsletter.sending.answers import RETRY_AFTER, TRIED_FOR, is_gone, settlement_of
from newsletter.sending.rates import LONGEST_HOLD, Bucket, hold_after
from newsletter.sending.waiting import SLOW_AFTER, Waiting
from newsletter.transport import Answer, Outcome

State = Delivery.State
START = datetime(2026, 3, 10, 9, tzinfo=UTC)


@given(
    rate=st.floats(0.1, 5000),
    asked=st.lists(st.tuples(st.floats(0, 20), st.integers(0, 400)), min_size=1, max_size=60),
)
def test_however_it_is_asked_for_no_more_goes_out_than_the_rate_and_a_seconds_worth(
    rate: float, asked: list[tuple[float, int]]
) -> None:
    bucket, now, granted = Bucket(max(rate, 1), START), START, 0
    for seconds, wanted in asked:
        now += timedelta(seconds=seconds)
        may_go, bucket = bucket.take(wanted, now, rate)
        assert 0 <= may_go <= wanted
        granted += may_go
        assert granted <= (now - START).total_seconds() * rate + max(rate, 1) + 1e-6


@given(rate=st.floats(0.5, 1000), tokens=st.floats(0, 0.99))
def test_when_the_next_may_go_it_may_go(rate: float, tokens: float) -> None:
    bucket = Bucket(tokens, START)
    assert bucket.take(1, bucket.next_at(rate) + timedelta(microseconds=2000), rate)[0] == 1


def test_a_clock_that_runs_behind_changes_nothing() -> None:
    bucket = Bucket(3, START)
    assert bucket.take(2, START - timedelta(minutes=1), 5) == (2, Bucket(1, START))


@given(st.integers(0, 30_000))
def test_a_server_is_left_alone_longer_each_time_and_never_for_ever(holds: int) -> None:
    assert hold_after(holds) <= hold_after(holds + 1) <= LONGEST_HOLD


@pytest.mark.parametrize(
    ("text", "about_recipient", "gone"),
    [
        ("550 5.1.1 no such user", True, True),
        ("550 no such user", True, True),
        ("550 no such user", False, False),
        ("554 5.7.1 looks like spam", True, False),
        ("552 5.2.2 mailbox full", True, False),
        ("550-5.1.1 no such\nuser", True, True),
        ("550 5.2.1 mailbox disabled", False, True),
        ("554 not today", True, False),
    ],
)
def test_only_an_address_that_is_no_good_is_suppressed(text: str, about_recipient: bool, gone: bool) -> None:
    assert is_gone(Answer(Outcome.REFUSED, text, about_recipient)) is gone


def test_trying_again_takes_longer_each_time_and_ends_with_the_news_age() -> None:
    later = Answer(Outcome.TEMPORARY, "451 later")
    for attempts, wait in enumerate(RETRY_AFTER, 1):
        assert settlement_of(later, attempts, START, START).retry_at == START + wait
    assert settlement_of(later, len(RETRY_AFTER) + 1, START, START).state == State.REFUSED
    assert settlement_of(later, 1, START, START + TRIED_FOR + timedelta(seconds=1)).state == State.REFUSED


@dataclass(frozen=True)
class To:
    domain: str


def test_a_slow_domain_leaves_connections_to_the_rest() -> None:
    waiting = Waiting[To](connections=4)
    waiting.add([To("slow.example")] * 10 + [To("fast.example")])
    begun = [waiting.next(0.0) for _ in range(3)]
    assert {item.domain for item in begun} == {"slow.example"}
    now = SLOW_AFTER + 0.1
    assert waiting.slow(now) == {"slow.example"}
    assert waiting.next(now) == To("fast.example")
    assert waiting.next(now) is None
    assert waiting.full(now) == {"slow.example"}
    assert len(waiting.take_surplus(now)) == 7 - waiting.most_slow


def test_a_domain_that_answers_fast_again_is_slow_no_more() -> None:
    waiting = Waiting[To](connections=4)
    waiting.add([To("a.example")] * 2)
    waiting.next(0.0)
    waiting.done("a.example", 0.0, 5.0)
    assert waiting.slow(5.0) == {"a.example"}
    waiting.next(5.0)
    waiting.done("a.example", 5.0, 5.1)
    assert waiting.slow(5.1) == set()


# What can happen to a delivery, from which state to which.
MOVES = {
    "claim": (("pending", "retrying"), "handed_over"),
    "leave": (("pending", "retrying"), "excluded"),
    "accept": (("handed_over", "in_doubt"), "accepted"),
    "refuse": (("handed_over",), "refused"),
    "later": (("handed_over",), "retrying"),
    "give back": (("handed_over",), "pending"),
    "lapse": (("handed_over",), "in_doubt"),
    "resend": (("in_doubt", "refused"), "pending"),
}


@given(
    readers=st.integers(0, 30),
    history=st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 1000)), max_size=200),
    stop=st.sampled_from(Stop),
)
def test_over_any_history_every_reader_is_counted_once(
    readers: int, history: list[tuple[str, int]], stop: Stop
) -> None:
    states = ["pending"] * readers
    for move, place in history:
        sources, target = MOVES[move]
        if readers and states[place % readers] in sources:
            states[place % readers] = target
        accounting = account(Counter(states), readers, stop)
        assert accounting.adds_up
        is_open = {"pending", "retrying", "handed_over"} & set(states)
        assert (accounting.state in ("finished", "needs_decision", "cancelled")) is not bool(is_open)
