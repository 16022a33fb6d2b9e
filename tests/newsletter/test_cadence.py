"""When issues are due: by the calendar of the people who read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsletter.cadence import AMSTERDAM, Cadence

FORTNIGHTLY = Cadence(date(2026, 1, 6), 2, time(10, 0))

cadences = st.builds(
    Cadence,
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.integers(1, 8),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)
instants = st.datetimes(datetime(2019, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(cadences, instants)
def test_the_next_moment_is_later_and_none_lies_between(cadence: Cadence, instant: datetime) -> None:
    after = cadence.moment_after(instant)
    assert after > instant
    assert cadence.moment_after(after - timedelta(microseconds=1)) == after
    assert cadence.moment_after(max(instant, after - timedelta(weeks=cadence.weeks, hours=-2))) == after


@given(cadences, st.integers(0, 400))
def test_moments_are_whole_weeks_apart_on_the_calendar(cadence: Cadence, n: int) -> None:
    def noon(n: int) -> date:
        return cadence.moment(n).astimezone(AMSTERDAM).date()

    assert noon(n + 1) - noon(n) == timedelta(weeks=cadence.weeks)


@given(cadences, st.integers(0, 400))
def test_people_see_the_same_time_except_in_the_hour_that_the_clock_skips(cadence: Cadence, n: int) -> None:
    seen = cadence.moment(n).astimezone(AMSTERDAM)
    skipped = seen.time() != cadence.time
    assert not skipped or (seen.month == 3 and seen.hour == 3)


def test_the_clock_stays_at_ten_when_summer_time_begins_and_ends() -> None:
    summer = [FORTNIGHTLY.moment_after(datetime(2026, 3, day, tzinfo=UTC)) for day in (16, 18)]
    assert summer == [datetime(2026, 3, 17, 9, tzinfo=UTC), datetime(2026, 3, 31, 8, tzinfo=UTC)]
    winter = [FORTNIGHTLY.moment_after(datetime(2026, 10, day, tzinfo=UTC)) for day in (12, 14)]
    assert winter == [datetime(2026, 10, 13, 8, tzinfo=UTC), datetime(2026, 10, 27, 9, tzinfo=UTC)]


def test_a_years_end_breaks_no_rhythm() -> None:
    moments = [FORTNIGHTLY.moment(n).date() for n in range(25, 28)]
    assert moments == [date(2026, 12, 22), date(2027, 1, 5), date(2027, 1, 19)]


def test_before_the_anchor_the_first_moment_is_the_anchor() -> None:
    assert FORTNIGHTLY.moment_after(datetime(2025, 12, 1, tzinfo=UTC)) == datetime(2026, 1, 6, 9, tzinfo=UTC)
