from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from ..slugs import free_slug
from ..words import WordsField


class Organisation(index.Indexed, ClusterableModel):
    """An organisation in or around the network. It is a partner while it has a partnership."""

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("hospital")
        UNIVERSITY = "university", _("university or school")
        MUNICIPALITY = "municipality", _("municipality")
        WELFARE = "welfare", _("welfare or care organisation")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("name in addresses"),
        max_length=140,
        unique=True,
        blank=True,
        help_text=_("The last part of its page's address. Left empty, it is made from the name."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    website = models.URLField(_("website"), blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    description = WordsField(_("what it is"), max_length=300, rows=3)
    logo = models.ForeignKey(
        "network.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("region")]),
        FieldPanel("description"),
        FieldPanel("website"),
        FieldPanel("logo"),
        InlinePanel("partnerships", label=_("partnership"), heading=_("Partnerships")),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("description", boost=0.5),
        index.SearchField("region"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """What kind it is, as readers are told: of one that fits none of the kinds, that it is an organisation."""
        is_known = self.kind != self.Kind.OTHER
        return self.get_kind_display() if is_known else str(self._meta.verbose_name)

    @property
    def website_name(self) -> str:
        """What people call its website: the host, without the www."""
        return (urlsplit(self.website).hostname or "").removeprefix("www.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or free_slug(self)
        super().save(*args, **kwargs)


class Partnership(models.Model):
    """The period in which an organisation is a partner; without an end it is one still."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="partnerships")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True)

    panels = [FieldRowPanel([FieldPanel("start"), FieldPanel("end")])]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="partnership_ends_after_it_starts",
                violation_error_message=_("The partnership ends before it starts."),
            )
        ]


class Involvement(Orderable):
    """What an organisation has to do with something that has a page."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("organiser")
        INITIATOR = "initiator", _("initiator")
        MEMBER = "member", _("member")
        PARTNER = "partner", _("partner")
        AUTHOR = "author", _("author")

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="involvements", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.ORGANISER)

    panels = [FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        verbose_name = _("involved organisation")
        verbose_name_plural = _("involved organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "organisation", "role"],
                name="organisation_has_a_role_once",
                violation_error_message=_("This organisation has this role already."),
            )
        ]
