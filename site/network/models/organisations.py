from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel


class Organisation(ClusterableModel):
    """An organisation in or around the network. It is a partner while it has a partnership."""

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("hospital")
        UNIVERSITY = "university", _("university or school")
        MUNICIPALITY = "municipality", _("municipality")
        WELFARE = "welfare", _("welfare or care organisation")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    website = models.URLField(_("website"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("website"),
        InlinePanel("partnerships", label=_("partnership"), heading=_("Partnerships")),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


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
