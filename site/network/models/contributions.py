from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from .organisations import Organisation
from .people import Person


class Contribution(Orderable):
    """What a person did for something that has a page, and on whose behalf at the time."""

    class Role(models.TextChoices):
        OPENING = "opening", _("opening")
        CHAIR = "chair", _("chair")
        LECTURER = "lecturer", _("lecturer")
        SPEAKER = "speaker", _("speaker")
        FACILITATOR = "facilitator", _("facilitator")

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contributions", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.SPEAKER)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("organisation at the time"),
    )

    panels = [
        FieldPanel("person"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("organisation")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
