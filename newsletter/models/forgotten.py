from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ForgottenAddress(models.Model):
    """That an address isn't to be imported again: a hash with a key, from which nobody can read the address."""

    class Reason(models.TextChoices):
        ERASED = "erased", _("erased at their own wish")
        LEFT = "left", _("unsubscribed")
        SUPPRESSED = "suppressed", _("suppressed")

    address_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    at = models.DateTimeField(_("moment"), default=timezone.now)

    class Meta:
        verbose_name = _("forgotten address")
        verbose_name_plural = _("forgotten addresses")

    def __str__(self) -> str:
        return self.address_hash
