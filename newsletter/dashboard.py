"""When the next issue of the newsletter is due and what it waits for, on the admin's home."""

from __future__ import annotations

from typing import Any

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

State = Issue.State


@hooks.register("construct_homepage_panels")
def add_section_of_the_newsletter(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_issues(request.user):
        panels.append(next_issues())


def next_issues() -> Section:
    """The issues that haven't gone out, each with what it waits for; without any, when the next compiles itself."""
    unsent = Issue.objects.exclude(state__in=[State.SENT, State.SKIPPED]).defer("snapshot").order_by("moment")[:SHOWN]
    tasks = [
        Task(
            _("Issue of %(date)s") % {"date": issue},
            reverse("newsletter_issue:detail", args=[issue.pk]),
            _waits_for(issue),
        )
        for issue in unsent
    ]
    heading = _("Newsletter")
    return Section(heading, tasks) if tasks else Section(heading, [_next_to_come()], is_news=True)


def _waits_for(issue: Issue) -> str:
    return {
        State.DRAFT: _("Draft: read and approve it"),
        State.HELD: _("Held back: %(reason)s") % {"reason": issue.held_reason},
        State.APPROVED: _("Approved: ready to be sent"),
        State.SENDING: _("Being sent"),
    }[State(issue.state)]


def _next_to_come() -> Task:
    newsletter = NewsletterSettings.load()
    moment = newsletter.cadence.moment_after(timezone.now())
    compiled = timezone.localtime(working_days_before(moment, newsletter.compile_days_before))
    label = _("Next issue: %(date)s") % {"date": date_format(timezone.localtime(moment), "DATE_FORMAT")}
    note = _("Compiles itself on %(date)s") % {"date": date_format(compiled, "DATE_FORMAT")}
    return Task(label, reverse("newsletter_issue:index"), note)
