"""When issues are due: an anchor date plus every so many weeks, at a local time.

Counting goes by calendar days, never by seconds or by days of a month: so the clock that people read stays
the same when summer time begins or ends, and no year's end breaks the rhythm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


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

    def _near(self, instant: datetime) -> int:
        """A number at or just below that of the next moment, so that searching starts close by."""
        days = (instant.astimezone(self.zone).date() - self.anchor).days
        return days // (7 * self.weeks)
