"""Rows of a page that are alike: wagtail-localize translates these, and doesn't translate tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PrincipleBlock(blocks.StructBlock):
    """Something that the partners are convinced of."""

    title = blocks.CharBlock(label=_("Principle"), max_length=120)
    text = blocks.TextBlock(label=_("Explanation"), required=False, default="", rows=2)

    class Meta:
        icon = "pick"
        label = _("Principle")
        label_format = "{title}"


class CriterionBlock(blocks.StructBlock):
    """A quality that every initiative of the network must have."""

    quality = blocks.CharBlock(label=_("Quality"), help_text=_("For instance “empathy”."), max_length=60)
    activity = blocks.CharBlock(label=_("What we do"), max_length=80)
    explanation = blocks.TextBlock(label=_("Explanation"), required=False, default="", rows=2)

    class Meta:
        icon = "check"
        label = _("Criterion")
        label_format = "{activity}"


class GoalStatus(models.TextChoices):
    """How far the partners are with a goal."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    REACHED = "reached", _("reached")


class PhaseGoalBlock(blocks.StructBlock):
    """What a phase should bring."""

    text = blocks.CharBlock(label=_("Goal"), max_length=200)
    status = blocks.ChoiceBlock(label=_("Status"), choices=GoalStatus.choices, default=GoalStatus.PLANNED)
    evidence = blocks.PageChooserBlock(
        label=_("Evidence"), help_text=_("The page that shows what came of it."), required=False
    )

    class Meta:
        icon = "tick"
        label = _("Goal")
        label_format = "{text}"


class AimBlock(blocks.StructBlock):
    """What a programme is for, on the short or the long term."""

    text = blocks.CharBlock(label=_("Aim"), max_length=200)
    horizon = blocks.ChoiceBlock(
        label=_("Horizon"), choices=[("short", _("short term")), ("long", _("long term"))], default="short"
    )

    class Meta:
        icon = "pick"
        label = _("Aim")
        label_format = "{text}"
