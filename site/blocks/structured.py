"""Text in an order that a reader can see: steps, parts that open, rows under headings."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .cleaning import CleanRichTextBlock
from .text import INLINE_FEATURES, TEXT_FEATURES


class StepBlock(blocks.StructBlock):
    """One step of several."""

    title = blocks.CharBlock(label=_("Step"), max_length=120)
    text = CleanRichTextBlock(label=_("Explanation"), features=INLINE_FEATURES, required=False, default="")

    class Meta:
        icon = "arrow-right"
        label_format = "{title}"


class StepsBlock(blocks.StructBlock):
    """What comes after what."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Things that follow one another, numbered along the route.")
        label_format = "{title}"
        template = "blocks/steps.html"
        preview_value = {
            "title": _("How to join"),
            "steps": [
                {"title": _("Tell us your question"), "text": _("A few lines are enough.")},
                {"title": _("Meet the others"), "text": _("At a table in the neighbourhood.")},
                {"title": _("Try it out"), "text": ""},
            ],
        }


class AccordionPartBlock(blocks.StructBlock):
    """A question or a title, and what opens below it."""

    title = blocks.CharBlock(label=_("Title"), help_text=_("Stays in sight."), max_length=120)
    text = CleanRichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "collapse-down"
        label_format = "{title}"


class AccordionBlock(blocks.StructBlock):
    """Parts that a reader opens one by one."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    parts = blocks.ListBlock(AccordionPartBlock(), label=_("Parts"), min_num=1, max_num=30)

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        description = _("Questions and answers that open one by one. Not for what everybody must read.")
        label_format = "{title}"
        template = "blocks/accordion.html"
        preview_value = {
            "title": _("Questions that people ask"),
            "parts": [
                {"title": _("Who can join?"), "text": _("Everybody who lives or works in the region.")},
                {"title": _("What does it cost?"), "text": _("Nothing but your time.")},
            ],
        }


class TableRowBlock(blocks.StructBlock):
    """A row of a table: as many cells as the table has columns."""

    first = blocks.CharBlock(label=_("First column"), help_text=_("Names the row."), max_length=120)
    second = blocks.TextBlock(label=_("Second column"), required=False, default="", rows=1, max_length=300)
    third = blocks.TextBlock(label=_("Third column"), required=False, default="", rows=1, max_length=300)
    fourth = blocks.TextBlock(label=_("Fourth column"), required=False, default="", rows=1, max_length=300)

    class Meta:
        icon = "table"
        label_format = "{first}"


class TableValue(blocks.StructValue):
    """A table as a template needs it."""

    def lines(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each row's name, and the heading and text of each of its other cells."""
        headings = list(self["columns"])[1:]
        return [
            (row["first"], list(zip(headings, (row.get("second"), row.get("third"), row.get("fourth")), strict=False)))
            for row in self["rows"]
        ]


class TableBlock(blocks.StructBlock):
    """Rows under two to four headings. wagtail-localize translates these, and no table of Wagtail's own."""

    caption = blocks.CharBlock(label=_("What the table shows"), max_length=160)
    columns = blocks.ListBlock(
        blocks.CharBlock(label=_("Heading"), max_length=60), label=_("Headings of the columns"), min_num=2, max_num=4
    )
    rows = blocks.ListBlock(TableRowBlock(), label=_("Rows"), min_num=1, max_num=40)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        beyond = ["second", "third", "fourth"][len(cleaned["columns"]) - 1 :]
        message = _("The table has no such column. Give it a heading, or leave this empty.")
        errors = {
            number: blocks.StructBlockValidationError(block_errors={name: ValidationError(message) for name in filled})
            for number, row in enumerate(cleaned["rows"])
            if (filled := [name for name in beyond if row.get(name)])
        }
        if errors and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={"rows": blocks.ListBlockValidationError(block_errors=errors)}
            )
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Two to four columns of short texts. On a telephone the rows stand under one another.")
        label_format = "{caption}"
        template = "blocks/table.html"
        value_class = TableValue
        preview_value = {
            "caption": _("When the tables meet"),
            "columns": [_("Round table"), _("Day"), _("Place")],
            "rows": [
                {"first": _("Living well at home"), "second": _("Monday"), "third": _("The library"), "fourth": ""},
                {"first": _("Young and healthy"), "second": _("Thursday"), "third": _("The school"), "fourth": ""},
            ],
        }
