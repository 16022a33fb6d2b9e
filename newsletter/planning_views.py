"""Planning issues in the admin: skipping, moving, one more; and taking in or leaving out what is news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from . import in_step, late_translations, planning
from .admin_views import APPROVE, IssueAdminView
from .approval import IssueError
from .compiling import add_suggestions
from .models import Issue

COMING_SHOWN = 6


class MomentForm(forms.Form):
    """A day and time, on the network's clock."""

    moment = forms.DateTimeField(
        label=gettext_lazy("Comes on"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": gettext_lazy("Say when."), "invalid": gettext_lazy("That isn't a day and time.")},
    )

    def in_words(self) -> str:
        """What is wrong, for a message."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class PlanningView(IssueAdminView):
    """The coming moments of the rhythm, and a form for an issue besides."""

    template_name = "newsletter/admin/planning.html"
    page_title = gettext_lazy("Planning")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            coming=planning.coming(timezone.now(), COMING_SHOWN),
            extra_form=MomentForm(),
            may_plan=self.request.user.has_perm(APPROVE),
            **kwargs,
        )


def _for_managers(act: Callable[[HttpRequest, int | None], str | None], to_issue: bool) -> Callable[..., HttpResponse]:
    """A button for who may approve issues: says what came of it, or why not, and goes back to where it stands."""

    @require_POST
    def view(request: HttpRequest, pk: int | None = None) -> HttpResponse:
        if not request.user.has_perm(APPROVE):
            raise PermissionDenied
        try:
            done = act(request, pk)
        except IssueError as problem:
            messages.error(request, str(problem))
        except IntegrityError:
            # Somebody else planned the same moment between the look and the write.
            messages.error(request, _("Another issue comes at that moment."))
        else:
            if done:
                messages.success(request, done)
        there = to_issue and Issue.objects.filter(pk=pk or 0).exists()
        return redirect("newsletter_issue:detail", pk=pk) if there else redirect("newsletter_planning:index")

    return view


def _issue(pk: int | None) -> Issue:
    return get_object_or_404(Issue, pk=pk or 0)


def _moment(request: HttpRequest) -> datetime:
    form = MomentForm(request.POST)
    if not form.is_valid():
        raise IssueError(form.in_words())
    moment: datetime = form.cleaned_data["moment"]
    return moment


def _skip(request: HttpRequest, pk: int | None) -> str:
    planning.skip(_issue(pk), request.user)
    return _("The issue is skipped. What is in it waits for the next one.")


def _take_up_again(request: HttpRequest, pk: int | None) -> str:
    planning.take_up_again(_issue(pk), request.user)
    return _("The issue comes after all.")


def _move(request: HttpRequest, pk: int | None) -> str:
    planning.move(_issue(pk), _moment(request), timezone.now(), request.user)
    return _("The issue is moved.")


def _slot(request: HttpRequest) -> datetime:
    """Which moment of the rhythm a row of the list is about."""
    try:
        slot = parse_datetime(str(request.POST.get("slot", "")))
    except ValueError:
        slot = None
    if slot is None or timezone.is_naive(slot):
        raise IssueError(_("That isn't a day and time."))
    return slot


def _skip_moment(request: HttpRequest, pk: int | None) -> str:
    planning.skip_moment(_slot(request), timezone.now(), request.user)
    return _("No issue comes then. What is news waits for the next one.")


def _move_moment(request: HttpRequest, pk: int | None) -> str:
    planning.move_moment(_slot(request), _moment(request), timezone.now(), request.user)
    return _("The issue is moved.")


def _extra(request: HttpRequest, pk: int | None) -> str:
    issue = planning.extra_issue(_moment(request), timezone.now(), request.user)
    return _("The issue of %(date)s is compiled.") % {"date": issue}


def _add(request: HttpRequest, pk: int | None) -> str:
    added = add_suggestions(_issue(pk), timezone.now())
    return ngettext("%(number)d item is added.", "%(number)d items are added.", added) % {"number": added}


def _announce(request: HttpRequest, pk: int | None) -> str:
    chosen = {int(value) for value in request.POST.getlist("page") if value.isdecimal() and len(value) < 10}
    added = late_translations.announce(_issue(pk), chosen, timezone.now(), request.user)
    return ngettext("%(number)d item is added.", "%(number)d items are added.", added) % {"number": added}


def _decide(request: HttpRequest, pk: int | None) -> str | None:
    named = {name.removeprefix("item-"): value for name, value in request.POST.items() if name.startswith("item-")}
    answers = {int(name): str(value) for name, value in named.items() if name.isdecimal() and len(name) < 10}
    return _("Kept.") if planning.decide(_issue(pk), answers, request.user) else None


def _follow(request: HttpRequest, pk: int | None) -> str:
    in_step.follow(_issue(pk), request.user)
    return _("The other languages have the same items now, in the same order.")


class PlanningViewSet(ViewSet):
    name = "newsletter_planning"
    url_prefix = "newsletter/planning"
    icon = "calendar-alt"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", PlanningView.as_view(), name="index"),
            path("skip/", _for_managers(_skip_moment, to_issue=False), name="skip_moment"),
            path("move/", _for_managers(_move_moment, to_issue=False), name="move_moment"),
            path("extra/", _for_managers(_extra, to_issue=False), name="extra"),
            path("<int:pk>/skip/", _for_managers(_skip, to_issue=True), name="skip"),
            path("<int:pk>/take-up-again/", _for_managers(_take_up_again, to_issue=True), name="take_up_again"),
            path("<int:pk>/move/", _for_managers(_move, to_issue=True), name="move"),
            path("<int:pk>/add/", _for_managers(_add, to_issue=True), name="add"),
            path("<int:pk>/announce/", _for_managers(_announce, to_issue=True), name="announce"),
            path("<int:pk>/decide/", _for_managers(_decide, to_issue=True), name="decide"),
            path("<int:pk>/follow/", _for_managers(_follow, to_issue=True), name="follow"),
        ]
