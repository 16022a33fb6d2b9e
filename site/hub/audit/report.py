"""The report of who did what: log-ins, accounts, subscribers, issues and settings. Pages have Wagtail's own history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, ModelLogEntry, Site, Task, Workflow

from network.models import NetworkSettings, User
from newsletter.models import ConsentText, Issue, NewsletterSettings, Subscriber, SubscriberImport
from pages.models import ColleagueApprovalTask

from .events import PREFIX

PERMISSION = "wagtailcore.view_modellogentry"
SETTINGS = (NetworkSettings, NewsletterSettings, ConsentText, Site, Locale, Collection, Redirect, Workflow, Task)
UNKNOWN_PERSON = tuple(f"{PREFIX}{name}" for name in ("password_wrong", "locked", "code_wrong", "password_changed"))


class Kind(models.TextChoices):
    """What a line is about."""

    LOG_INS = "log_ins", gettext_lazy("Log-ins, passwords and second factors")
    ACCOUNTS = "accounts", gettext_lazy("Accounts and groups")
    SUBSCRIBERS = "subscribers", gettext_lazy("Subscribers and lists")
    ISSUES = "issues", gettext_lazy("Issues and dispatches")
    SETTINGS = "settings", gettext_lazy("Settings")


def lines_of(kind: str) -> Q:
    """Which lines of Wagtail's log are of a kind. What subscribers do themselves isn't: nobody of the staff did it."""
    log_ins = Q(action__startswith=PREFIX)
    exported = Q(action="newsletter.export")
    if kind == Kind.LOG_INS:
        return log_ins
    if kind == Kind.ACCOUNTS:
        return _about(User, Group) & ~log_ins
    if kind == Kind.SUBSCRIBERS:
        return (_about(Subscriber, SubscriberImport) & Q(user__isnull=False)) | exported
    if kind == Kind.ISSUES:
        return _about(Issue)
    return _about(*SETTINGS, ColleagueApprovalTask) & ~exported


def _about(*kinds: type[models.Model]) -> Q:
    return Q(content_type__in=[one.pk for one in ContentType.objects.get_for_models(*kinds).values()])


class WhoDidWhatFilterSet(WagtailFilterSet):
    """By person, kind and date. A person's lines are those of what they did, and of what happened to their account."""

    person = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Person"), queryset=lambda request: User.objects.order_by("username"), method="with_person"
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Kind.choices, method="of_kind")
    timestamp = django_filters.DateFromToRangeFilter(label=gettext_lazy("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = ModelLogEntry
        fields = ["person", "kind", "timestamp"]

    def with_person(self, lines: Any, name: str, value: User) -> Any:
        return lines.filter(Q(user=value.pk) | (_about(User) & Q(object_id=str(value.pk))))

    def of_kind(self, lines: Any, name: str, value: str) -> Any:
        return lines.filter(lines_of(value))


class WhoDidWhatView(ReportView):
    """A line for each deed, the latest first; for administrators, and for whom they let see the log."""

    page_title = gettext_lazy("Who did what")
    header_icon = "history"
    model = ModelLogEntry
    filterset_class = WhoDidWhatFilterSet
    index_url_name = "who_did_what"
    index_results_url_name = "who_did_what_results"
    list_export = ["moment", "who", "message", "object_verbose_name", "label"]

    @property
    def columns(self) -> list[Column]:
        return [
            Column("message", label=_("What")),
            Column("who", label=_("Who")),
            Column("subject", label=_("About")),
            DateColumn("timestamp", label=_("When")),
        ]

    @property
    def export_headings(self) -> dict[str, str]:
        headings = _("When"), _("Who"), _("What"), _("Type"), _("About")
        return dict(zip(self.list_export, headings, strict=True))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_filename(self) -> str:
        return f"who-did-what-{timezone.localdate().isoformat()}"

    def get_queryset(self) -> Any:
        wanted = Q()
        for kind in Kind:
            wanted |= lines_of(kind)
        return ModelLogEntry.objects.filter(wanted).select_related("user", "content_type").order_by("-timestamp", "-pk")

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> list[Any]:
        lines = list(object_list)
        for line in lines:
            line.moment = timezone.localtime(line.timestamp).isoformat(timespec="seconds")
            line.who = _("unknown") if line.action in UNKNOWN_PERSON and not line.user_id else line.user_display_name
            line.subject = f"{capfirst(line.object_verbose_name)}: {line.label}"
        return lines
