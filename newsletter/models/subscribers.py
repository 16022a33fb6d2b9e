from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models import FocusArea
from network.models.focus_areas import in_first_language
from pages.newsletter_item import NewsletterKind

from ..addresses import email_key


def languages() -> list[tuple[str, Any]]:
    """The choices of a language, asked when they are needed: a language more is no change of the tables."""
    return settings.LANGUAGES


class Rhythm(models.TextChoices):
    """How often somebody gets the newsletter."""

    EVERY_ISSUE = "every_issue", _("every issue")
    MONTHLY = "monthly", _("once a month")


class LeavingReason(models.TextChoices):
    """Why somebody left, if they care to say."""

    TOO_OFTEN = "too_often", _("it comes too often")
    NOT_FOR_ME = "not_for_me", _("it isn't about what I look for")
    OTHER_WORK = "other_work", _("my work has changed")
    NEVER_ASKED = "never_asked", _("I never asked for it")
    OTHER = "other", _("something else")


class Subscriber(models.Model):
    """Somebody who asked for the newsletter, and what they chose to get. They have no account."""

    class State(models.TextChoices):
        PENDING = "pending", _("not confirmed yet")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
        SUPPRESSED = "suppressed", _("suppressed")

    number = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254)
    email_key = models.CharField(max_length=254, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=12, choices=languages)
    topics = models.ManyToManyField(
        FocusArea,
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        limit_choices_to=in_first_language,
        help_text=_("None: all topics."),
    )
    kinds = ArrayField(
        models.CharField(max_length=20, choices=NewsletterKind),
        default=list,
        blank=True,
        verbose_name=_("kinds of news"),
        help_text=_("None: all kinds."),
    )
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=Rhythm, default=Rhythm.EVERY_ISSUE)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING)
    paused_until = models.DateField(
        _("paused until"), null=True, blank=True, help_text=_("The day on which the newsletter starts coming again.")
    )
    created_at = models.DateTimeField(_("signed up"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    unsubscribed_at = models.DateTimeField(_("unsubscribed"), null=True, blank=True, editable=False)
    left_because = models.CharField(
        _("why they left"), max_length=20, choices=LeavingReason, blank=True, default="", editable=False
    )
    suppressed_at = models.DateTimeField(_("suppressed since"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded to confirm"), null=True, blank=True, editable=False)
    told_at = models.DateTimeField(_("told that they are subscribed already"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("import_subscribers", _("Can import subscribers")),
            ("export_subscribers", _("Can export subscribers")),
        ]
        indexes = [models.Index(fields=["state", "language"], name="subscriber_state_and_language")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["active", "paused"]) | Q(confirmed_at__isnull=False),
                name="subscriber_is_confirmed_before_it_gets_mail",
            ),
            models.CheckConstraint(
                condition=~Q(state="unsubscribed") | Q(unsubscribed_at__isnull=False),
                name="subscriber_left_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="paused") | Q(paused_until__isnull=True),
                name="subscriber_is_paused_until_a_day",
            ),
            models.CheckConstraint(condition=~Q(email_key=""), name="subscriber_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email_key = email_key(self.email)
        super().save(*args, **kwargs)

    @property
    def gets_mail(self) -> bool:
        """Whether they confirmed, and have choices to make: active, or paused."""
        return self.state in (self.State.ACTIVE, self.State.PAUSED)

    @property
    def is_subscribed(self) -> bool:
        """Whether there is a subscription to leave: one that is asked for, active or paused."""
        return self.state in (self.State.PENDING, self.State.ACTIVE, self.State.PAUSED)
