"""Where an issue is found in the admin."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from .models import Issue


def admin_url(issue: Issue) -> str:
    """The page of an issue in the admin, with scheme and host."""
    return settings.PUBLIC_URL + reverse("newsletter_issue:detail", args=[issue.pk])


def preview_urls(issue: Issue) -> dict[str, str]:
    """By language, where an editor sees the issue's mail before it is sent."""
    return {
        page.language: settings.PUBLIC_URL + reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        for page in issue.pages.order_by("language")
    }
