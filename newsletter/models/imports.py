from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SubscriberImport(models.Model):
    """A list of people who consented elsewhere, to become subscribers; tried first, if asked."""

    name = models.CharField(_("file"), max_length=255)
    is_trial = models.BooleanField(_("only a trial"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    done_up_to = models.PositiveIntegerField(_("lines dealt with"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of subscribers")
        verbose_name_plural = _("imports of subscribers")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class ImportPart(models.Model):
    """Some lines of a list as they stood in the file, in UTF-8, until they are staged."""

    import_run = models.ForeignKey(SubscriberImport, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField(_("part"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("part of a list")
        verbose_name_plural = _("parts of a list")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["import_run", "number"], name="list_has_a_part_once")]

    def __str__(self) -> str:
        return str(self.number)


class ImportLine(models.Model):
    """One line of the list, as it stood in the file until it is dealt with; then only what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "", _("waiting")
        ADDED = "added", _("added")
        UNREADABLE = "unreadable", _("not as many fields as there are columns")
        BAD_ADDRESS = "bad_address", _("no usable e-mail address")
        BAD_CHOICE = "bad_choice", _("a language, topic, kind or rhythm that isn't known here")
        NO_CONSENT = "no_consent", _("no consent source, or no moment of consent")
        ERASED = "erased", _("erased or unsubscribed before: they can only sign up themselves")
        SUPPRESSED = "suppressed", _("suppressed")
        NOT_SUBSCRIBED = "not_subscribed", _("isn't subscribed, the file says")
        DUPLICATE = "duplicate", _("stands in the file twice")
        ALREADY_THERE = "already_there", _("is a subscriber, or was one, already")

    import_run = models.ForeignKey(SubscriberImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    fields = models.JSONField(_("fields"), default=dict)
    email_key = models.CharField(max_length=254, blank=True, default="")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True, default="")

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of an import")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["import_run", "number"], name="import_has_a_line_once"),
        ]
        indexes = [
            models.Index(fields=["import_run", "email_key"], name="import_line_by_address"),
        ]

    def __str__(self) -> str:
        return str(self.number)
