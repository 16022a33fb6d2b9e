"""A dispatch in the admin: how far it is, what a manager decides about it, and what came of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from . import reporting
from .accounting import Accounting, Progress, accounting_of
from .admin_views import SEND, IssueAdminView, accounting_rows, may_see_issues
from .approval import IssueError
from .models import Delivery, Dispatch
from .sending import deciding
from .sending.pace import RECENT, Pace, pace_of
from .workers import silent_since

State, Exclusion = Delivery.State, Delivery.Exclusion
EXPORT = "newsletter.export_subscribers"
REFRESH_SECONDS = 3
SHOWN = 50
CHART_HEIGHT, BAR_STEP = 100, 60
# What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class DispatchView(IssueAdminView):
    """One dispatch."""

    template_name = "newsletter/admin/dispatch.html"

    @cached_property
    def sent(self) -> Dispatch:
        return get_object_or_404(Dispatch.objects.select_related("issue"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Dispatch of the issue of %(date)s") % {"date": self.sent}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        issue = reverse("newsletter_issue:detail", args=[self.sent.issue_id])
        return [
            *super().get_breadcrumbs_items(),
            {"url": issue, "label": str(self.sent)},
            {"url": "", "label": _("Dispatch")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        accounting = accounting_of(self.sent)
        is_moving = accounting.state in (Progress.PREPARING, Progress.SENDING)
        pace, bars = _pace(self.sent, accounting, now), _bars(self.sent)
        doubtful = deciding.undecided(self.sent)
        refused = self.sent.deliveries.filter(state=State.REFUSED)
        return super().get_context_data(
            sent=self.sent,
            accounting=accounting,
            pace=pace,
            excluded=_excluded(self.sent),
            refused=refused.select_related("subscriber").order_by("email_key")[:SHOWN],
            doubtful=doubtful.order_by("email_key")[:SHOWN],
            doubtful_count=doubtful.count() if accounting.in_doubt else 0,
            failed_count=deciding.failed(self.sent).count() if accounting.refused else 0,
            rows=accounting_rows(accounting),
            left=_in_words(pace.left),
            languages=reporting.by_language(self.sent),
            variants=reporting.by_variant(self.sent),
            language_label=_("Language"),
            variant_label=_("Variant"),
            issue_label=_("Issue"),
            bars=bars,
            earlier=[bar["line"] for bar in bars],
            chart_width=len(bars) * BAR_STEP,
            chart_height=CHART_HEIGHT,
            knows_arrivals=reporting.knows_arrivals(bar["line"] for bar in bars),
            returned=_returned(self.sent),
            may_export=self.request.user.has_perm(EXPORT),
            shown=SHOWN,
            silent_since=silent_since(now) if is_moving else None,
            refresh_seconds=REFRESH_SECONDS if is_moving else None,
            may_send=self.request.user.has_perm(SEND),
            **kwargs,
        )


def _in_words(left: timedelta | None) -> str:
    """A duration as people say it."""
    if left is None:
        return ""
    now = timezone.now()
    return timeuntil(now + max(left, timedelta(minutes=1)), now)


def _pace(sent: Dispatch, accounting: Accounting, now: datetime) -> Pace:
    recent = sent.deliveries.filter(settled_at__gte=now - RECENT).exclude(state=State.EXCLUDED)
    began = sent.frozen_at or now
    return pace_of(accounting, recent.count(), now - began)


def _excluded(sent: Dispatch) -> list[tuple[str, int]]:
    rows = sent.deliveries.filter(state=State.EXCLUDED).values("exclusion").annotate(number=Count("pk"))
    return [(str(Exclusion(row["exclusion"]).label), row["number"]) for row in rows.order_by("-number")]


def _returned(sent: Dispatch) -> QuerySet[Delivery]:
    """What came back, or was reported as spam."""
    told = sent.deliveries.exclude(arrival__in=["", Delivery.Arrival.DELIVERED])
    return told.select_related("subscriber").order_by("email_key")[:SHOWN]


def _bars(sent: Dispatch) -> list[dict[str, Any]]:
    """This dispatch and earlier ones, each with the pieces of its bar and where that stands."""
    lines = reporting.beside_earlier(sent)
    most = max((line.readers for _, line in lines), default=0)
    return [
        {"line": line, "is_this": one.pk == sent.pk, "x": place * BAR_STEP, "pieces": _pieces(line, most)}
        for place, (one, line) in enumerate(lines)
    ]


def _pieces(line: reporting.Line, most: int) -> list[dict[str, Any]]:
    """A bar's pieces from the ground up, each as high as its number in a chart that has room for the most."""
    pieces, below = [], 0
    for kind, number in line.known_of_accepted.items():
        if number:
            bottom, top = (part * CHART_HEIGHT // most for part in (below, below + number))
            pieces.append({"kind": kind, "y": CHART_HEIGHT - top, "height": top - bottom})
        below += number
    return pieces


def _decision(act: Callable[[Dispatch, HttpRequest], str]) -> Callable[..., HttpResponse]:
    """A button: decides something about a dispatch for those who may, and says what came of it."""

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(SEND):
            raise PermissionDenied
        sent = get_object_or_404(Dispatch.objects.select_related("issue"), pk=pk)
        try:
            messages.success(request, act(sent, request))
        except IssueError as problem:
            messages.error(request, str(problem))
        return redirect("newsletter_dispatch:detail", pk=pk)

    return view


def _pause(sent: Dispatch, request: HttpRequest) -> str:
    deciding.pause(sent, request.user)
    return _("The dispatch is paused. What is on its way gets its answer still.")


def _resume(sent: Dispatch, request: HttpRequest) -> str:
    deciding.resume(sent, request.user)
    return _("The dispatch goes on.")


def _cancel(sent: Dispatch, request: HttpRequest) -> str:
    deciding.cancel(sent, request.user)
    return _("The dispatch is cancelled. Whoever hadn't had it gets nothing.")


def _resend_failed(sent: Dispatch, request: HttpRequest) -> str:
    again = deciding.resend_failed(sent, request.user)
    return ngettext("%(number)s message is tried again.", "%(number)s messages are tried again.", again) % {
        "number": again
    }


def _decide_doubtful(sent: Dispatch, request: HttpRequest) -> str:
    chosen = [int(pk) for pk in request.POST.getlist("delivery") if pk.isdecimal()]
    if "all" in request.POST:
        chosen = list(deciding.undecided(sent).values_list("pk", flat=True))
    if request.POST.get("decision") == "resend":
        again = deciding.resend_doubtful(sent, chosen, request.user)
        return ngettext("%(number)s message is sent again.", "%(number)s messages are sent again.", again) % {
            "number": again
        }
    left = deciding.leave_doubtful(sent, chosen, request.user)
    return ngettext("%(number)s message is left as it is.", "%(number)s messages are left as they are.", left) % {
        "number": left
    }


@require_GET
def export_view(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every delivery of a dispatch as CSV, however many there are."""
    if not may_see_issues(request.user) or not request.user.has_perm(EXPORT):
        raise PermissionDenied
    sent = get_object_or_404(Dispatch, pk=pk)
    response = StreamingHttpResponse(_rows(sent), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="dispatch-{sent.issue_id}.csv"'
    return response


class _Echo:
    """What csv.writer writes to: it gives back the line."""

    def write(self, line: str) -> str:
        return line


def _rows(sent: Dispatch) -> Iterator[str]:
    writer = csv.writer(_Echo())
    names = ("address", "language", "state", "excluded_because", "attempts", "answer", "settled_at", "arrival")
    yield writer.writerow(names)
    fields = ("email_key", "variant__language", "state", "exclusion", "attempts", "answer", "settled_at", "arrival")
    for row in sent.deliveries.order_by("pk").values_list(*fields).iterator(2000):
        yield writer.writerow([_harmless(value) for value in row])


def _harmless(value: Any) -> Any:
    """A cell that no spreadsheet calculates."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class DispatchViewSet(ViewSet):
    name = "newsletter_dispatch"
    url_prefix = "newsletter/dispatches"
    icon = "mail"
    menu_label = gettext_lazy("Dispatches")
    add_to_admin_menu = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("<int:pk>/", DispatchView.as_view(), name="detail"),
            path("<int:pk>/export/", export_view, name="export"),
            path("<int:pk>/pause/", _decision(_pause), name="pause"),
            path("<int:pk>/resume/", _decision(_resume), name="resume"),
            path("<int:pk>/cancel/", _decision(_cancel), name="cancel"),
            path("<int:pk>/in-doubt/", _decision(_decide_doubtful), name="in_doubt"),
            path("<int:pk>/try-again/", _decision(_resend_failed), name="resend_failed"),
        ]
