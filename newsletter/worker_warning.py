"""A warning on the admin's home when nobody does the newsletter's work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .admin_views import may_see_issues
from .workers import silent_since


class NoWorker(Component):
    """Says since when no worker has run."""

    order = 0
    template_name = "newsletter/admin/no_worker.html"

    def __init__(self, since: Any) -> None:
        self.since = since

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"silent_since": self.since}


@hooks.register("construct_homepage_panels")
def warn_when_no_worker_lives(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_issues(request.user) and (since := silent_since(timezone.now())):
        panels.append(NoWorker(since))
