"""The ways to publish that go around the page's form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from . import check
from .reading import content_of


def keeps_from_publishing(page: Page) -> bool:
    """Whether a page's latest draft has a finding that blocks."""
    return any(finding.blocks for finding in check(content_of(page.get_latest_revision_as_object())))


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
    refused = [page for page in pages if keeps_from_publishing(page)]
    if not refused:
        return None
    names = ", ".join(f"“{page.get_admin_display_title()}”" for page in refused)
    message = _(
        "Nothing was published. Something in these pages would shut readers out; open them and publish to see what: %s."
    )
    messages.error(request, message % names)
    response: HttpResponse = redirect(action.next_url)
    return response
