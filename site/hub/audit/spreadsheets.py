"""Spreadsheets read what the admin exports, and take a text that begins with one of some signs for a formula."""

from __future__ import annotations

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from newsletter.import_lines import guarded


def guard() -> None:
    """Puts a quote before such a text in every CSV of the admin, Wagtail's own too. In XLSX Wagtail says it is text."""
    SpreadsheetExportMixin.custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: guarded},
    }
