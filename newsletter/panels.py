"""How an issue looks in its editor: what is wrong with it, and its rows."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel

from .composing import content_of


class IssueItemsPanel(InlinePanel):
    """Rows that are closed and show what they are, so that an issue fits on a screen and is put in order there."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "newsletter/admin/issue_rows.html"

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["newsletter/issue_editor.css"]})


class CorrectionPanel(MultiFieldPanel):
    """What was wrong in the mail; there is nothing to correct before it is sent."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk) and self.instance.issue.is_on_its_way


class PreflightPanel(Panel):
    """What there is to say about the issue in this language as it was saved last, and what asks for an answer."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsletter/admin/preflight_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and not self.instance.issue.is_on_its_way

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from . import compiling, in_step, inspecting, planning  # which need the models

            context: dict[str, Any] = super().get_context_data(parent_context)
            issue = self.instance.issue
            content = content_of(self.instance.get_latest_revision_as_object())
            [found] = inspecting.preflight({content.language: content})
            reader_url = reverse("newsletter_trial:reader", args=[issue.pk])
            return {
                **context,
                "issue": issue,
                "found": found,
                "suggestions": compiling.suggestions(issue, timezone.now()),
                "removed": planning.removed_from(issue),
                "apart": in_step.apart(issue),
                "issue_url": reverse("newsletter_issue:detail", args=[issue.pk]),
                "reader_url": f"{reader_url}?language={content.language}",
            }
