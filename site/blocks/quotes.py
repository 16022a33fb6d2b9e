from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    attribution = blocks.CharBlock(
        label=_("Who says so"),
        help_text=_("Name or role, and organisation: “a district nurse in Overvecht”."),
        required=False,
        max_length=160,
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{text}"
        template = "blocks/quote.html"


class StatementBlock(blocks.StructBlock):
    """One sentence that the network stands for, set large: a motto or a slogan."""

    text = blocks.CharBlock(label=_("Statement"), max_length=160)

    class Meta:
        icon = "bold"
        label = _("Statement")
        label_format = "{text}"
        template = "blocks/statement.html"
