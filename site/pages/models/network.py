"""The pages of organisations and people: one index page for each, and below it a page made from relations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from blocks.body import BodyBlock
from network.models import Affiliation, Organisation, Partnership, Person

from ..involved import done_by, done_with
from ..pictures import fetch_pictures
from ..search.kinds import SearchKind
from .base import BasePage


class PartnersPage(RoutablePageMixin, BasePage):
    """The network's partners. Every organisation has a page below it, whether it is a partner or not."""

    search_kind = SearchKind.ORGANISATIONS

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("All organisations, each with a page that fills itself.")
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("partners page")
        verbose_name_plural = _("partners pages")

    @path("")
    def index(self, request: HttpRequest) -> HttpResponse:
        """All organisations: the partners of today, then the others."""
        today = timezone.localdate()
        now = Partnership.objects.filter(organisation=OuterRef("pk"), start__lte=today)
        current = now.filter(Q(end__isnull=True) | Q(end__gte=today))
        since = Subquery(current.order_by("start").values("start")[:1])
        organisations = Organisation.objects.annotate(partner_since=since)
        context = {
            "partners": fetch_pictures(organisations.filter(partner_since__isnull=False), "logo"),
            "others": organisations.filter(partner_since__isnull=True),
        }
        response: HttpResponse = self.render(request, context_overrides=context)
        return response

    @path("<slug:slug>/", name="organisation")
    def organisation(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One organisation: what it is, who works there, what it does in the network."""
        shown = Affiliation.objects.filter(person__may_be_shown=True).select_related("person").order_by("person__name")
        partnerships = Partnership.objects.order_by("start")
        found = Organisation.objects.prefetch_related(
            Prefetch("partnerships", partnerships), Prefetch("affiliations", shown)
        )
        organisation = get_object_or_404(found, slug=slug)
        fetch_pictures([organisation], "logo")
        context = {
            "organisation": organisation,
            "affiliations": [row for row in organisation.affiliations.all() if not row.is_past],
            "groups": done_with(organisation, self.locale_id),
        }
        response: HttpResponse = self.render(request, context_overrides=context, template="pages/organisation.html")
        return response


class PeoplePage(RoutablePageMixin, BasePage):
    """The people of the network who agreed to be shown; each has a page below it."""

    search_kind = SearchKind.PEOPLE

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("Everybody who agreed to be shown, each with a page that fills itself.")
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("people page")
        verbose_name_plural = _("people pages")

    @path("")
    def index(self, request: HttpRequest) -> HttpResponse:
        """Everybody who may be shown."""
        people = [(person, *_by_time(person)) for person in fetch_pictures(_shown_people())]
        response: HttpResponse = self.render(request, context_overrides={"people": people})
        return response

    @path("<slug:slug>/", name="person")
    def person(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One person: where they work, and what they contributed; a 404 for who doesn't want to be shown."""
        person = get_object_or_404(_shown_people(), slug=slug)
        fetch_pictures([person])
        now, before = _by_time(person)
        context = {"person": person, "now": now, "before": before, "groups": done_by(person, self.locale_id)}
        response: HttpResponse = self.render(request, context_overrides=context, template="pages/person.html")
        return response


def _by_time(person: Person) -> tuple[list[Affiliation], list[Affiliation]]:
    """A person's affiliations: those of today, and those that have ended."""
    affiliations = list(person.affiliations.all())
    return [row for row in affiliations if not row.is_past], [row for row in affiliations if row.is_past]


def _shown_people() -> Any:
    latest_first = F("start").desc(nulls_last=True)
    affiliations = Affiliation.objects.select_related("organisation").order_by(latest_first, "pk")
    return Person.objects.filter(may_be_shown=True).prefetch_related(Prefetch("affiliations", affiliations))
