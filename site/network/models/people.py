from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from ..slugs import free_slug
from ..words import WordsField
from .organisations import Organisation


class Person(index.Indexed, ClusterableModel):
    """Someone who contributes to the network; not an account."""

    name = models.CharField(_("name"), max_length=120)
    alternate_names = models.CharField(
        _("other names"),
        max_length=200,
        blank=True,
        help_text=_("Names that the same person is found under, with commas between them. They are not shown."),
    )
    slug = models.SlugField(
        _("name in addresses"),
        max_length=140,
        unique=True,
        blank=True,
        help_text=_("The last part of their page's address. Left empty, it is made from the name."),
    )
    may_be_shown = models.BooleanField(
        _("agreed to be shown on the site"),
        default=False,
        help_text=_("Take this away and the person leaves every page at once."),
    )
    email = models.EmailField(_("work e-mail address"), blank=True)
    phone = models.CharField(_("work telephone"), max_length=30, blank=True)
    picture = models.ForeignKey(
        "network.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("may_be_shown"),
        InlinePanel("affiliations", label=_("affiliation"), heading=_("Affiliations")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("email"), FieldPanel("phone")])], heading=_("Contact")),
        FieldPanel("picture"),
        FieldPanel("alternate_names"),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("alternate_names"),
        index.AutocompleteField("name"),
        index.FilterField("may_be_shown"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or free_slug(self)
        super().save(*args, **kwargs)


class Affiliation(models.Model):
    """A person's place at an organisation, and since when."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="affiliations", verbose_name=_("organisation")
    )
    role = WordsField(_("function"), max_length=120)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)

    panels = [
        FieldPanel("organisation"),
        FieldPanel("role"),
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

    @property
    def is_past(self) -> bool:
        """Whether it has ended, as of today in the network's time zone."""
        return self.end is not None and self.end < timezone.localdate()
