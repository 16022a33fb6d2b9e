from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin


class FocusArea(TranslatableMixin, models.Model):
    """A theme of the network, and a topic that newsletter subscribers can choose.

    Pages and subscribers refer to the row in the network's first language; a reader is shown the row
    in theirs. The translation key is what makes both the same focus area.
    """

    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("order")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["order", "name"]
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def in_language(cls, ids: Iterable[int] | models.QuerySet, locale_id: int) -> list[FocusArea]:
        """The focus areas with these ids, each in that locale where it is translated and as it is elsewhere."""
        keys = cls.objects.filter(pk__in=ids).values("translation_key")
        return cls.read_in(locale_id, cls.objects.filter(translation_key__in=keys).select_related("locale"))

    @staticmethod
    def read_in(locale_id: int, areas: Iterable[FocusArea]) -> list[FocusArea]:
        """Of rows in many languages one for each focus area: the one in that locale, where it is translated.

        A row with the name of another language's isn't: translating a page makes such rows.
        """
        chosen: dict[object, FocusArea] = {}
        for area in areas:
            known = chosen.setdefault(area.translation_key, area)
            is_asked_for = area.locale_id == locale_id
            if known is not area and is_asked_for == (area.name != known.name):
                chosen[area.translation_key] = area
        return sorted(chosen.values(), key=lambda area: (area.order, area.name))


def in_first_language() -> models.Q:
    """The rows that others refer to: those in the network's first language."""
    return models.Q(locale__language_code=settings.LANGUAGE_CODE)


class PageFocusArea(Orderable):
    """That a page, of whatever type, is about a focus area."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="focus_area_links")
    focus_area = models.ForeignKey(
        FocusArea,
        on_delete=models.CASCADE,
        related_name="page_links",
        verbose_name=_("focus area"),
        limit_choices_to=in_first_language,
    )

    panels = [FieldPanel("focus_area")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "focus_area"], name="page_names_a_focus_area_once")]
