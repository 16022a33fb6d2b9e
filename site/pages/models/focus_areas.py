from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from blocks.body import BodyBlock
from network.models import FocusArea
from network.models.focus_areas import in_first_language

from ..cards import CardMixin, cards, in_groups
from ..pictures import fetch_pictures
from ..visibility import public
from .base import BasePage


class FocusAreaIndexPage(BasePage):
    """The themes of the network."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("The list of focus areas; each has a page below it.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.FocusAreaPage"]

    class Meta:
        verbose_name = _("focus area index")
        verbose_name_plural = _("focus area indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        areas = public(FocusAreaPage.objects.child_of(self)).order_by("focus_area__order", "title")
        _, *context["areas"] = fetch_pictures([self, *areas])
        return context


class FocusAreaPage(CardMixin, BasePage):
    """One theme, and everything of the network that is about it."""

    card_names = _("focus area"), _("focus areas")

    focus_area = models.ForeignKey(
        FocusArea,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("focus area"),
        limit_choices_to=in_first_language,
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("focus_area", help_text=_("The page gathers everything that is about it.")),
        FieldPanel("body"),
    ]
    page_description = _("A theme, and by itself everything on the site that is about it.")
    parent_page_types = ["pages.FocusAreaIndexPage"]
    subpage_types: list[str] = []
    # wagtail-localize would have it point at a row of its own in every language.
    override_translatable_fields = [SynchronizedField("focus_area", overridable=False), TranslatableField("slug")]

    class Meta:
        verbose_name = _("focus area page")
        verbose_name_plural = _("focus area pages")

    @cached_property
    def focus_areas(self) -> list[FocusArea]:
        return FocusArea.in_language([self.focus_area_id], self.locale_id) if self.focus_area_id else []

    def clean(self) -> None:
        super().clean()
        same = FocusAreaPage.objects.filter(focus_area=self.focus_area_id, locale=self.locale_id).exclude(pk=self.pk)
        if self.focus_area_id and same.exists():
            raise ValidationError({"focus_area": _("This focus area has a page already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        about = Page.objects.filter(locale=self.locale_id, focus_area_links__focus_area=self.focus_area_id)
        context["groups"] = in_groups(cards(about)) if self.focus_area_id else []
        return context
