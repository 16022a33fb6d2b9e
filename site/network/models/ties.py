from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class Tie(Orderable):
    """That a page is about another one, or belongs to it: a retrospective to its gathering, a programme to a phase.

    The target is in whatever language it was chosen in; readers find it in theirs by its translation key.
    """

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="ties")
    target = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="tied", verbose_name=_("page")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "target"],
                name="page_is_tied_to_another_once",
                violation_error_message=_("This page is named already."),
            )
        ]
