from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from blocks.body import BodyBlock
from network.models import Contribution
from pages import panels
from pages.cards import CardMixin
from pages.models import BasePage
from pages.pictures import fetch_body_pictures
from pages.search.kinds import SearchKind
from pages.visibility import public

from .. import outcome_panels
from ..follow_up import FOLLOW_UP, follow_up_of
from ..neighbours import neighbours


def pitches_below(page: Page) -> list[PitchPage]:
    """The public pitches of a gathering, in their order."""
    return list(public(PitchPage.objects.child_of(page)).order_by("number", "path")) if page.path else []


class PitchPage(CardMixin, BasePage):
    """A challenge put before the people of a gathering, what they made of it, and what became of that.

    Who presents it are its contributions, in the role of presenter, with their functions at the time.
    """

    search_kind = SearchKind.AGENDA

    number = models.PositiveSmallIntegerField(_("number"), default=1)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("what was presented"))
    outcome_question = models.CharField(
        _("question for the table"),
        max_length=200,
        blank=True,
        help_text=_("What the conversation was about; stands above what came out of it."),
    )
    outcome = StreamField(BodyBlock(), blank=True, verbose_name=_("what came out of the conversation"))
    questions = StreamField(
        [("question", blocks.CharBlock(label=_("Question"), max_length=200, icon="help"))],
        blank=True,
        verbose_name=_("questions that remain"),
    )
    research_themes = StreamField(
        [("theme", blocks.CharBlock(label=_("Research theme"), max_length=200, icon="search"))],
        blank=True,
        verbose_name=_("research themes"),
    )
    follow_up = StreamField(FOLLOW_UP, blank=True, verbose_name=_("next steps and actions"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("outcome_question"), outcome_panels.OUTCOME],
            heading=_("At the table"),
        ),
        FieldPanel("questions", help_text=_("What nobody at the table could answer.")),
        FieldPanel("research_themes", help_text=_("What somebody should look into.")),
        outcome_panels.FOLLOW_UP,
    ]
    details_panels = [FieldPanel("number", help_text=_("Its place in the order of the day."))]
    relation_panels = panels.RELATIONS
    page_description = _("What somebody put before a gathering, and what became of it.")
    parent_page_types = ["academy.GatheringPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("pitch")
        verbose_name_plural = _("pitches")

    @property
    def presenters(self) -> list[Contribution]:
        """Who presents it, of those who agreed to be shown."""
        return [row for row in self.people if row.role == Contribution.Role.PRESENTER]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pitches = public(PitchPage.objects.sibling_of(self)) if self.path else PitchPage.objects.none()
        context["place"] = neighbours(self, pitches.order_by("number", "path"))
        context["steps"] = follow_up_of([self]).get(self.pk, [])
        context["about_it"] = self.about_it
        fetch_body_pictures(self.outcome)
        return context
