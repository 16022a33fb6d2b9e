from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NewsletterKind(models.TextChoices):
    """What kind of news a page is to a subscriber, who can choose among them; a newsletter's sections, too."""

    NEWS = "news", _("news")
    ACADEMY = "academy", _("academy")
    AGENDA = "agenda", _("agenda")
    QUESTIONS = "questions", _("learning questions")
    NETWORK = "network", _("from the network")


class NewsletterItemMixin:
    """Lets a page type into the newsletter.

    Besides what a BasePage has (title, lead, picture, focus areas) the newsletter needs to know what kind
    of news it is, and the date to show. What readers should know beforehand has a day on which it comes, too.
    """

    newsletter_kind: ClassVar[NewsletterKind]
    newsletter_weight: ClassVar[int] = 0
    """What weighs more stands higher in its section."""
    first_published_at: datetime | None

    @property
    def newsletter_date(self) -> date:
        """The date that readers are shown: the day of publication, unless the page type has one of its own."""
        return timezone.localdate(self.first_published_at or timezone.now())

    @property
    def coming_on(self) -> date | None:
        """The day to know of beforehand: on which it begins, or the last to apply; None without one."""
        return None

    @property
    def apply_until(self) -> date | None:
        """The last day to apply, where that is what comes; readers are shown it as such, instead of the date."""
        return None

    @classmethod
    def coming_between(cls, first: date, last: date) -> Q | None:
        """A condition on a query of this type: that `coming_on` lies between two days; None for a type without one."""
        return None
