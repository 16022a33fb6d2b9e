"""The same events as in `histories`, done to a real site: pages in two languages, issues in the database, and readers.

The clock is moved by hand; every event takes a second, so that no two things happen at once.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from copy import deepcopy
from datetime import date, time, timedelta
from typing import Any, Self
from uuid import UUID

from django.utils import timezone
from time_machine import Traveller

from newsletter import planning
from newsletter.approval import IssueError, approve, release, withdraw
from newsletter.choosing import Identity
from newsletter.compiling import CompilingError, add_suggestions, compile_if_due
from newsletter.dispatching import send
from newsletter.drafts import latest_drafts
from newsletter.freezing import approved_contents, freeze
from newsletter.in_step import follow
from newsletter.late_translations import announce, late_translations
from newsletter.models import Dispatch, Issue, NewsletterSettings, Subscriber
from newsletter.monthly import offers_of
from newsletter.tasks import publish_web_pages
from tests import factories

from .conftest import Newsletter
from .histories import BEGINNING, EVENTS, OLDEST_AGE, WORKING_DAYS, History

State = Issue.State
READERS = ("every_issue", "monthly")


class KeptHistory:
    """Everything that happens to a newsletter, in the database; `clock` is the one that everything goes by."""

    def __init__(self, newsletter: Newsletter, clock: Traveller, minimum: int = 2) -> None:
        self.newsletter, self.clock = newsletter, clock
        self.now = BEGINNING
        self.worker_lives = True
        self.pages: dict[UUID, list[Any]] = {}
        self.ever_hidden: set[UUID] = set()
        self.never: set[UUID] = set()
        self.got: dict[tuple[str, str], list[Identity]] = defaultdict(list)
        self.agenda = factories.AgendaPageFactory(parent=newsletter.tree.home)
        for rhythm in READERS:
            for language in ("nl", "en"):
                Subscriber.objects.create(
                    email=f"{rhythm}-{language}@example.org",
                    language=language,
                    rhythm=rhythm,
                    state="active",
                    confirmed_at=BEGINNING,
                )
        self.clock.move_to(self.now)
        self._set(
            minimum_items=minimum,
            oldest_age_days=OLDEST_AGE.days,
            compile_days_before=WORKING_DAYS,
            anchor_date=date(2026, 1, 6),
            every_weeks=2,
            time_of_day=time(10, 0),
        )

    def again(self) -> Self:
        """The same history with objects of its own, for what comes next to be undone."""
        copy = deepcopy(self, {id(self.clock): self.clock, id(self.newsletter): self.newsletter})
        copy.newsletter.tree.news.refresh_from_db()
        copy.agenda.refresh_from_db()
        copy.clock.move_to(copy.now)
        return copy

    def do(self, name: str, number: int) -> None:
        """One event; what a manager isn't allowed to do just then doesn't happen."""
        self._wait(timedelta(seconds=1))
        with suppress(IssueError, CompilingError):
            getattr(self, name)(number)

    # What editors do to pages.

    def publish(self, number: int) -> None:
        """A new page; every third one is a gathering some weeks ahead."""
        news, fields = (
            self.newsletter.tree.news,
            {"title": f"Pagina van {self.now:%Y-%m-%d %H.%M.%S}", "first_published_at": self.now},
        )
        if number % 3 == 0:
            start = self.now + timedelta(days=number)
            page = factories.GatheringPageFactory(parent=self.agenda, start=start, **fields)
        else:
            page = factories.ArticlePageFactory(parent=news, date=timezone.localdate(), **fields)
        self.pages[page.translation_key] = [page]

    def unpublish(self, number: int) -> None:
        """Takes a page from readers: in all its languages, or by every second number in one."""
        for page in self._versions(number, live=True):
            page.unpublish()
            self.ever_hidden.add(page.translation_key)

    def republish(self, number: int) -> None:
        for page in self._versions(number, live=False):
            self._publish(page)

    def delete(self, number: int) -> None:
        for page in self._versions(number, live=True):
            self.ever_hidden.add(page.translation_key)
            self.pages[page.translation_key].remove(page)
            page.delete()

    def translate_late(self, number: int) -> None:
        for page in self._versions(number * 2, live=True):
            english = self.newsletter.tree.english
            if page.locale != english and not page.has_translation(english):
                translation = page.copy_for_translation(english, copy_parents=True)
                self._publish(translation)
                self.pages[page.translation_key].append(translation)

    def move_page(self, number: int) -> None:
        for page in self._versions(number, live=None):
            page.refresh_from_db()
            page.move(page.get_parent(), pos="first-child")

    # What managers do to issues.

    def take_out(self, number: int) -> None:
        issue = self._open_issue()
        rows = [row for draft in latest_drafts(issue) for row in draft.items.all()] if issue else []
        if not issue or not rows:
            return
        key = rows[number % len(rows)].page.translation_key
        for draft in latest_drafts(issue):
            draft.items.remove(*[row for row in draft.items.all() if row.page.translation_key == key])
            draft.save_revision()
        if number % 2:
            answers = {row.pk: "never" for row in issue.compiled_items.filter(translation_key=key)}
            planning.decide(issue, answers)
            self.never |= {key} if answers else set()

    def add_suggestions(self, number: int) -> None:
        issue = self._open_issue()
        if issue:
            add_suggestions(issue, self.now)

    def announce_translations(self, number: int) -> None:
        issue = self._open_issue()
        if issue:
            announce(issue, {page.page_id for page in late_translations(issue, self.now)}, self.now)

    def have_languages_follow(self, number: int) -> None:
        issue = self._open_issue()
        if issue:
            follow(issue)

    def skip(self, number: int) -> None:
        issue = self._open_issue()
        if issue:
            planning.skip(issue)
        else:
            planning.skip_moment(NewsletterSettings.load().cadence.moment_after(self.now), self.now)

    def take_up_again(self, number: int) -> None:
        issue = Issue.objects.filter(state=State.SKIPPED).order_by("moment").last()
        if issue:
            planning.take_up_again(issue)

    def move(self, number: int) -> None:
        issue = self._open_issue() or self._approved_issue()
        if issue:
            planning.move(issue, max(self.now, issue.moment) + timedelta(days=number), self.now)

    def make_extra(self, number: int) -> None:
        planning.extra_issue(self.now + timedelta(hours=1 + number), self.now)

    def release(self, number: int) -> None:
        issue = self._open_issue()
        if issue:
            release(issue)

    def approve(self, number: int) -> None:
        issue = self._open_issue()
        if issue:
            approve(issue)

    def send(self, number: int) -> None:
        """Sends the latest approved issue; the latest draft where none is, approved for it."""
        issue = self._approved_issue() or self._open_issue()
        if issue:
            dispatch = send(approve(issue))
            publish_web_pages(dispatch)
            freeze(dispatch.pk)
            dispatch.refresh_from_db()
            self._note_what_readers_get(dispatch)

    # What happens to everything.

    def change_cadence(self, number: int) -> None:
        anchor = date(2026, 1, 5) + timedelta(days=number)
        self._set(anchor_date=anchor, every_weeks=1 + number % 4, time_of_day=time(number % 24, 0))

    def stop_or_start_worker(self, number: int) -> None:
        self.worker_lives = not self.worker_lives

    def wait(self, number: int) -> None:
        """Days pass; the periodic check looks each time, if a worker lives."""
        for _ in range(number // 2):
            self._wait(timedelta(days=1))
            if self.worker_lives:
                compile_if_due(self.now)

    def bring_out_what_is_left(self) -> None:
        """An extra issue that a manager makes of all that waits, sent at once, however little that is."""
        for issue in Issue.objects.filter(state=State.APPROVED):
            withdraw(issue)
        self._set(minimum_items=0)
        self.do("make_extra", 0)
        self.do("send", 0)

    @property
    def readable(self) -> set[UUID]:
        """The pages that a visitor finds, in whichever language."""
        return {key for key, versions in self.pages.items() if any(self._is_live(page) for page in versions)}

    def _note_what_readers_get(self, dispatch: Dispatch) -> None:
        offers = offers_of(dispatch, approved_contents(dispatch.issue))
        for delivery in dispatch.deliveries.exclude(variant=None).select_related("variant", "subscriber"):
            content = offers[delivery.variant.language].content.only(delivery.variant.items)
            reader = (delivery.subscriber.rhythm, delivery.subscriber.language)
            self.got[reader] += [(item.key, item.purpose) for item in content.items]

    def _versions(self, number: int, live: bool | None) -> list[Any]:
        """A page in all its languages, or by every second number in one, of those that are public or aren't."""
        found = [[page for page in versions if live in (None, self._is_live(page))] for versions in self.pages.values()]
        some = [versions for versions in found if versions]
        chosen = some[number // 2 % len(some)] if some else []
        return list(chosen if number % 2 == 0 else chosen[:1])

    def _is_live(self, page: Any) -> bool:
        page.refresh_from_db()
        return bool(page.live)

    def _publish(self, page: Any) -> None:
        page.save_revision().publish()

    def _open_issue(self) -> Issue | None:
        return Issue.objects.filter(state__in=[State.DRAFT, State.HELD]).order_by("pk").last()

    def _approved_issue(self) -> Issue | None:
        return Issue.objects.filter(state=State.APPROVED).order_by("pk").last()

    def _wait(self, how_long: timedelta) -> None:
        self.now += how_long
        self.clock.move_to(self.now)

    def _set(self, **values: Any) -> None:
        settings = NewsletterSettings.load()
        for name, value in values.items():
            setattr(settings, name, value)
        settings.save()


NAMES = [event.__name__ for event in EVENTS if event is not History.translate_late_or_move]
KEPT_EVENTS = [
    *NAMES,
    "translate_late",
    "translate_late",
    "announce_translations",
    "have_languages_follow",
    "move_page",
    "take_up_again",
    "release",
    "approve",
]
assert all(callable(getattr(KeptHistory, name)) for name in KEPT_EVENTS)
