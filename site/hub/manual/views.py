"""The manual in the admin: what there is, with a search, and each guide on a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from .guides import PLACES, Guide, about, found, guide, guides, nearest


class ManualView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the manual, for whoever may be in the admin."""

    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": reverse("manual:index"), "label": _("How do I…?")}]


class ManualIndexView(ManualView):
    """All guides; those about a place in the admin (`at`), or those that a search (`q`) finds."""

    template_name = "manual/index.html"
    page_title = gettext_lazy("How do I…?")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, place = (self.request.GET.get(name, "").strip() for name in ("q", "at"))
        every = guides(str(get_language()))
        hits = found(query, every) if query else about(place, every)
        near = nearest(query, every) if query and not hits else []
        return super().get_context_data(
            guides=hits or near or ([] if query else every),
            query=query,
            is_near=bool(near),
            is_part=0 < len(hits) < len(every),
            **kwargs,
        )


class GuideView(ManualView):
    """One guide: its steps in their order, with pictures."""

    template_name = "manual/guide.html"

    @cached_property
    def guide(self) -> Guide:
        if self.kwargs["name"] not in PLACES:
            raise Http404
        return guide(self.kwargs["name"], str(get_language()))

    def get_page_title(self) -> str:
        return self.guide.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.guide.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = [one for one in guides(self.guide.language) if one.name != self.guide.name]
        steps = [(step, self.guide.picture_of(step)) for step in self.guide.steps]
        return super().get_context_data(guide=self.guide, steps=steps, others=others, **kwargs)


class ManualViewSet(ViewSet):
    name = "manual"
    url_prefix = "manual"
    icon = "help"
    menu_label = gettext_lazy("How do I…?")
    menu_order = 10

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ManualIndexView.as_view(), name="index"),
            path("<slug:name>/", GuideView.as_view(), name="guide"),
        ]
