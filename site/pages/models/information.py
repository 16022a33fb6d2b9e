from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from blocks.body import BodyBlock
from blocks.declarations import KnownIssueBlock, ProcessingBlock

from .. import panels
from ..cards import CardMixin
from .base import BasePage


class InformationPage(CardMixin, BasePage):
    """A page that explains something: about the network, how to take part."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    relation_panels = [panels.FOCUS_AREAS]
    page_description = _("A page that explains something. Others can stand below it.")
    parent_page_types = ["pages.HomePage", "pages.InformationPage"]
    subpage_types = ["pages.InformationPage"]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")


class ContactPage(BasePage):
    """Whom to write to or call. The network's own address comes from its settings."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    relation_panels = [panels.PEOPLE]
    page_description = _("Whom to write to or call.")
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class PrivacyPage(BasePage):
    """Which personal data the network keeps, and what people can ask of it."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    processing = StreamField([("processing", ProcessingBlock())], blank=True, verbose_name=_("personal data"))
    changed_on = models.DateField(_("last changed on"), null=True, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel(
            "processing",
            help_text=_(
                "A row for each kind of data: what it is for, on what ground you may have it, how long you keep it."
            ),
        ),
        FieldPanel("changed_on", help_text=_("It stands at the foot of the page.")),
    ]
    page_description = _("Which personal data is kept, and what people can ask.")
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("privacy page")
        verbose_name_plural = _("privacy pages")


class AccessibilityStatementPage(BasePage):
    """The statement that the Dutch model of Commission Implementing Decision (EU) 2018/1523 asks for, as fields."""

    class Status(models.TextChoices):
        """What is known of the site, in the letters of the Dutch register."""

        A = "A", _("A: meets all requirements")
        B = "B", _("B: meets part of the requirements")
        C = "C", _("C: first measures have been taken")
        D = "D", _("D: doesn't meet the requirements")
        E = "E", _("E: not examined yet")

    status = models.CharField(_("status"), max_length=1, choices=Status, default=Status.E)
    scope = models.CharField(
        _("what it is about"), max_length=200, blank=True, help_text=_("The site's address, and the mail it sends.")
    )
    examined_on = models.DateField(_("examined on"), null=True, blank=True)
    examined_by = models.CharField(_("examined by"), max_length=120, blank=True)
    report_url = models.URLField(_("report of the examination"), blank=True)
    issues = StreamField([("issue", KnownIssueBlock())], blank=True, verbose_name=_("known issues"))
    feedback_email = models.EmailField(_("where to report a problem"), blank=True)
    answer_within_days = models.PositiveSmallIntegerField(_("days until an answer"), default=14)
    complaints_url = models.URLField(_("where to complain about the answer"), blank=True)
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    stated_by = models.CharField(_("stated by"), max_length=120, blank=True, help_text=_("Function and organisation."))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel(
            [
                FieldPanel(
                    "status", help_text=_("The letter of the fixed model; E as long as nobody has examined the site.")
                ),
                FieldPanel("scope"),
            ]
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("examined_on", help_text=_("The day of the report.")),
                        FieldPanel("examined_by", help_text=_("The organisation that did it.")),
                    ]
                ),
                FieldPanel("report_url", help_text=_("The address of the report, with https:// before it.")),
            ],
            heading=_("Examination"),
        ),
        FieldPanel("issues", help_text=_("What doesn't work yet, for whom, and when it will.")),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("feedback_email", help_text=_("An address that somebody reads every day.")),
                        FieldPanel(
                            "answer_within_days", help_text=_("What you promise to people who report something.")
                        ),
                    ]
                ),
                FieldPanel(
                    "complaints_url", help_text=_("The address of the page about complaints, with https:// before it.")
                ),
            ],
            heading=_("Feedback"),
        ),
        FieldRowPanel(
            [
                FieldPanel("stated_on", help_text=_("The law asks for a new look at it every year.")),
                FieldPanel("stated_by"),
            ]
        ),
        FieldPanel("body"),
    ]
    page_description = _("The statement that the law asks for, made from what you fill in.")
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status__in=["A", "B"]) | models.Q(examined_on__isnull=False),
                name="statement_of_conformance_names_an_examination",
                violation_error_message=_("Status A and B need an examination, with its date."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.status in {self.Status.A, self.Status.B} and not self.examined_on:
            raise ValidationError({"examined_on": _("Status A and B need an examination, with its date.")})
