"""How an issue looks in its editor: what is wrong with it, and its rows."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import InlinePanel, Panel

from .composing import content_of


class IssueItemsPanel(InlinePanel):
    """Rows that are closed and show what they are, so that an issue fits on a screen and is put in order there."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "newsletter/admin/issue_rows.html"

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["newsletter/issue_editor.css"]})


class PreflightPanel(Panel):
    """How many problems the issue has in this language as it was saved last, and where to read about them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsletter/admin/preflight_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and not self.instance.issue.is_on_its_way

        @cached_property
        def blocks(self) -> list[bool]:
            """For each finding whether it keeps the issue from being sent."""
            from .inspecting import preflight

            content = content_of(self.instance.get_latest_revision_as_object())
            [found] = preflight({content.language: content})
            return [finding.blocks for finding in found.findings]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            issue = self.instance.issue
            context["problems"], context["warnings"] = sum(self.blocks), self.blocks.count(False)
            context["issue_url"] = reverse("newsletter_issue:detail", args=[issue.pk])
            language = self.instance.locale.language_code
            context["reader_url"] = reverse("newsletter_trial:reader", args=[issue.pk]) + f"?language={language}"
            return context
