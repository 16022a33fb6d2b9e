from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast, Lower
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from blocks.body import BodyBlock
from blocks.text import TEXT_FEATURES

from ..cards import CardMixin, cards
from ..search.kinds import SearchKind
from ..visibility import public
from .base import BasePage


class GlossaryPage(BasePage):
    """The words of the network, explained; every term is a page below it, which any text can link to."""

    search_kind = SearchKind.TERMS

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("The list of terms; each has a page below it.")
    parent_page_types = ["pages.HomePage", "pages.InformationPage"]
    subpage_types = ["pages.GlossaryTermPage"]

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["terms"] = public(GlossaryTermPage.objects.child_of(self)).order_by(Lower("title"))
        return context


class GlossaryTermPage(CardMixin, BasePage):
    """A term, what it is short for, and what it means."""

    search_kind = SearchKind.TERMS

    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    explanation = RichTextField(_("explanation"), features=TEXT_FEATURES, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("abbreviation", help_text=_("If people use one, such as PHM.")),
        FieldPanel("lead"),
        FieldPanel("explanation", help_text=_("For somebody who meets the word for the first time.")),
    ]
    page_description = _("A word or an abbreviation, explained.")
    parent_page_types = ["pages.GlossaryPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    @property
    def initial(self) -> str:
        """The letter that it stands under in the glossary."""
        return self.title[:1].upper()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = ContentType.objects.get_for_model(Page)
        # A translated text keeps the link that it was written with, so a link to any version of the term counts.
        versions = Page.objects.filter(translation_key=self.translation_key).annotate(
            as_text=Cast("pk", models.CharField())
        )
        links = ReferenceIndex.objects.filter(
            to_content_type=pages, to_object_id__in=versions.values("as_text"), base_content_type=pages
        )
        ids = links.annotate(page_id=Cast("object_id", models.BigIntegerField())).values("page_id")
        context["used_in"] = cards(Page.objects.filter(pk__in=ids, locale=self.locale_id))
        return context
