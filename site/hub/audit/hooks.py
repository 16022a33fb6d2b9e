"""What of this package stands in the admin."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import events
from .report import PERMISSION, WhoDidWhatView

hooks.register("register_log_actions", events.register)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    results = WhoDidWhatView.as_view(results_only=True)
    return [
        path("reports/who-did-what/", WhoDidWhatView.as_view(), name="who_did_what"),
        path("reports/who-did-what/results/", results, name="who_did_what_results"),
    ]


@hooks.register("register_permissions")
def permission_to_see_it() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtailcore", codename="view_modellogentry")


class ReportItem(MenuItem):
    """In the menu of who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return ReportItem(_("Who did what"), reverse("who_did_what"), icon_name="history", order=1100)
