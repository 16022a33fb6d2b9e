from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ANSWERED = ("works", "broken", "unclear")


class Outcome(models.TextChoices):
    """What came of looking whether a page on another site is there."""

    WORKS = "works", _("works")
    BROKEN = "broken", _("doesn't work")
    UNCLEAR = "unclear", _("doesn't say it to a program")
    UNREACHABLE = "unreachable", _("couldn't be reached")
    CERTIFICATE = "certificate", _("has a certificate that browsers refuse")
    NOT_PUBLIC = "not_public", _("isn't a public web address")


class ForeignLink(models.Model):
    """An address on another site that an issue links to, and what was found there last."""

    address = models.CharField(_("address"), max_length=2000, unique=True)
    checked_at = models.DateTimeField(_("checked"), db_index=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=ANSWERED, status__isnull=False)
                | (~Q(outcome__in=ANSWERED) & Q(status__isnull=True)),
                name="foreign_link_answered_with_a_status",
            )
        ]

    def __str__(self) -> str:
        return self.address
