from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from blocks.body import BodyBlock
from network.languages import first_language, language_choices

from .. import panels
from ..cards import CardMixin
from ..newsletter_item import NewsletterItemMixin, NewsletterKind
from ..pictures import fetch_pictures
from ..search.kinds import SearchKind
from ..visibility import public
from .base import BasePage


class PublicationIndexPage(BasePage):
    """What the network has published, and what it will."""

    search_kind = SearchKind.PUBLICATIONS
    publications_on_a_page = 12

    page_description = _("The list of publications; each has a page below it.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.PublicationPage"]

    class Meta:
        verbose_name = _("publication index")
        verbose_name_plural = _("publication indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        newest = public(PublicationPage.objects.child_of(self)).select_related("document", "locale")
        shown = Paginator(newest.order_by(models.F("date").desc(nulls_first=True), "-pk"), self.publications_on_a_page)
        context["publications"] = page = shown.get_page(request.GET.get("page"))
        page.object_list = fetch_pictures(page.object_list)
        return context


class PublicationPage(NewsletterItemMixin, CardMixin, BasePage):
    """A report or a factsheet. It can be announced, and linked to, before it is there."""

    search_kind = SearchKind.PUBLICATIONS
    newsletter_kind = NewsletterKind.NETWORK
    card_date = "date"
    card_kind = "kind"
    related_shown = 3

    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        FACTSHEET = "factsheet", _("factsheet")
        ARTICLE = "article", _("scientific article")
        TOOL = "tool", _("tool")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        PUBLISHED = "published", _("published")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REPORT)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ANNOUNCED)
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("When it appeared, or when it is expected."))
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    document_url = models.URLField(_("address elsewhere"), blank=True)
    document_language = models.CharField(
        _("language of the document"),
        max_length=10,
        choices=language_choices,
        default=first_language,
        help_text=_("Readers are told where it isn't the language of the page."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel(
            "document",
            help_text=_("A file from the library. Leave it empty as long as the publication is only announced."),
        ),
        FieldPanel(
            "document_url", help_text=_("Where it can be read, if it isn't a file of yours; with https:// before it.")
        ),
        FieldPanel("document_language"),
        FieldPanel("body"),
    ]
    details_panels = [
        FieldRowPanel(
            [
                FieldPanel("kind", help_text=_("It stands above the title.")),
                FieldPanel("status", help_text=_("Announce it before it exists; change it when it is out.")),
                FieldPanel("date"),
            ]
        )
    ]
    relation_panels = panels.RELATIONS
    page_description = _("A report or a factsheet, also when it has only been announced.")
    parent_page_types = ["pages.PublicationIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def clean(self) -> None:
        super().clean()
        if self.status == self.Status.PUBLISHED and not self.document_id and not self.document_url:
            message = _("A publication that has appeared needs a document, or an address elsewhere.")
            raise ValidationError({"document": message})

    @property
    def other_language(self) -> str:
        """The code of the document's language where it isn't the page's; else nothing."""
        return "" if self.document_language == self.locale.language_code else self.document_language

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["about_it"] = self.about_it
        return context
