from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from .organisations import Organisation


class Person(ClusterableModel):
    """Someone who contributes to the network; not an account."""

    name = models.CharField(_("name"), max_length=120)
    may_be_shown = models.BooleanField(
        _("agreed to be shown on the site"),
        default=False,
        help_text=_("Take this away and the person leaves every page at once."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("may_be_shown"),
        InlinePanel("affiliations", label=_("affiliation"), heading=_("Affiliations")),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """A person's place at an organisation, and since when."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="affiliations", verbose_name=_("organisation")
    )
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)

    panels = [
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
                name="affiliation_ends_after_it_starts",
                violation_error_message=_("The affiliation ends before it starts."),
            )
        ]
