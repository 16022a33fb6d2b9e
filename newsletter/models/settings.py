from __future__ import annotations

from datetime import date, time
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import ChoiceBlock
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from pages.newsletter_item import NewsletterKind

from ..cadence import Cadence

# Shorter, and somebody who left by mistake finds nothing; longer, and it is kept for nobody's sake. In days.
SHORTEST_ENDED, LONGEST_ENDED = 1, 365
SHORTEST_LOG, LONGEST_LOG = 30, 1826


@register_setting(icon="mail", order=2)
class NewsletterSettings(BaseGenericSetting):
    """When the newsletter comes, what gets into it, and who sends it."""

    class Untranslated(models.TextChoices):
        MARKED = "marked", _("as they are, marked as being in another language")
        LEFT_OUT = "left_out", _("not at all")

    anchor_date = models.DateField(
        _("first issue on"), default=date(2026, 1, 6), help_text=_("Every later issue is counted from this day.")
    )
    every_weeks = models.PositiveSmallIntegerField(
        _("every … weeks"), default=2, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    time_of_day = models.TimeField(_("time"), default=time(10, 0))
    compile_days_before = models.PositiveSmallIntegerField(
        _("compile … working days before"),
        default=3,
        validators=[MaxValueValidator(14)],
        help_text=_("How long before its moment an issue compiles itself, Saturdays and Sundays not counted."),
    )
    minimum_items = models.PositiveSmallIntegerField(
        _("least number of items"), default=3, help_text=_("With fewer new items the issue is held back.")
    )
    oldest_age_days = models.PositiveSmallIntegerField(
        _("oldest item, in days"),
        default=60,
        help_text=_("Counted back from the last issue that was sent, so that a hold drops nothing."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("remind … days ahead"),
        default=14,
        validators=[MaxValueValidator(90)],
        help_text=_(
            "A gathering, or the last day to apply for something, comes once more in the issue that many days before "
            "it. 0: no reminders."
        ),
    )
    section_order = StreamField(
        [("section", ChoiceBlock(choices=NewsletterKind.choices, label=_("section")))],
        blank=True,
        verbose_name=_("order of the sections"),
        help_text=_("Sections that aren't named here follow in their usual order."),
    )
    untranslated = models.CharField(
        _("items without a translation"),
        max_length=10,
        choices=Untranslated,
        default=Untranslated.MARKED,
        help_text=_("How readers get what isn't in their language."),
    )
    cadence_since = models.DateTimeField(default=timezone.now, editable=False)
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
    days_to_keep_ended = models.PositiveSmallIntegerField(
        _("keep the address of who left … days"),
        default=28,
        validators=[MinValueValidator(SHORTEST_ENDED), MaxValueValidator(LONGEST_ENDED)],
        help_text=_("Then it is erased. What stays is a code from which nobody can read an address."),
    )
    days_to_keep_log = models.PositiveSmallIntegerField(
        _("keep what was changed of subscriptions … days"),
        default=365,
        validators=[MinValueValidator(SHORTEST_LOG), MaxValueValidator(LONGEST_LOG)],
        help_text=_("And who did it. The privacy page says both numbers by itself."),
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
            [
                FieldRowPanel(
                    [FieldPanel("minimum_items"), FieldPanel("oldest_age_days"), FieldPanel("reminder_days")]
                ),
                FieldPanel("section_order"),
                FieldPanel("untranslated"),
            ],
            heading=_("What"),
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
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("days_to_keep_ended"), FieldPanel("days_to_keep_log")])],
            heading=_("How long personal data is kept"),
        ),
    ]

    class Meta:
        verbose_name = _("newsletter")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days_to_keep_ended__range=(SHORTEST_ENDED, LONGEST_ENDED))
                & models.Q(days_to_keep_log__range=(SHORTEST_LOG, LONGEST_LOG)),
                name="personal_data_is_kept_for_some_time",
            )
        ]

    @property
    def cadence(self) -> Cadence:
        """When issues are due."""
        return Cadence(self.anchor_date, self.every_weeks, self.time_of_day)

    @property
    def shows_untranslated(self) -> bool:
        """Whether readers get what isn't in their language, marked as such."""
        return self.untranslated == self.Untranslated.MARKED

    @property
    def sections_in_order(self) -> list[str]:
        """Every section: first those that are named, in that order."""
        named = [block.value for block in self.section_order]
        return list(dict.fromkeys([*named, *NewsletterKind.values]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = type(self)._default_manager.filter(pk=self.pk).first()
        if before and before.cadence != self.cadence:
            self.cadence_since = timezone.now()
        super().save(*args, **kwargs)
