from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from blocks.body import BodyBlock

from .. import panels
from ..cards import CardMixin, in_groups
from ..pictures import fetch_pictures
from ..visibility import public
from .base import BasePage


class ChallengeIndexPage(BasePage):
    """The challenges that the network works on."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("The list of challenges; each has a page below it.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ChallengePage"]

    class Meta:
        verbose_name = _("challenge index")
        verbose_name_plural = _("challenge indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        challenges = public(ChallengePage.objects.child_of(self)).order_by("title")
        _, *context["challenges"] = fetch_pictures([self, *challenges])
        return context


class ChallengePage(CardMixin, BasePage):
    """A question of society that the partners take on together, and what has been done about it."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    relation_panels = [panels.FOCUS_AREAS, panels.ORGANISATIONS]
    page_description = _("A question of society that the partners take on together.")
    parent_page_types = ["pages.ChallengeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["groups"] = in_groups(self.about_it)
        return context
