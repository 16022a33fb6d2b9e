"""Rows of the pages on which a network accounts for itself: accessibility and privacy."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class KnownIssueBlock(blocks.StructBlock):
    """Something on the site that isn't accessible yet, and what is done about it."""

    criterion = blocks.CharBlock(
        label=_("WCAG criterion"), help_text=_("For instance “1.4.3 Contrast”."), max_length=80
    )
    description = blocks.TextBlock(label=_("What is wrong, and for whom"), rows=3)
    reason = blocks.CharBlock(label=_("Why it is so"), required=False, max_length=200)
    measure = blocks.CharBlock(label=_("What we do about it"), required=False, max_length=200)
    planned = blocks.DateBlock(label=_("Solved by"), required=False)

    class Meta:
        icon = "warning"
        label = _("Known issue")
        label_format = "{criterion}"


class ProcessingBlock(blocks.StructBlock):
    """Personal data that the network keeps: what, what for, on which ground, and for how long."""

    what = blocks.CharBlock(label=_("Which data"), max_length=120)
    purpose = blocks.CharBlock(label=_("What for"), max_length=200)
    basis = blocks.CharBlock(label=_("On which ground"), max_length=120)
    retention = blocks.CharBlock(label=_("How long it is kept"), max_length=120)

    class Meta:
        icon = "lock"
        label = _("Personal data")
        label_format = "{what}"
