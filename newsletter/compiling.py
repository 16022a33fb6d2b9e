"""Compiling an issue: which one is due, and what it holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.log_actions import log

from .cadence import working_days_before
from .choosing import Choice, Chosen, Rules, Window, choose_items, not_yet_in, oldest_publication
from .drafts import CompilingError, add_items, add_languages, keys_in, write_pages
from .models import CompiledItem, Issue, NewsletterSettings
from .selectors import Search, candidates, looked_at_until, newsletter_pages, past

__all__ = ["CompilingError", "add_suggestions", "compile_if_due", "compile_issue", "suggestions"]
State = Issue.State


def compile_if_due(now: datetime) -> Issue | None:
    """Compiles the issue that should exist by now and doesn't, or looks again at one that is held.

    A moment that was moved before it had its issue counts where it is now.

    Answers the issue if there is one to tell its managers of: a new one, or one that has enough in it now.
    """
    newsletter = NewsletterSettings.load()
    if not newsletter_pages():
        return None
    slots = list(Issue.objects.exclude(slot=None).values_list("slot", flat=True))
    due = newsletter.cadence.due(now, newsletter.compile_days_before, slots, newsletter.cadence_since)
    if due:
        return compile_issue(at=due, now=now)
    for planned in Issue.objects.filter(state=State.DRAFT, compiled_at=None).order_by("moment"):
        if now >= working_days_before(planned.moment, newsletter.compile_days_before):
            return compile_issue(at=planned.moment, now=now)
    for held in Issue.objects.filter(state=State.HELD):
        if compile_issue(at=held.moment, now=now).state != State.HELD:
            return held
    return None


def compile_issue(at: datetime | None = None, now: datetime | None = None) -> Issue:
    """The issue for a moment (the cadence's next that isn't skipped when none is given), compiled if it wasn't yet.

    Repeated, it answers the same issue untouched; only one that was held back, or that has lost its pages, is looked
    at again, and a language that has got its newsletter page meanwhile is added. Raises CompilingError when the site
    has no newsletter page in its first language.
    """
    newsletter = NewsletterSettings.load()
    now = now or timezone.now()
    moment = at or _next_moment(newsletter, now)
    with transaction.atomic():
        issue = _issue_for(moment, newsletter, now)
        is_empty = issue.is_open and not issue.pages.exists()
        if is_empty or issue.state == State.HELD:
            choice = _choose(issue, newsletter)
            if is_empty or not choice.is_held:
                _fill(issue, choice, newsletter.minimum_items, now)
        if issue.is_open:
            add_languages(issue)
    return issue


def suggestions(issue: Issue, now: datetime) -> tuple[Chosen, ...]:
    """What has become news for an open issue since it was compiled, and isn't in it; not what was taken out of it."""
    if not issue.is_open or issue.waits_to_compile:
        return ()
    choice = _choose(issue, NewsletterSettings.load(), before=min(now, issue.closes_at))
    return not_yet_in(_compiled_into(issue) | keys_in(issue), choice.items)


@transaction.atomic
def add_suggestions(issue: Issue, now: datetime) -> int:
    """Adds to an open issue what has become news since it was compiled, below what is there; how many that was."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    new = suggestions(issue, now)
    if new:
        add_items(issue, new)
        _remember(issue, new)
        issue.compiled_at = now
        issue.save(update_fields=["compiled_at"])
        log(instance=issue, action="newsletter.compile", data={"items": len(new)}, timestamp=now)
    return len(new)


def _next_moment(newsletter: NewsletterSettings, now: datetime) -> datetime:
    """The cadence's next moment, or that of the issue that stands for it, wherever it was moved to."""
    skipped = set(Issue.objects.filter(state=State.SKIPPED).values_list("slot", flat=True))
    moment = newsletter.cadence.moment_after(now)
    while moment in skipped:
        moment = newsletter.cadence.moment_after(moment)
    return moment


def _issue_for(moment: datetime, newsletter: NewsletterSettings, now: datetime) -> Issue:
    """The issue that stands for a moment of the cadence or is due then, else a new one; locked."""
    locked = Issue.objects.select_for_update().filter(Q(slot=moment) | Q(moment=moment))
    found = locked.order_by(F("slot").asc(nulls_last=True)).first() if moment else None
    if found:
        return found
    is_of_the_cadence = newsletter.cadence.moment_after(moment - timedelta(microseconds=1)) == moment
    Issue.objects.get_or_create(
        moment=moment,
        defaults={"slot": moment if is_of_the_cadence else None, "closes_at": _closing(moment, newsletter, now)},
    )
    return Issue.objects.select_for_update().get(moment=moment)


def _closing(moment: datetime, newsletter: NewsletterSettings, now: datetime) -> datetime:
    """An issue closes at its moment; one that is compiled after it, because nothing lived to do so, closes now.

    Only as far as the rhythm goes: somebody who asks for an issue of long ago gets what was news then.
    """
    is_late = moment <= now < newsletter.cadence.moment_after(moment)
    return now if is_late else moment


def _choose(issue: Issue, newsletter: NewsletterSettings, before: datetime | None = None) -> Choice:
    closes_at = before or issue.closes_at
    oldest_age = timedelta(days=newsletter.oldest_age_days)
    not_before = oldest_publication(issue.closes_at, looked_at_until(issue.closes_at), oldest_age)
    day = timezone.localdate(issue.moment)
    history = past()
    until = day + timedelta(days=newsletter.reminder_days)
    search = Search(not_before, closes_at, frozenset(key for key, _purpose in history.waiting), (day, until))
    rules = Rules(newsletter.minimum_items, newsletter.reminder_days, newsletter.sections_in_order)
    return choose_items(candidates(search), Window(not_before, closes_at, day), history, rules)


def _fill(issue: Issue, choice: Choice, minimum: int, now: datetime) -> None:
    """Gives the issue its pages with these items, and the state that follows from their number."""
    items = choice.items
    if issue.pages.exists():
        items = not_yet_in(_compiled_into(issue) | keys_in(issue), items)
        add_items(issue, items)
    else:
        write_pages(issue, items)
    _remember(issue, items)
    issue.state = State.HELD if choice.is_held else State.DRAFT
    issue.held_with, issue.held_below = (choice.new, minimum) if choice.is_held else (None, None)
    issue.compiled_at = now
    issue.save()
    log(instance=issue, action="newsletter.compile", data={"items": len(items)}, timestamp=now)


def _remember(issue: Issue, items: tuple[Chosen, ...]) -> None:
    rows = [CompiledItem(issue=issue, translation_key=item.page.key, purpose=item.purpose) for item in items]
    CompiledItem.objects.bulk_create(rows, ignore_conflicts=True)


def _compiled_into(issue: Issue) -> set[tuple[str, str]]:
    rows = issue.compiled_items.values_list("translation_key", "purpose")
    return {(str(key), purpose) for key, purpose in rows}
