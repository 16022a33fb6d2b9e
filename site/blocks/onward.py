"""Where a reader goes from here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from network.languages import language_choices

from .links import LinkBlock

AS_WRITTEN_DOWN = [("nl", "Dutch"), ("en", "English")]


class ButtonBlock(LinkBlock):
    """The one thing that a reader should do next."""

    class Meta:
        icon = "arrow-right-full"
        label = _("Button")
        description = _("The one thing to do next. Use it sparingly.")
        template = "blocks/button.html"
        preview_value = {"page": None, "url": "https://example.org/", "label": _("Take part")}


class RelatedPagesBlock(blocks.StructBlock):
    """Other pages of the site, each in the reader's language where it has one."""

    title = blocks.CharBlock(
        label=_("Title"), help_text=_("Left empty: “Read on”."), required=False, default="", max_length=120
    )
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), min_num=1, max_num=20)

    def get_preview_value(self) -> Any:
        return self.normalize({"title": "", "pages": list(Page.objects.live().filter(depth__gt=1).order_by("-pk")[:3])})

    class Meta:
        icon = "link"
        label = _("Related pages")
        description = _("Links to other pages. A page that isn't public is left out.")
        label_format = "{title}"
        template = "blocks/related_pages.html"


class LanguageBlock(blocks.ChoiceBlock):
    """One of the site's languages, whichever those are."""

    def deconstruct(self) -> Any:
        # What migrations wrote down when the site had two: a language more is no change of every body.
        return "wagtail.blocks.ChoiceBlock", [], {**self._constructor_kwargs, "choices": AS_WRITTEN_DOWN}


class DownloadBlock(blocks.StructBlock):
    """A file to take along, with its kind and size."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title"),
        help_text=_("Left empty: the title in the library."),
        required=False,
        default="",
        max_length=160,
    )
    language = LanguageBlock(
        label=_("Language of the file"),
        choices=language_choices,
        help_text=_("Shown where it isn't the page's language."),
        required=False,
    )

    def get_preview_value(self) -> Any:
        # A file that isn't there: an address needs a number and a name only.
        example = get_document_model()(pk=0, title=_("The plan in brief"), file="plan.pdf", file_size=412_000)
        return self.normalize({"document": example, "title": "", "language": ""})

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A file from the library, with its kind, size and language.")
        label_format = "{title} {document}"
        template = "blocks/download.html"


class SignUpBlock(blocks.StructBlock):
    """The newsletter's form, with the address field alone."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=300)

    class Meta:
        icon = "mail"
        label = _("Newsletter sign-up")
        description = _("A form that asks for an e-mail address, and what somebody agrees to who sends it.")
        label_format = "{title}"
        template = "blocks/sign_up.html"
        preview_value = {"title": "", "text": ""}
