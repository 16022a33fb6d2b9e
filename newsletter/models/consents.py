from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.newsletter_item import NewsletterKind

from .subscribers import Rhythm, languages


class Choice(models.Model):
    """What somebody asks for: a language, topics (rows of the network's first language), kinds, rhythm; none is all."""

    language = models.CharField(_("language"), max_length=12, choices=languages)
    topics = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name=_("topics"))
    kinds = ArrayField(
        models.CharField(max_length=20, choices=NewsletterKind),
        default=list,
        blank=True,
        verbose_name=_("kinds of news"),
    )
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=Rhythm, default=Rhythm.EVERY_ISSUE)
    page = models.CharField(_("page it was asked on"), max_length=255)

    class Meta:
        abstract = True


class SignUp(Choice):
    """A form as it was sent in, until the worker has looked at it; so addresses stay out of jobs and their logs."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    words = models.TextField(_("words that were agreed to"))
    at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")

    def __str__(self) -> str:
        return str(self.pk)


class ConsentText(models.Model):
    """Words that people agreed to, a version for each wording in a language. Rows are never changed or deleted."""

    language = models.CharField(_("language"), max_length=12, choices=languages)
    version = models.PositiveIntegerField(_("version"))
    words = models.TextField(_("words"))
    first_used_at = models.DateTimeField(_("first used"), default=timezone.now)

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        constraints = [
            models.UniqueConstraint(fields=["language", "version"], name="consent_text_has_a_version_of_its_own"),
            models.UniqueConstraint(fields=["language", "words"], name="consent_text_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"

    @classmethod
    def of(cls, language: str, words: str) -> ConsentText:
        """The version with exactly these words; new words get the next number. Takes a transaction."""
        if found := cls.objects.filter(language=language, words=words).first():
            return found
        with connection.cursor() as cursor:  # two who write new words at once would want the same number
            cursor.execute(f"LOCK TABLE {cls._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        highest = cls.objects.filter(language=language).aggregate(highest=Max("version"))["highest"] or 0
        return cls.objects.get_or_create(language=language, words=words, defaults={"version": highest + 1})[0]


class Consent(Choice):
    """Something that happened to a consent: it was asked for, or (with `confirms`) what was asked is confirmed.

    It names nobody: the subscriber's random number leads to an address only while there is a subscriber. Rows are
    never changed, and the database deletes them only as long as they are unconfirmed, in one function of its own.
    """

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber_number = models.UUIDField(_("subscriber's number"), db_index=True)
    text = models.ForeignKey(
        ConsentText, on_delete=models.PROTECT, null=True, related_name="consents", verbose_name=_("consent text")
    )
    source = models.CharField(
        _("source"), max_length=255, blank=True, default="", help_text=_("Where it was given, if not on this site.")
    )
    at = models.DateTimeField(_("moment"), default=timezone.now)
    confirms = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="confirmation", verbose_name=_("confirms")
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(text__isnull=False) | ~Q(source=""), name="consent_is_to_words_or_given_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_confirmed(self) -> bool:
        """Whether what was asked here has been confirmed."""
        return hasattr(self, "confirmation")

    def confirmed(self, at: datetime) -> Consent:
        """Writes that what was asked here is confirmed; a second time is refused by the database."""
        return Consent.objects.create(
            subscriber_number=self.subscriber_number,
            text=self.text,
            language=self.language,
            topics=self.topics,
            kinds=self.kinds,
            rhythm=self.rhythm,
            source=self.source,
            page=self.page,
            at=at,
            confirms=self,
        )
