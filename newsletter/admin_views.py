"""The newsletter in the admin: its issues, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.models import Page

from . import approval, compiling, in_step, inspecting, planning, scheduling
from .accounting import Accounting, accounting_of
from .approval import IssueError
from .audience import audience_of
from .consent_views import ConsentWordsViewSet
from .dispatching import send
from .import_views import ImportViewSet
from .late_translations import late_translations
from .models import Issue
from .monthly import offers_at
from .subscribers_admin import GrowthViewSet, SubscriberViewSet
from .trial_forms import TrialForm

APPROVE, SEND, VIEW = "newsletter.approve_issue", "newsletter.send_issue", "newsletter.view_issue"
CHANGE = "newsletter.change_issue"
REFRESH_SECONDS = 5


def may_see_issues(user: Any) -> bool:
    """Whether somebody may do anything with issues at all."""
    return any(user.has_perm(permission) for permission in (VIEW, APPROVE, SEND))


def may_send_trials(user: Any) -> bool:
    """Whether somebody may send a test: whoever makes issues, and not who only looks at them."""
    return any(user.has_perm(permission) for permission in (CHANGE, APPROVE, SEND))


class IssuesMenuItem(MenuItem):
    """Shown to those who may see issues."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_issues(request.user)


class IssueAdminView(WagtailAdminTemplateMixin, TemplateView):
    """A page about issues, for those who may do anything with them."""

    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_issues(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("newsletter_issue:index"), "label": _("Newsletter issues")},
        ]


class IssueListView(IssueAdminView):
    """All issues, the latest moment first."""

    template_name = "newsletter/admin/issues.html"
    page_title = gettext_lazy("Newsletter issues")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issues = Issue.objects.defer("snapshot").select_related("dispatch").prefetch_related("pages")
        columns = [
            TitleColumn("issue", label=_("Issue"), accessor=str, url_name="newsletter_issue:detail"),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column("languages", label=_("Languages"), accessor=_languages),
            Column("readers", label=_("Readers"), accessor=_readers),
            Column("moment", label=_("Due"), accessor=_moment),
        ]
        return super().get_context_data(table=Table(columns, issues), issues=issues, **kwargs)


def _moment(issue: Issue) -> str:
    return date_format(timezone.localtime(issue.moment), "DATETIME_FORMAT")


def _languages(issue: Issue) -> str:
    return ", ".join(sorted(page.language for page in issue.pages.all()))


def _readers(issue: Issue) -> str:
    dispatch = getattr(issue, "dispatch", None)
    return str(dispatch.candidates) if dispatch and dispatch.candidates is not None else "–"


