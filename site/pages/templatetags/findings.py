from __future__ import annotations

from typing import Any

from django import template

from ..checks import check
from ..checks.findings import Finding
from ..checks.reading import content_of
from ..models import BasePage

register = template.Library()


@register.inclusion_tag("pages/admin/findings.html")
def content_findings(page: Any) -> dict[str, Any]:
    """What the checks say about a page as the editor last saved it, in the editor's language."""
    if not isinstance(page, BasePage) or not page.pk:
        return {}
    return {"is_checked": True, "findings": [(finding, _selector(finding)) for finding in check(content_of(page))]}


def _selector(finding: Finding) -> str:
    """Where the editor's form shows what a finding is about, as a CSS selector."""
    return " ".join(f'[data-contentpath="{step}"]' for step in finding.where.split("."))
