from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .subscribers import Subscriber


class LinkRequest(models.Model):
    """Somebody who lost the link to their choices, until the worker has looked whether they are a subscriber."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        verbose_name = _("request for a link")
        verbose_name_plural = _("requests for a link")

    def __str__(self) -> str:
        return str(self.pk)


class AddressChange(models.Model):
    """A subscriber who wants the newsletter at another address, until that one's owner has confirmed it.

    Afterwards it holds the address they had, until the mail that tells so has left.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="address_changes")
    email = models.EmailField(_("new e-mail address"), max_length=254)
    old_email = models.EmailField(_("old e-mail address"), max_length=254, blank=True, default="")
    at = models.DateTimeField(_("asked"), default=timezone.now)
    done_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")

    def __str__(self) -> str:
        return str(self.reference)
