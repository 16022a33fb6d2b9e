"""What came of a day, a series or a pitch, as its editors fill it in: the same fields with the same help."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

SHARED_CONCLUSION = FieldPanel(
    "shared_conclusion",
    help_text=_("What everybody agreed on, in one or two sentences. It stands out on the page."),
)
OUTCOME = FieldPanel("outcome", help_text=_("What there is to tell about it."))
FOLLOW_UP = FieldPanel(
    "follow_up",
    help_text=_("Who does what, and by when. Come back to it later: visitors see what became of it."),
)
