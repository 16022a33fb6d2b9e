from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .cleaning import CleanRichTextBlock
from .text import INLINE_FEATURES


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are. A person who may not be shown is left out; what they were stays."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    person = SnippetChooserBlock("network.Person", label=_("Person"), required=False)
    attribution = blocks.CharBlock(
        label=_("Function and organisation"),
        help_text=_("As they were then: “district nurse, Overvecht”. Without a person: who says so."),
        required=False,
        default="",
        max_length=160,
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What somebody said, in their own words.")
        label_format = "{text}"
        template = "blocks/quote.html"
        preview_value = {
            "text": _("Nobody had ever asked me what I needed."),
            "person": None,
            "attribution": _("a resident at the table"),
        }


class StatementBlock(blocks.StructBlock):
    """One sentence that the network stands for, set large: a motto or a slogan."""

    text = blocks.CharBlock(label=_("Statement"), max_length=160)

    class Meta:
        icon = "bold"
        label = _("Statement")
        description = _("One sentence that the network stands for, set large.")
        label_format = "{text}"
        template = "blocks/statement.html"
        preview_value = {"text": _("Healthy is what we become together.")}


class CallOutBlock(blocks.StructBlock):
    """A short text that stands apart: what to do, or what to know first."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = CleanRichTextBlock(label=_("Text"), features=INLINE_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        description = _("What to do or to know first, apart from the text around it.")
        label_format = "{title}"
        template = "blocks/call_out.html"
        preview_value = {"title": _("Bring a colleague"), "text": _("There is room for two from each organisation.")}
