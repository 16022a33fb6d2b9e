from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from network.models import FocusArea
from network.models.focus_areas import in_first_language

from ..cards import coming_cards, newest_cards
from ..newsletter_item import NewsletterItemMixin
from ..pictures import fetch_pictures
from ..structured_data import Shown, Thing
from ..visibility import public
from .base import BasePage
from .vision import PhasePage, VisionPage


class HomePage(BasePage):
    """The front page in one language: what the network is, where it is on its route, what is new."""

    latest_shown = 5
    coming_shown = 3

    kicker = models.CharField(_("line above the title"), max_length=80, blank=True)
    statement = models.CharField(
        _("statement"),
        max_length=120,
        blank=True,
        help_text=_("The large sentence that visitors meet first."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("kicker", help_text=_("In a few words: what kind of network this is.")),
        FieldPanel("statement"),
        *BasePage.introduction_panels,
        FieldPanel("body"),
    ]
    page_description = _("The front page. A site has one, in each language.")
    parent_page_types = ["wagtailcore.Page"]
    # The menu and the footer of every page are those of the home page; its translations aren't counted.
    max_count = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def structured_data(self, shown: Shown) -> Thing:
        return shown.network

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        vision = public(VisionPage.objects.child_of(self)).first()
        context["vision"] = vision
        context["phases"] = public(PhasePage.objects.child_of(vision)).order_by("number") if vision else []
        below = Page.objects.descendant_of(self)
        coming = context["coming"] = coming_cards(below, self.coming_shown)
        # What is coming stands above what is new: no page is in both.
        items = below.type(NewsletterItemMixin).exclude(pk__in=[card.page.pk for card in coming])
        _, *context["latest"] = fetch_pictures([self, *newest_cards(items, self.latest_shown)])
        every = FocusArea.objects.filter(in_first_language()).values("pk")
        context["areas"] = FocusArea.in_language(every, self.locale_id)
        return context
