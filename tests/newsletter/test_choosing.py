"""Which pages an issue holds: pure rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newsletter.choosing import Candidate, choose_items, oldest_publication

CLOSING = datetime(2026, 3, 10, 9, tzinfo=UTC)
LONG_AGO = CLOSING - timedelta(days=60)


def candidate(key: str, **fields: Any) -> Candidate:
    fields.setdefault("published_at", CLOSING - timedelta(days=1))
    return Candidate(**{"key": key, "page_id": 1, "kind": "news", "date": date(2026, 3, 9), **fields})


def chosen(*candidates: Candidate, sent: tuple[str, ...] = (), **fields: Any) -> list[str]:
    rules = {"closes_at": CLOSING, "not_before": LONG_AGO, "minimum": 0, **fields}
    return [item.key for item in choose_items(candidates, sent_keys=sent, **rules).items]


def test_what_was_sent_is_never_chosen_again() -> None:
    assert chosen(candidate("old"), candidate("new"), sent=("old",)) == ["new"]


def test_the_window_is_open_at_its_end() -> None:
    just_before, at_closing = CLOSING - timedelta(microseconds=1), CLOSING
    assert chosen(candidate("in", published_at=just_before), candidate("next", published_at=at_closing)) == ["in"]


def test_the_age_is_counted_from_the_last_sent_issue_so_that_a_hold_drops_nothing() -> None:
    held_for = timedelta(days=90)
    age = timedelta(days=60)
    waiting = candidate("waiting", published_at=CLOSING - held_for + timedelta(days=1))
    without_history = oldest_publication(CLOSING, None, age)
    after_a_hold = oldest_publication(CLOSING, CLOSING - held_for, age)
    assert chosen(waiting, not_before=without_history) == []
    assert chosen(waiting, not_before=after_a_hold) == ["waiting"]


def test_items_are_in_sections_the_newest_first() -> None:
    items = (
        candidate("course", kind="academy"),
        candidate("older", date=date(2026, 3, 1)),
        candidate("newer", date=date(2026, 3, 8)),
    )
    assert chosen(*items) == ["newer", "older", "course"]


def test_the_first_item_with_a_picture_leads() -> None:
    items = (candidate("newer"), candidate("pictured", date=date(2026, 3, 1), has_picture=True))
    assert chosen(*items) == ["pictured", "newer"]


def test_an_issue_with_too_little_is_held() -> None:
    rules = {"closes_at": CLOSING, "not_before": LONG_AGO, "sent_keys": (), "minimum": 2}
    assert choose_items([candidate("one")], **rules).is_held
    assert not choose_items([candidate("one"), candidate("two")], **rules).is_held


@given(st.lists(st.integers(0, 300), unique=True), st.lists(st.integers(1, 90), min_size=1, max_size=8))
def test_over_any_history_nothing_is_repeated_and_nothing_is_missed(days: list[int], gaps: list[int]) -> None:
    """After a first issue the next ones come at odd intervals, and those with too little are held back."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    pages = [candidate(str(day), published_at=start + timedelta(days=day)) for day in days]
    sent: list[str] = []
    closes_at = last_sent = start
    for gap in gaps:
        closes_at += timedelta(days=gap)
        choice = choose_items(
            pages,
            closes_at=closes_at,
            not_before=oldest_publication(closes_at, last_sent, timedelta(days=1)),
            sent_keys=sent,
            minimum=2,
        )
        if not choice.is_held:
            sent += [item.key for item in choice.items]
            last_sent = closes_at
    assert len(sent) == len(set(sent))
    assert set(sent) == {page.key for page in pages if page.published_at < last_sent}
