"""Which pages an issue holds: pure rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from newsletter.choosing import ANNOUNCEMENT, NEWS, Candidate, Past, Rules, Window, choose_items, oldest_publication

CLOSING = datetime(2026, 3, 10, 9, tzinfo=UTC)
LONG_AGO = CLOSING - timedelta(days=60)


DAY = CLOSING.date()
NOTHING_YET = Past()


def candidate(key: str, **fields: Any) -> Candidate:
    fields.setdefault("published_at", CLOSING - timedelta(days=1))
    return Candidate(**{"key": key, "page_id": 1, "kind": "news", "date": date(2026, 3, 9), **fields})


def chosen(
    *candidates: Candidate, past: Past = NOTHING_YET, not_before: datetime = LONG_AGO, **rules: Any
) -> list[str]:
    window = Window(not_before, CLOSING, DAY)
    choice = choose_items(candidates, window, past, Rules(**{"minimum": 0, **rules}))
    return [item.page.key if item.purpose == NEWS else f"{item.page.key}: {item.purpose}" for item in choice.items]


def test_what_was_sent_is_never_chosen_again() -> None:
    assert chosen(candidate("old"), candidate("new"), past=Past(sent={("old", NEWS)})) == ["new"]


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
    window, rules = Window(LONG_AGO, CLOSING, DAY), Rules(minimum=2, reminder_days=14)
    reminder = candidate("meeting", coming_on=DAY + timedelta(days=3), published_at=LONG_AGO - timedelta(days=1))
    assert choose_items([candidate("one"), reminder], window, NOTHING_YET, rules).is_held
    assert not choose_items([candidate("one"), candidate("two")], window, NOTHING_YET, rules).is_held


def test_an_agenda_is_in_the_order_of_its_days_and_the_sections_in_the_order_that_is_set() -> None:
    items = (
        candidate("article"),
        candidate("later", kind="agenda", coming_on=DAY + timedelta(days=40), date=DAY + timedelta(days=40)),
        candidate("sooner", kind="agenda", coming_on=DAY + timedelta(days=30), date=DAY + timedelta(days=30)),
        candidate("heavy", kind="agenda", weight=1),
    )
    order = ["agenda", "news"]
    expected = ["heavy", "sooner: announcement", "later: announcement", "article"]
    assert chosen(*items, section_order=order) == expected


def test_a_gathering_is_announced_once_and_reminded_of_once() -> None:
    meeting = candidate("meeting", kind="agenda", coming_on=DAY + timedelta(days=10))
    assert chosen(meeting, reminder_days=14) == ["meeting: announcement"]
    announced = Past(sent={("meeting", ANNOUNCEMENT)})
    assert chosen(meeting, past=announced, reminder_days=14) == ["meeting: reminder"]
    assert chosen(meeting, past=announced, reminder_days=9) == []
    reminded = Past(sent={("meeting", ANNOUNCEMENT), ("meeting", "reminder")})
    assert chosen(meeting, past=reminded, reminder_days=14) == []


def test_nobody_is_reminded_of_what_has_begun() -> None:
    announced = Past(sent={("meeting", ANNOUNCEMENT)})
    assert chosen(candidate("meeting", coming_on=DAY), past=announced, reminder_days=14) == []


def test_a_gathering_that_was_published_afterwards_is_news() -> None:
    assert chosen(candidate("meeting", coming_on=DAY - timedelta(days=1)), reminder_days=14) == ["meeting"]


def test_what_an_editor_never_wants_does_not_come_as_a_reminder_either() -> None:
    meeting = candidate("meeting", coming_on=DAY + timedelta(days=10))
    assert chosen(meeting, past=Past(never={("meeting", ANNOUNCEMENT)}), reminder_days=14) == []


def test_what_was_compiled_and_not_sent_waits_however_old_it_gets() -> None:
    old = candidate("old", published_at=LONG_AGO - timedelta(days=400))
    assert chosen(old) == []
    assert chosen(old, past=Past(waiting={("old", NEWS)})) == ["old"]
