"""When issues are due: an anchor date plus every so many weeks, at a local time.

Counting goes by calendar days, never by seconds or by days of a month: so the clock that people read stays
the same when summer time begins or ends, and no year's end breaks the rhythm.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SATURDAY = 5


@dataclass(frozen=True)
class Cadence:
    """The rhythm of the issues: moment 0 is on the anchor date, moment n is n × `weeks` weeks later."""

    anchor: date
    weeks: int
    time: time
    zone: ZoneInfo = AMSTERDAM

    def moment(self, n: int) -> datetime:
        """The nth moment, in UTC. A local time that the clock skips is an hour later, one that it repeats the first."""
        day = self.anchor + timedelta(weeks=n * self.weeks)
        return datetime.combine(day, self.time, self.zone).astimezone(UTC)

    def moment_after(self, instant: datetime) -> datetime:
        """The first moment that is later than `instant`; never one before the anchor date."""
        n = max(self._near(instant), 0)
        while self.moment(n) <= instant:
            n += 1
        return self.moment(n)

    def moment_before(self, instant: datetime) -> datetime | None:
        """The last moment that is not later than `instant`; None before the anchor date."""
        following = self.moment_after(instant)
        n = self._near(following)
        while self.moment(n) > instant:
            n -= 1
        return self.moment(n) if n >= 0 else None

    def due(self, now: datetime, working_days: int, slots: Collection[datetime], since: datetime) -> datetime | None:
        """The moment whose issue should exist by now, so many working days before it, and doesn't; else None.

        `slots` are the moments that issues stand for, skipped ones too. A moment that has passed counts only when the
        next isn't due yet, for that one will hold everything; and when it isn't from before `since`, the day on which
        this rhythm was set.
        """
        upcoming = self.moment_after(now)
        if now < working_days_before(upcoming, working_days):
            passed = self.moment_before(now)
            return passed if passed and passed >= since and not self.is_served(passed, slots) else None
        while now >= working_days_before(upcoming, working_days):
            if not self.is_served(upcoming, slots):
                return upcoming
            upcoming = self.moment_after(upcoming)
        return None

    def is_served(self, moment: datetime, slots: Collection[datetime]) -> bool:
        """Whether an issue stands for this moment: also one that an earlier cadence had nearer to it than to the next.

        So a change of weekday or time brings no second issue days after the first.
        """
        half = timedelta(weeks=self.weeks) / 2
        return any(-half < slot - moment <= half for slot in slots)

    def _near(self, instant: datetime) -> int:
        """A number at or just below that of the next moment, so that searching starts close by."""
        days = (instant.astimezone(self.zone).date() - self.anchor).days
        return days // (7 * self.weeks)


def working_days_before(moment: datetime, days: int, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """The same local time so many working days, Monday to Friday, earlier."""
    local = moment.astimezone(zone)
    day = local.date()
    while days:
        day -= timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return datetime.combine(day, local.time(), zone).astimezone(UTC)
