from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NewsletterKind(models.TextChoices):
    """What kind of news a page is to a subscriber, who can choose among them; a newsletter's sections, too."""

    NEWS = "news", _("news")
    ACADEMY = "academy", _("academy")
    AGENDA = "agenda", _("agenda")
    QUESTIONS = "questions", _("learning questions")


class NewsletterItemMixin:
    """Lets a page type into the newsletter.

    Besides what a BasePage has (title, lead, picture, focus areas) the newsletter needs to know what kind
    of news it is, and the date to show.
    """

    newsletter_kind: ClassVar[NewsletterKind]
    first_published_at: datetime | None

    @property
    def newsletter_date(self) -> date:
        """The date that readers are shown: the day of publication, unless the page type has one of its own."""
        return timezone.localdate(self.first_published_at or timezone.now())
