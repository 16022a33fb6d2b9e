"""Importing and exporting subscribers in the admin: tried first, line by line, and then for real by a worker."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log

from . import exporting, importing, receiving
from .import_lines import COLUMNS, NEEDED, guarded
from .models import ImportLine, NewsletterSettings, SubscriberImport
from .tasks import continue_import

Outcome = ImportLine.Outcome
IMPORT, EXPORT = "newsletter.import_subscribers", "newsletter.export_subscribers"
LARGEST_FILE = 30 * 1024 * 1024
REFRESH_SECONDS = 3
LINES_ON_A_PAGE = 50


class ListForm(forms.Form):
    """A list to try."""

    file = forms.FileField(
        label=gettext_lazy("List of subscribers"),
        help_text=gettext_lazy("A CSV file in UTF-8, with the names of the columns in its first line."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> UploadedFile:
        """A file that isn't larger than a list can be."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(_("The file is larger than %(size)s.") % {"size": filesizeformat(LARGEST_FILE)})
        return file

    def try_list(self, by: Any) -> SubscriberImport | None:
        """Keeps the file for a trial and queues it; None, with the field's error, when it can't be read."""
        file = self.cleaned_data["file"]
        text = TextIOWrapper(file.file, encoding="utf-8-sig", newline="")
        try:
            with transaction.atomic():
                run = receiving.receive(text, file.name, by)
                log(run, "newsletter.try_import", user=by)
                continue_import(run.pk)
        except importing.UnreadableListError as problem:
            self.add_error("file", str(problem))
            return None
        finally:
            text.detach()
        return run


