from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from .cleaning import CleanRichTextBlock

INLINE_FEATURES = ["bold", "italic", "link", "document-link"]
TEXT_FEATURES = [*INLINE_FEATURES, "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside a page, whose own title is the one above it."""

    text = blocks.CharBlock(label=_("Text"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Heading")), ("3", _("Heading under a heading"))], default="2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Says what the part below it is about.")
        label_format = "{text}"
        template = "blocks/heading.html"
        preview_value = {"text": _("What we learn together"), "level": "2"}


class TextBlock(CleanRichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    def get_preview_value(self) -> RichText:
        paragraph = _("People tell what they need. We listen, and try out together what helps.")
        items = _("close to home"), _("with those who know")
        return RichText(format_html("<p>{}</p><ul><li>{}</li><li>{}</li></ul>", paragraph, *items))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists, with links.")
        template = "blocks/text.html"
