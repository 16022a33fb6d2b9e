from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .issue_items import ItemPurpose
from .issues import Issue
from .subscribers import Subscriber


class Dispatch(models.Model):
    """The sending of an approved issue. How far it is follows from its deliveries; see `newsletter.accounting`."""

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="dispatch")
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    candidates = models.PositiveIntegerField(_("readers when they were fixed"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("readers fixed"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    problem = models.TextField(
        _("problem"), blank=True, help_text=_("Why the last attempt to hand over messages stopped early.")
    )

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(candidates__isnull=False),
                name="dispatch_counts_its_readers",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(frozen_at__isnull=False),
                name="dispatch_finishes_after_it_froze",
            ),
        ]

    def __str__(self) -> str:
        return str(self.issue)

    @property
    def is_going(self) -> bool:
        """Whether messages may be handed over: nobody paused or cancelled it."""
        return self.paused_at is None and self.cancelled_at is None


class Variant(models.Model):
    """One selection of an issue's items in one language, rendered once for everybody who gets it."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="variants")
    language = models.CharField(_("language"), max_length=12)
    items = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("places of its items in the issue"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    html = models.TextField()
    sender = models.CharField(_("sender"), max_length=254)
    message = models.BinaryField(_("finished message, with slots for what is a reader's own"))
    message_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "language", "items"], name="variant_is_rendered_once")
        ]


class Delivery(models.Model):
    """One subscriber's row in a dispatch: what is really known of their message, or why there is none."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        HANDED_OVER = "handed_over", _("handed over, no answer yet")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        RETRYING = "retrying", _("to be tried again")
        IN_DOUBT = "in_doubt", _("in doubt")
        EXCLUDED = "excluded", _("excluded")

    class Exclusion(models.TextChoices):
        PENDING = "pending", _("not confirmed")
        PAUSED = "paused", _("paused")
        UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
        SUPPRESSED = "suppressed", _("suppressed")
        ERASED = "erased", _("erased")
        NOTHING_CHOSEN = "nothing_chosen", _("nothing in their selection")
        NOT_THIS_MONTH = "not_this_month", _("gets one issue a month, and had this month's")
        NOT_ALLOWED = "not_allowed", _("not an allowed recipient of this installation")
        CANCELLED = "cancelled", _("the dispatch was cancelled before their turn")

    class Arrival(models.TextChoices):
        SOFT_BOUNCED = "soft_bounced", _("came back for now")
        DELIVERED = "delivered", _("delivered")
        BOUNCED = "bounced", _("came back for good")
        COMPLAINED = "complained", _("reported as spam")

    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Each index costs a delivery twice: when it is handed over, and when it is settled. Others lead to these two.
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries", verbose_name=_("subscriber")
    )
    email_key = models.CharField(max_length=254)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, null=True, related_name="deliveries", db_index=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING)
    exclusion = models.CharField(_("why excluded"), max_length=20, choices=Exclusion, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    answer = models.TextField(_("answer"), blank=True, default="")
    message_id = models.CharField(
        _("the provider's name for it"), max_length=255, blank=True, db_default="", default=""
    )
    arrival = models.CharField(
        _("what the provider says became of it"), max_length=20, choices=Arrival, blank=True, db_default="", default=""
    )
    handed_over_at = models.DateTimeField(_("handed over"), null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    retry_at = models.DateTimeField(_("to be tried again at"), null=True)
    lease = models.UUIDField(_("run that handed it over"), null=True)
    leased_until = models.DateTimeField(_("that run is believed to live until"), null=True)
    decided_at = models.DateTimeField(_("left in doubt by a manager"), null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                fields=["dispatch", "variant", "id"],
                condition=Q(state__in=["pending", "retrying"]),
                name="delivery_to_be_done",
            ),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="delivery_message_id"),
            models.Index(fields=["dispatch", "state"], name="delivery_state"),
            models.Index(fields=["leased_until"], condition=Q(state="handed_over"), name="delivery_handed_over"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "email_key"], name="nobody_gets_an_issue_twice"),
            models.CheckConstraint(
                condition=Q(state="excluded", exclusion__gt="") | (~Q(state="excluded") & Q(exclusion="")),
                name="delivery_excluded_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="excluded") | Q(variant__isnull=False), name="delivery_has_something_to_bring"
            ),
            models.CheckConstraint(
                condition=~Q(state="retrying") | Q(retry_at__isnull=False), name="delivery_retried_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "excluded"]) | Q(handed_over_at__isnull=False),
                name="delivery_handed_over_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_over") | Q(lease__isnull=False, leased_until__isnull=False),
                name="delivery_handed_over_by_a_run",
            ),
            models.CheckConstraint(
                condition=Q(arrival="") | Q(state="accepted"), name="delivery_arrives_once_it_is_accepted"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(state="in_doubt"), name="delivery_left_in_doubt"
            ),
        ]


class SendingLimit(models.Model):
    """How fast mail may go out, shared by all workers: to one domain, or, without a name, to all together."""

    domain = models.CharField(max_length=254, unique=True, blank=True)
    tokens = models.FloatField(default=0)
    counted_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")
    holds = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.domain or "*"


class SentItem(models.Model):
    """That an item has had its issue. It is unique, so nothing is ever sent twice for the same purpose.

    A page is new once, whether as news or as an announcement.
    """

    translation_key = models.UUIDField()
    purpose = models.CharField(max_length=20, choices=ItemPurpose)
    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="sent_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "purpose"], name="an_item_is_sent_once"),
            models.UniqueConstraint(
                fields=["translation_key"],
                condition=Q(purpose__in=["news", "announcement"]),
                name="a_page_is_new_once",
            ),
        ]
