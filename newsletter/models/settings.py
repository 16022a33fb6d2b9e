from __future__ import annotations

from datetime import date, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from ..cadence import Cadence


@register_setting(icon="mail", order=2)
class NewsletterSettings(BaseGenericSetting):
    """When the newsletter comes, what gets into it, and who sends it."""

    anchor_date = models.DateField(
        _("first issue on"), default=date(2026, 1, 6), help_text=_("Every later issue is counted from this day.")
    )
    every_weeks = models.PositiveSmallIntegerField(
        _("every … weeks"), default=2, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    time_of_day = models.TimeField(_("time"), default=time(10, 0))
    compile_days_before = models.PositiveSmallIntegerField(
        _("compile … days before"),
        default=3,
        validators=[MaxValueValidator(14)],
        help_text=_("How long before its moment an issue compiles itself."),
    )
    minimum_items = models.PositiveSmallIntegerField(
        _("least number of items"), default=3, help_text=_("With fewer new items the issue is held back.")
    )
    oldest_age_days = models.PositiveSmallIntegerField(
        _("oldest item, in days"),
        default=60,
        help_text=_("Counted back from the last issue that was sent, so that a hold drops nothing."),
    )
    second_pair_of_eyes = models.BooleanField(
        _("a second pair of eyes"),
        default=False,
        help_text=_("Whoever changed an issue last can't approve it; somebody else has to."),
    )
    sender_name = models.CharField(
        _("sender name"), max_length=80, blank=True, help_text=_("Empty: the network's name.")
    )
    sender_address = models.EmailField(
        _("sender address"), blank=True, help_text=_("Empty: the installation's own address.")
    )
    reply_to = models.EmailField(
        _("replies go to"), blank=True, help_text=_("A mailbox that people read. Empty: the network's address.")
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("privacy page"),
        help_text=_("Linked to at the foot of every mail, in the reader's language."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("anchor_date"), FieldPanel("every_weeks"), FieldPanel("time_of_day")]),
                FieldPanel("compile_days_before"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("minimum_items"), FieldPanel("oldest_age_days")])], heading=_("What")
        ),
        MultiFieldPanel([FieldPanel("second_pair_of_eyes")], heading=_("Approval")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sender_name"), FieldPanel("sender_address")]),
                FieldPanel("reply_to"),
                FieldPanel("privacy_page"),
            ],
            heading=_("From whom"),
        ),
    ]

    class Meta:
        verbose_name = _("newsletter")

    @property
    def cadence(self) -> Cadence:
        """When issues are due."""
        return Cadence(self.anchor_date, self.every_weeks, self.time_of_day)
