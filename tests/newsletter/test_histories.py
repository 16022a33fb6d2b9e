"""Whatever happens to pages, issues, the rhythm and the worker: no item is repeated, and none is missed."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter.choosing import FIRST_PURPOSES
from newsletter.variants import merged_for_monthly_readers

from .histories import EVENTS, Event, History, Issue

events = st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 60)), min_size=20, max_size=80)


@settings(max_examples=300)
@given(events)
def test_over_any_history_nothing_is_repeated_and_nothing_is_missed(events: list[tuple[Event, int]]) -> None:
    history = History()
    for event, number in events:
        event(history, number)
    final = bring_out_what_is_left(history)

    assert len(history.sent) == len(set(history.sent))
    assert all(sum(purpose in FIRST_PURPOSES for purpose in history.purposes_of(key)) <= 1 for key, _ in history.sent)
    ruled_out = {key for key, _purpose in history.never}
    readable = {key for key, page in history.public.items() if page.published_at < final.moment}
    assert readable - ruled_out <= {key for key, purpose in history.sent if purpose in FIRST_PURPOSES}


def bring_out_what_is_left(history: History) -> Issue:
    """An extra issue that a manager makes of all that waits, sent at once."""
    history.minimum = 0
    history.make_extra(0)
    final = history.issues[-1]
    history.send(0)
    return final


months = st.lists(st.integers(0, 3), min_size=1, max_size=30).map(
    lambda gaps: [date(2026 + sum(gaps[:n]) // 12, 1 + sum(gaps[:n]) % 12, 1) for n in range(1, len(gaps) + 1)]
)


@given(months)
def test_monthly_readers_get_every_issue_once_with_the_first_of_a_month(months: list[date]) -> None:
    """`months` are those of the issues, in the order in which they went out."""
    got: list[int] = []
    for number, month in enumerate(months):
        merged = merged_for_monthly_readers(months[number::-1])
        is_first = month not in months[:number]
        assert (merged is not None) == is_first
        if merged is not None:
            got += range(number - merged, number + 1)
    last_first = months.index(months[-1])
    assert got == list(range(last_first + 1))


def test_a_worker_that_was_down_for_months_makes_one_issue_of_all_that_waits() -> None:
    history = History()
    history.wait(4)
    history.stop_or_start_worker(0)
    for _ in range(5):
        history.publish(1)
        history.wait(40)
    made_before = len(history.issues)
    history.stop_or_start_worker(0)
    history.wait(1)
    assert len(history.issues) == made_before + 1
    history.send(0)
    assert len(history.sent) == 5


def test_what_is_taken_out_for_the_next_issue_comes_in_it_however_old_it_is_by_then() -> None:
    history = History(minimum=1)
    for _ in range(2):
        history.publish(1)
    history.wait(26)
    history.take_out(0)
    history.send(0)
    assert len(history.sent) == 1
    history.wait(28)
    history.send(0)
    assert len(history.sent) == 2


def test_the_same_gathering_is_announced_then_reminded_of_and_no_more() -> None:
    history = History(minimum=0)
    history.publish(39)
    key = next(iter(history.public))
    for _ in range(12):
        history.publish(1)
        history.wait(14)
        history.send(0)
    assert history.purposes_of(key) == ["announcement", "reminder"]
