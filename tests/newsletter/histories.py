"""A newsletter's history in plain Python: pages that come and go, an editor's whims, and the rules that compile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from newsletter.cadence import Cadence
from newsletter.choosing import (
    Candidate,
    Identity,
    Past,
    Rules,
    Window,
    as_good_as,
    choose_items,
    not_yet_in,
    oldest_publication,
)

BEGINNING = datetime(2026, 1, 5, 12, tzinfo=UTC)
OLDEST_AGE = timedelta(days=3)
WORKING_DAYS = 3
FORTNIGHTLY = Cadence(date(2026, 1, 6), 2, time(10, 0))


@dataclass
class Issue:
    """An issue as the history has it; `looked_until` is when pages were last looked at for it."""

    slot: datetime | None
    moment: datetime
    state: str = "new"
    items: list[Identity] = field(default_factory=list)
    compiled: set[Identity] = field(default_factory=set)
    looked_until: datetime = BEGINNING


@dataclass
class History:
    """Everything that happens to a newsletter, one event at a time; time goes on by `wait`."""

    minimum: int = 2
    now: datetime = BEGINNING
    cadence: Cadence = FORTNIGHTLY
    cadence_since: datetime = BEGINNING
    worker_lives: bool = True
    public: dict[str, Candidate] = field(default_factory=dict)
    hidden: dict[str, Candidate] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    sent: list[Identity] = field(default_factory=list)
    never: set[Identity] = field(default_factory=set)
    reach: datetime = BEGINNING

    # What editors do to pages.

    def publish(self, number: int) -> None:
        """A new page; every third one is a gathering some weeks ahead."""
        key = f"page {len(self.public) + len(self.hidden)} {self.now.isoformat()}"
        coming = (self.now + timedelta(days=number)).date() if number % 3 == 0 else None
        self.public[key] = Candidate(key, number, "news", self.now.date(), self.now, coming_on=coming)

    def unpublish(self, number: int) -> None:
        if key := _nth(list(self.public), number):
            self.hidden[key] = self.public.pop(key)

    def republish(self, number: int) -> None:
        if key := _nth(list(self.hidden), number):
            self.public[key] = replace(self.hidden.pop(key), published_at=self.now)

    def delete(self, number: int) -> None:
        if key := _nth(list(self.public), number):
            del self.public[key]

    def translate_late_or_move(self, number: int) -> None:
        """The page that stands for its translations is another one now, at another place."""
        if key := _nth(list(self.public), number):
            self.public[key] = replace(self.public[key], page_id=number + 1000)

    # What managers do to issues.

    def take_out(self, number: int) -> None:
        """Takes an item out of the latest open issue: for the next issue, or by every second number for good."""
        issue = self._open_issue()
        if issue and (item := _nth(issue.items, number)):
            issue.items.remove(item)
            if number % 2:
                self.never.add(item)

    def add_suggestions(self, number: int) -> None:
        issue = self._open_issue()
        if issue and issue.state == "draft":
            self._compile(issue, before=min(self.now, issue.moment))

    def skip(self, number: int) -> None:
        issue = self._open_issue()
        if issue:
            issue.state = "skipped"
        else:
            moment = self.cadence.moment_after(self.now)
            if not any(other.slot == moment for other in self.issues):
                self.issues.append(Issue(moment, moment, "skipped"))

    def move(self, number: int) -> None:
        if issue := self._open_issue():
            issue.moment = max(self.now, issue.moment) + timedelta(days=number)

    def make_extra(self, number: int) -> None:
        extra = Issue(None, self.now + timedelta(hours=1 + number))
        self.issues.append(extra)
        self._compile(extra)

    def send(self, number: int) -> None:
        """Sends the latest open issue, unless it is held, or an item of it has gone out meanwhile."""
        issue = self._open_issue()
        if not issue or issue.state != "draft":
            return
        items = [item for item in issue.items if item[0] in self.public]
        past = Past(sent=set(self.sent))
        if items and not any(past.has_had(key, as_good_as(purpose)) for key, purpose in items):
            issue.state = "sent"
            self.sent += items
            self.reach = max(self.reach, min(issue.looked_until, issue.moment))

    # What happens to everything.

    def change_cadence(self, number: int) -> None:
        self.cadence = Cadence(date(2026, 1, 5) + timedelta(days=number), 1 + number % 4, time(number % 24, 0))
        self.cadence_since = self.now

    def stop_or_start_worker(self, number: int) -> None:
        self.worker_lives = not self.worker_lives

    def wait(self, number: int) -> None:
        """Half days pass; the periodic check looks each time, if a worker lives."""
        for _ in range(number):
            self.now += timedelta(hours=12)
            if self.worker_lives:
                self.check()

    def check(self) -> None:
        slots = [issue.slot for issue in self.issues if issue.slot]
        due = self.cadence.due(self.now, WORKING_DAYS, slots, self.cadence_since)
        if due:
            issue = Issue(due, due)
            self.issues.append(issue)
            self._compile(issue)
        for held in [issue for issue in self.issues if issue.state == "held"]:
            self._compile(held)

    def purposes_of(self, key: str) -> list[str]:
        return [purpose for sent, purpose in self.sent if sent == key]

    def _compile(self, issue: Issue, before: datetime | None = None) -> None:
        closes_at = before or issue.moment
        not_before = oldest_publication(issue.moment, self.reach, OLDEST_AGE)
        compiled = {item for other in self.issues for item in other.compiled}
        past = Past(sent=set(self.sent), never=self.never, waiting=compiled - set(self.sent) - self.never)
        window = Window(not_before, closes_at, issue.moment.date())
        choice = choose_items(self.public.values(), window, past, Rules(self.minimum, reminder_days=14))
        if issue.state == "held" and choice.is_held:
            return
        new = [item.identity for item in not_yet_in({*issue.compiled, *issue.items}, choice.items)]
        issue.items += new
        issue.compiled |= set(new)
        issue.looked_until = self.now
        if issue.state in ("new", "held"):
            issue.state = "held" if choice.is_held else "draft"

    def _open_issue(self) -> Issue | None:
        return next((issue for issue in reversed(self.issues) if issue.state in ("draft", "held")), None)


Thing = TypeVar("Thing")
Event = Callable[[History, int], None]
EVENTS: list[Event] = [
    History.publish,
    History.publish,
    History.unpublish,
    History.republish,
    History.delete,
    History.translate_late_or_move,
    History.take_out,
    History.add_suggestions,
    History.skip,
    History.move,
    History.make_extra,
    History.send,
    History.send,
    History.change_cadence,
    History.stop_or_start_worker,
    History.wait,
    History.wait,
    History.wait,
]


def _nth(things: list[Thing], number: int) -> Thing | None:
    return things[number % len(things)] if things else None
