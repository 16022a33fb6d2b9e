"""What the site as a whole says on the admin's home."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from . import superusers
from .audit import hooks as audit_hooks  # noqa: F401
from .starting import first_steps as first_steps
from .watching.warnings import Concern, warnings_for

hooks.register("before_create_user", superusers.guard_new_account)
hooks.register("before_edit_user", superusers.guard_account)
hooks.register("before_delete_user", superusers.guard_account)
hooks.register("before_bulk_action", superusers.guard_accounts)


class Warnings(Component):
    """What needs a person."""

    order = 0
    template_name = "hub/admin/warnings.html"

    def __init__(self, warnings: list[Concern]) -> None:
        self.warnings = warnings

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"warnings": self.warnings}


@hooks.register("construct_homepage_panels")
def warn_of_what_needs_a_person(request: HttpRequest, panels: list[Any]) -> None:
    if warnings := warnings_for(request.user):
        panels.append(Warnings(warnings))
