from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel


class AttendanceMixin(models.Model):
    """How many people took part, as exactly as it is known, and where they came from."""

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        OVER = "over", _("over")
        UNDER = "under", _("under")

    participants = models.PositiveSmallIntegerField(_("participants"), null=True, blank=True)
    participants_qualifier = models.CharField(
        _("how exact"), max_length=10, choices=Qualifier, default=Qualifier.EXACTLY
    )
    participants_from = models.CharField(
        _("where they came from"), max_length=200, blank=True, help_text=_("Sectors, regions or organisations.")
    )

    attendance_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("participants_qualifier", help_text=_("Visitors read “over 30”, for example.")),
                        FieldPanel("participants", help_text=_("The number alone.")),
                    ]
                ),
                FieldPanel("participants_from"),
            ],
            heading=_("Participants"),
        )
    ]

    class Meta:
        abstract = True