class IssueDetailView(IssueAdminView):
    """One issue: how far it is, its languages, what can be done with it, and the accounting of its dispatch."""

    template_name = "newsletter/admin/issue.html"

    @cached_property
    def issue(self) -> Issue:
        issues = Issue.objects.select_related("approved_by", "dispatch")
        return get_object_or_404(issues, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Issue of %(date)s") % {"date": self.issue}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.issue)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dispatch = getattr(self.issue, "dispatch", None)
        accounting = accounting_of(dispatch) if dispatch else None
        user = self.request.user
        return super().get_context_data(
            issue=self.issue,
            pages=self.issue.pages.select_related("locale").order_by("path"),
            dispatch=dispatch,
            rows=accounting_rows(accounting) if accounting else [],
            state=accounting.state if accounting else None,
            refresh_seconds=REFRESH_SECONDS if dispatch and not dispatch.finished_at else None,
            may_approve=user.has_perm(APPROVE),
            may_send=user.has_perm(SEND),
            **self.languages(),
            **self.preflight(),
            **self.trial(),
            **self.news(),
            is_still_to_come=self.issue.moment > timezone.now(),
            **kwargs,
        )

    def languages(self) -> dict[str, Any]:
        """In what the languages of an open issue differ, and whether there is anything to follow."""
        apart = in_step.apart(self.issue)
        return {"apart": apart, "can_follow": any(one.can_follow for one in apart)}

    def preflight(self) -> dict[str, Any]:
        """What was found about an issue that can still change, and who would get it."""
        if self.issue.is_on_its_way:
            return {}
        contents = approval.current_contents(self.issue)
        return {
            "preflight": inspecting.preflight(contents),
            "foreign_links": inspecting.foreign_links_in(contents),
            "left_out": inspecting.items_left_out(self.issue, contents),
            "audience": audience_of(offers_at(max(timezone.now(), self.issue.moment), contents)),
        }

    def news(self) -> dict[str, Any]:
        """What has become news since an open issue was compiled, and what was taken out of it."""
        chosen = compiling.suggestions(self.issue, timezone.now())
        titles = Page.objects.in_bulk([item.page.page_id for item in chosen])
        return {
            "suggestions": [titles[item.page.page_id].title for item in chosen],
            "late_translations": late_translations(self.issue, timezone.now()),
            "removed": planning.removed_from(self.issue),
        }

    def trial(self) -> dict[str, Any]:
        """The form for a test of an issue that hasn't gone out, for those who may send one."""
        user = self.request.user
        if self.issue.is_on_its_way or not may_send_trials(user):
            return {}
        return {"trial_form": TrialForm.for_issue(self.issue, user)}


def accounting_rows(accounting: Accounting) -> list[tuple[str, int]]:
    """The accounting in words; everything below the first line adds up to it."""
    return [
        (_("Readers"), accounting.candidates),
        (_("Excluded, with a reason"), accounting.excluded),
        (_("Waiting"), accounting.pending),
        (_("Handed over, no answer yet"), accounting.handed_over),
        (_("Accepted by the mail server"), accounting.accepted),
        (_("Refused"), accounting.refused),
        (_("To be tried again"), accounting.retrying),
        (_("In doubt: may have arrived, isn't sent again"), accounting.in_doubt),
    ]


def _action(permission: str, act: Callable[[Issue, Any], Any], done: Any) -> Callable[..., HttpResponse]:
    """A button: does something with an issue for those who may, says what came of it, and shows the issue."""

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        issue = get_object_or_404(Issue, pk=pk)
        try:
            act(issue, request.user)
        except IssueError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, str(done))
        return redirect("newsletter_issue:detail", pk=pk)

    return view


approve_view = _action(APPROVE, approval.approve, gettext_lazy("The issue is approved."))
withdraw_view = _action(APPROVE, approval.withdraw, gettext_lazy("The approval is withdrawn."))
release_view = _action(APPROVE, approval.release, gettext_lazy("The issue is no longer held back."))
schedule_view = _action(SEND, scheduling.schedule, gettext_lazy("The issue goes out by itself when it is due."))
unschedule_view = _action(SEND, scheduling.unschedule, gettext_lazy("The issue waits until somebody sends it."))
send_view = _action(SEND, send, gettext_lazy("The issue is on its way."))


class IssueViewSet(ViewSet):
    name = "newsletter_issue"
    url_prefix = "newsletter/issues"
    icon = "mail"
    menu_label = gettext_lazy("Issues")
    menu_item_class = IssuesMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", IssueListView.as_view(), name="index"),
            path("<int:pk>/", IssueDetailView.as_view(), name="detail"),
            path("<int:pk>/approve/", approve_view, name="approve"),
            path("<int:pk>/withdraw/", withdraw_view, name="withdraw"),
            path("<int:pk>/release/", release_view, name="release"),
            path("<int:pk>/schedule/", schedule_view, name="schedule"),
            path("<int:pk>/unschedule/", unschedule_view, name="unschedule"),
            path("<int:pk>/send/", send_view, name="send"),
        ]


class NewsletterGroup(ViewSetGroup):
    items = (IssueViewSet, SubscriberViewSet, GrowthViewSet, ImportViewSet, ConsentWordsViewSet)
    menu_label = gettext_lazy("Newsletter")
    menu_name = "newsletter"
    menu_icon = "mail"
    menu_order = 150