class ImportsView(WagtailAdminTemplateMixin, TemplateView):
    """Where a list comes in, and all subscribers go out, for those who may do either."""

    template_name = "newsletter/admin/imports.html"
    page_title = gettext_lazy("Import and export")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not any(request.user.has_perm(permission) for permission in (IMPORT, EXPORT)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Takes a list in, to be tried."""
        if not request.user.has_perm(IMPORT):
            raise PermissionDenied
        form = ListForm(request.POST, request.FILES)
        run = form.try_list(request.user) if form.is_valid() else None
        if run is None:
            return self.render_to_response(self.get_context_data(form=form), status=400)
        return redirect("newsletter_import:detail", pk=run.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("newsletter_import:index"), "label": _("Import and export")}
        return [*super().get_breadcrumbs_items(), index]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_import = self.request.user.has_perm(IMPORT)
        columns = [
            TitleColumn("file", label=_("File"), accessor=str, url_name="newsletter_import:detail"),
            Column("by", label=_("By"), accessor="by"),
            Column("created_at", label=_("Started"), accessor="created_at"),
            Column("state", label=_("State"), accessor=_state),
        ]
        runs = SubscriberImport.objects.select_related("by") if may_import else SubscriberImport.objects.none()
        return super().get_context_data(
            **{
                "form": ListForm(),
                "table": Table(columns, runs),
                "runs": runs,
                "may_import": may_import,
                "may_export": self.request.user.has_perm(EXPORT),
                "columns": [(column, column in NEEDED) for column in COLUMNS],
                "keep_days": settings.DAYS_TO_KEEP_LISTS,
                **kwargs,
            }
        )


def _state(run: SubscriberImport) -> str:
    if run.is_trial:
        return _("Tried: nothing was added") if run.finished_at else _("Being tried")
    return _("Imported") if run.finished_at else _("Being imported")


class ImportView(ImportsView):
    """One import: how far it is, what became of each line, and what can be done with it."""

    template_name = "newsletter/admin/import.html"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(IMPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def run(self) -> SubscriberImport:
        return get_object_or_404(SubscriberImport.objects.select_related("by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Import of %(file)s") % {"file": self.run}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.run)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run, counts = self.run, importing.counts_of(self.run)
        total = sum(counts.values())
        is_being_read = run.parts.exists()
        done = total - counts.get(Outcome.WAITING, 0)
        chosen = self.request.GET.get("outcome", "")
        lines = run.lines.filter(outcome=chosen) if chosen in Outcome.values and chosen else run.lines.all()
        paginator = WagtailPaginator(lines, LINES_ON_A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            run=run,
            state=_("Being read") if is_being_read else _state(run),
            is_being_read=is_being_read,
            rows=[
                (outcome, Outcome(outcome).label, counts[outcome]) for outcome in Outcome.values if outcome in counts
            ],
            total=total,
            done=done,
            percent=100 * done // (total or 1),
            chosen=chosen,
            lines=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            can_be_done=importing.can_be_done(run),
            adds=counts.get(Outcome.ADDED, 0),
            refresh_seconds=None if run.finished_at else REFRESH_SECONDS,
            **kwargs,
        )


def _may_import(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def checked(request: HttpRequest, pk: int) -> HttpResponseBase:
        if not request.user.has_perm(IMPORT):
            raise PermissionDenied
        return view(request, get_object_or_404(SubscriberImport, pk=pk))

    return checked


@require_POST
@_may_import
def import_view(request: HttpRequest, run: SubscriberImport) -> HttpResponse:
    """Has what was tried imported, once."""
    with transaction.atomic():
        if importing.do_for_real(run):
            log(run, "newsletter.import", user=request.user)
            continue_import(run.pk)
        else:
            messages.error(request, _("This list can't be imported any more. Upload it again."))
    return redirect("newsletter_import:detail", pk=run.pk)


@require_POST
@_may_import
def discard_view(request: HttpRequest, run: SubscriberImport) -> HttpResponse:
    """Forgets a list and what it came to; subscribers that it added stay."""
    log(run, "newsletter.discard_import", user=request.user)
    importing.discard(SubscriberImport.objects.filter(pk=run.pk))
    messages.success(request, _("The list is deleted. Subscribers that it added stay."))
    return redirect("newsletter_import:index")


@require_GET
@_may_import
def report_view(request: HttpRequest, run: SubscriberImport) -> StreamingHttpResponse:
    """What became of each line, as CSV."""
    lines = run.lines.values_list("number", "fields__email", "outcome").iterator(2_000)
    heading = (("line", "email", "outcome", "because"),)
    rows = (
        (str(number), guarded(str(email or "")), outcome or "waiting", str(Outcome(outcome).label))
        for number, email, outcome in lines
    )
    return _download(f"import-{run.pk}.csv", heading, rows)


@require_POST
def export_view(request: HttpRequest) -> StreamingHttpResponse:
    """All subscribers as CSV, for those who may; the log says who took them along."""
    if not request.user.has_perm(EXPORT):
        raise PermissionDenied
    log(NewsletterSettings.load(), "newsletter.export", user=request.user)
    return _download("subscribers.csv", exporting.rows())


class _Echo:
    """What csv.writer writes to: it gives back the line."""

    def write(self, line: str) -> str:
        return line


def _download(name: str, *parts: Iterable[tuple[str, ...]]) -> StreamingHttpResponse:
    def written() -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield from (writer.writerow(row) for part in parts for row in part)

    response = StreamingHttpResponse(written(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class ImportsMenuItem(MenuItem):
    """Shown to those who may import or export."""

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(permission) for permission in (IMPORT, EXPORT))


class ImportViewSet(ViewSet):
    name = "newsletter_import"
    url_prefix = "newsletter/imports"
    icon = "upload"
    menu_label = gettext_lazy("Import and export")
    menu_item_class = ImportsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ImportsView.as_view(), name="index"),
            path("export/", export_view, name="export"),
            path("<int:pk>/", ImportView.as_view(), name="detail"),
            path("<int:pk>/import/", import_view, name="import"),
            path("<int:pk>/discard/", discard_view, name="discard"),
            path("<int:pk>/report/", report_view, name="report"),
        ]
