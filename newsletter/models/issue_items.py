"""What stands in an issue's page: a page of the site, or a block of the editor's own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from pages.newsletter_item import NewsletterItemMixin, NewsletterKind

from ..issue_blocks import BetweenItems, excerpt
from .issues import IssuePage


class ItemPurpose(models.TextChoices):
    """What a page is in an issue for; it can be in one issue for each purpose.

    A page that was translated after it was sent is in another one as a translation only if an editor says so.
    """

    NEWS = "news", _("news")
    ANNOUNCEMENT = "announcement", _("announcement")
    REMINDER = "reminder", _("reminder")
    TRANSLATION = "translation", _("translated since")


class IssueItem(Orderable):
    """A page's place in an issue, or a block of the editor's own between them."""

    issue_page = ParentalKey(IssuePage, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=ItemPurpose, default=ItemPurpose.NEWS)
    section = models.CharField(
        _("section"),
        max_length=20,
        choices=NewsletterKind,
        blank=True,
        default="",
        help_text=_("Empty: the page's own section."),
    )
    teaser = models.TextField(
        _("teaser"), max_length=300, blank=True, help_text=_("Instead of the page's lead, in this issue only.")
    )
    pinned = models.BooleanField(
        _("for everyone"), default=False, help_text=_("Also for readers who didn't choose its topics.")
    )
    picture = models.ForeignKey(
        "network.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Instead of the page's picture, in this issue only."),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What somebody who can't see the picture should know."),
    )
    picture_is_decorative = models.BooleanField(
        _("decoration only"), default=False, help_text=_("The picture adds nothing to the text.")
    )
    block = StreamField(
        BetweenItems(max_num=1, required=False),
        blank=True,
        default=list,
        verbose_name=_("block"),
        help_text=_("Instead of a page: words of your own, which everybody gets."),
    )

    panels = [
        FieldPanel("page", classname="issue-row__page"),
        FieldPanel("block", classname="issue-row__block"),
        MultiFieldPanel(
            [FieldPanel("section"), FieldPanel("pinned"), FieldPanel("teaser")],
            heading=_("In this issue"),
            classname="issue-row__item",
        ),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_is_decorative")],
            heading=_("Another picture"),
            classname="issue-row__item collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.UniqueConstraint(
                fields=["issue_page", "page", "purpose"],
                name="a_page_is_once_in_an_issue",
                violation_error_message=_("This page is already in the issue."),
            ),
            models.CheckConstraint(
                condition=Q(page__isnull=False, block=[]) | (Q(page__isnull=True) & ~Q(block=[])),
                name="issue_row_is_a_page_or_a_block",
                violation_error_message=_("Choose a page, or write a block: one of the two."),
            ),
        ]

    def __str__(self) -> str:
        """What stands above the row in the editor."""
        if self.page:
            return str(self.page)
        return ": ".join([str(block.block.label), excerpt(block.value)]) if (block := self.own_block) else ""

    @property
    def own_block(self) -> Any:
        """The block that the row is; None when it is a page."""
        return self.block[0] if self.block else None

    def clean(self) -> None:
        super().clean()
        if self.page and not issubclass(self.page.specific_class or Page, NewsletterItemMixin):
            raise ValidationError({"page": _("A page of this type can't be in a newsletter.")})
        if self.picture_id and not self.picture_alt and not self.picture_is_decorative:
            raise ValidationError(
                {"picture_alt": _("Write an alternative text, or say that the picture is decoration only.")}
            )
