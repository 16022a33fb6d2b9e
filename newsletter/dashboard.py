"""When the next issue of the newsletter is due, what it waits for and what it lacks, on the admin's home."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import hooks

from pages.dashboard import SHOWN, Section, Task

from .admin_views import may_see_issues
from .cadence import working_days_before
from .models import Issue, NewsletterSettings
from .untranslated import Untranslated, untranslated

State = Issue.State


@hooks.register("construct_homepage_panels")
def add_section_of_the_newsletter(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_issues(request.user):
        panels.append(next_issues())


def next_issues() -> Section:
    """The issues that haven't gone out, each with what it waits for; without any, when the next compiles itself.

    Of the first one also what isn't translated.
    """
    unsent = list(_unsent()[:SHOWN])
    tasks = [
        Task(
            _("Issue of %(date)s") % {"date": issue},
            reverse("newsletter_issue:detail", args=[issue.pk]),
            _waits_for(issue),
        )
        for issue in unsent
    ]
    heading = _("Newsletter")
    if not tasks:
        return Section(heading, [_next_to_come()], is_news=True)
    missing = untranslated(unsent[0])
    tasks += [_to_translate(item, unsent[0]) for item in missing[:SHOWN]]
    return Section(heading, tasks, Task(_("All that isn't translated"), tasks[0].url) if missing[SHOWN:] else None)


def _unsent() -> QuerySet[Issue]:
    return Issue.objects.exclude(state__in=[State.SENT, State.SKIPPED]).defer("snapshot").order_by("moment")


def _to_translate(item: Untranslated, issue: Issue) -> Task:
    label = _("“%(title)s” isn't in %(language)s yet") % {"title": item.title, "language": item.language}
    return Task(label, item.url, _("In the issue of %(date)s") % {"date": issue})


def _waits_for(issue: Issue) -> str:
    if issue.waits_to_compile:
        return _compiles_on(issue.moment)
    return {
        State.DRAFT: _("Draft: read and approve it"),
        State.HELD: _("Held back: %(reason)s") % {"reason": issue.held_reason},
        State.APPROVED: _("Approved: ready to be sent"),
        State.SENDING: _("Being sent"),
    }[State(issue.state)]


def _next_to_come() -> Task:
    moment = NewsletterSettings.load().cadence.moment_after(timezone.now())
    label = _("Next issue: %(date)s") % {"date": date_format(timezone.localtime(moment), "DATE_FORMAT")}
    return Task(label, reverse("newsletter_issue:index"), _compiles_on(moment))


def _compiles_on(moment: datetime) -> str:
    compiled = working_days_before(moment, NewsletterSettings.load().compile_days_before)
    return _("Compiles itself on %(date)s") % {"date": date_format(timezone.localtime(compiled), "DATE_FORMAT")}
