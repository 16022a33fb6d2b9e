from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from ..words import WordsField
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
        PRESENTER = "presenter", _("presenter")
        SUPERVISOR = "supervisor", _("supervisor")
        AUTHOR = "author", _("author")
        CONTACT = "contact", _("contact")

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
    capacity = WordsField(
        _("function at the time"),
        max_length=120,
        help_text=_("It stays as it is here when the person takes another job."),
    )

    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("role")]),
        FieldPanel("organisation"),
        FieldPanel("capacity"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
