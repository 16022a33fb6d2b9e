"""The ways to publish that go around the page's form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from . import check
from .reading import content_of


def what_blocks(page: Page) -> list[str]:
    """What keeps a page from being published as it is in memory: a sentence for each finding, with the language."""
    words = {"page": page.title, "language": page.locale.get_display_name()}
    return [
        _("“%(page)s” (%(language)s): %(finding)s") % {**words, "finding": finding.message}
        for finding in check(content_of(page))
        if finding.blocks
    ]


@hooks.register("before_bulk_action")
def refuse_to_publish_many_with_a_finding_that_blocks(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Pages that are ticked in a listing are published all of them or none."""
    if action_type != "publish" or action.model is not Page:
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for page in objects for below in page.get_descendants().not_live()]
    refused = [page for page in pages if what_blocks(page.get_latest_revision_as_object())]
    if not refused:
        return None
    names = ", ".join(f"“{page.get_admin_display_title()}”" for page in refused)
    message = _(
        "Nothing was published. Something in these pages would shut readers out; open them and publish to see what: %s."
    )
    messages.error(request, message % names)
    response: HttpResponse = redirect(action.next_url)
    return response


class CheckedWorkflowActionView(WorkflowActionView):
    """Approves no step for a page with a finding that blocks; the page's form sees to the approval in the editor."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reasons = what_blocks(self.task_state.revision.as_object()) if self.action_name == "approve" else []
        if not reasons:
            return super().post(request, *args, **kwargs)
        messages.error(request, _("Not approved. %s") % " ".join(reasons))
        edit = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": edit})
        return redirect(edit)


class CheckedPageViewSet(PageViewSet):
    """Wagtail's own views for pages of every type, but for this one."""

    model = Page
    workflow_action_view_class = CheckedWorkflowActionView


@hooks.register("register_admin_viewset")
def checked_page_views() -> CheckedPageViewSet:
    return CheckedPageViewSet("checked_pages")
