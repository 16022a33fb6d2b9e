"""What can stand between the items of an issue: an editor's own words, a quote, a call-out, a button."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.cleaning import CleanRichTextBlock
from blocks.links import LinkBlock

TEXT_FEATURES = ["bold", "italic", "link", "ul"]


class IssueTextBlock(CleanRichTextBlock):
    """Paragraphs and lists in a mail."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class IssueQuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Quote"), rows=3, max_length=400)
    attribution = blocks.CharBlock(label=_("Who says so"), required=False, default="", max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class IssueCallOutBlock(blocks.StructBlock):
    """What to do or to know first, apart from the items around it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = CleanRichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")


class IssueButtonBlock(LinkBlock):
    """One thing to do, as a button."""

    class Meta:
        icon = "link"
        label = _("Button")


class BetweenItems(blocks.StreamBlock):
    """The blocks that an editor may put between items; each has its templates in `newsletter/mail`."""

    text = IssueTextBlock()
    quote = IssueQuoteBlock()
    call_out = IssueCallOutBlock()
    button = IssueButtonBlock()


def excerpt(value: Any) -> str:
    """The first words of a block, by which an editor knows it."""
    own = value if not isinstance(value, blocks.StructValue) else value.get("title") or value.get("text")
    words = own or value.get("label") or value.get("page") or value.get("url")
    return Truncator(BeautifulSoup(str(words or ""), "html.parser").get_text(" ", strip=True)).chars(60)
