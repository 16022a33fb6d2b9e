from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from ..words import WordsField


class Venue(index.Indexed, models.Model):
    """A place where people gather."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(_("street and number"), max_length=120, blank=True)
    town = models.CharField(_("town"), max_length=80)
    website = models.URLField(_("website"), blank=True)
    accessibility = WordsField(
        _("accessibility"),
        max_length=300,
        rows=3,
        help_text=_("Steps, lift, toilet, hearing loop, parking: what somebody has to know before they come."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("town"),
        FieldPanel("website"),
        FieldPanel("accessibility"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("town")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"
