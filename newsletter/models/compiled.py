from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .issue_items import ItemPurpose
from .issues import Issue


class CompiledItem(models.Model):
    """That an item was compiled into an issue, and where it goes if an editor takes it out again.

    Until it is sent it stays news, however old it gets: for the next issue, or, if an editor says so, for none.
    """

    class IfRemoved(models.TextChoices):
        NEXT_ISSUE = "next", _("in the next issue")
        NEVER = "never", _("never")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="compiled_items")
    translation_key = models.UUIDField()
    purpose = models.CharField(_("purpose"), max_length=20, choices=ItemPurpose)
    if_removed = models.CharField(
        _("taken out, it comes"), max_length=10, choices=IfRemoved, default=IfRemoved.NEXT_ISSUE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "translation_key", "purpose"], name="an_item_is_compiled_once_into_an_issue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.purpose})"
