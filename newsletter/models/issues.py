from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PagePermissionTester

from pages.facets import by_year
from pages.filtering import narrow
from pages.models import BasePage
from pages.search.kinds import SearchKind
from pages.visibility import public

from ..composing import content_of, highlights_of, sent_content_of
from ..panels import CorrectionPanel, IssueItemsPanel, PreflightPanel
from ..previews import Look, draft_preview


class Issue(models.Model):
    """One newsletter in all its languages: when it is due, how far it is, and what was approved."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        HELD = "held", _("held back")
        APPROVED = "approved", _("approved")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        SKIPPED = "skipped", _("skipped")

    moment = models.DateTimeField(_("due"), unique=True)
    slot = models.DateTimeField(
        _("moment of the rhythm that it stands for"), unique=True, null=True, blank=True, editable=False
    )
    closes_at = models.DateTimeField(_("holds what was published before"))
    compiled_at = models.DateTimeField(_("compiled"), null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    held_with = models.PositiveSmallIntegerField(_("held back with so many new items"), null=True, editable=False)
    held_below = models.PositiveSmallIntegerField(_("when an issue took at least"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    void_reason = models.CharField(_("why the approval was voided"), max_length=300, blank=True)
    is_scheduled = models.BooleanField(_("goes out by itself when it is due"), default=False)
    told_late_at = models.DateTimeField(_("managers told that it is late"), null=True, blank=True, editable=False)
    snapshot = models.JSONField(
        _("approved content, by language"), null=True, blank=True, encoder=DjangoJSONEncoder, editable=False
    )
    snapshot_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-moment"]
        permissions = [
            ("approve_issue", _("Can approve an issue")),
            ("send_issue", _("Can send an approved issue")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="held", held_with__isnull=False, held_below__isnull=False)
                | (~Q(state="held") & Q(held_with__isnull=True, held_below__isnull=True)),
                name="issue_is_held_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "held", "skipped"])
                | (Q(approved_at__isnull=False, snapshot__isnull=False) & ~Q(snapshot_hash="")),
                name="issue_goes_out_only_as_approved",
            ),
            models.CheckConstraint(
                condition=Q(is_scheduled=False) | Q(state__in=["approved", "sending", "sent"]),
                name="issue_is_scheduled_once_approved",
            ),
        ]

    def __str__(self) -> str:
        return date_format(timezone.localtime(self.moment), "DATE_FORMAT")

    @property
    def held_reason(self) -> str:
        """Why it is held back, in the language that is active; empty when it isn't."""
        if self.held_with is None:
            return ""
        sentence = ngettext(
            "%(number)d new item, and an issue takes at least %(minimum)d.",
            "%(number)d new items, and an issue takes at least %(minimum)d.",
            self.held_with,
        )
        return sentence % {"number": self.held_with, "minimum": self.held_below}

    @property
    def waits_to_compile(self) -> bool:
        """Whether only its moment is set: its pages are made some days before that."""
        return self.state == self.State.DRAFT and self.compiled_at is None

    @property
    def is_on_its_way(self) -> bool:
        """Whether its dispatch has started: from then on its web pages are public."""
        return self.state in (self.State.SENDING, self.State.SENT)

    @property
    def is_open(self) -> bool:
        """Whether its content can still change what is mailed."""
        return self.state in (self.State.DRAFT, self.State.HELD)


class NewsletterIndexPage(BasePage):
    """The newsletter on the site, in one language: what it is, and the issues that were sent."""

    search_kind = SearchKind.NEWS
    issues_on_a_page = 12

    page_description = _("What the newsletter is, and by itself all issues that were sent.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["newsletter.IssuePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("newsletter page")
        verbose_name_plural = _("newsletter pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        issues = public(IssuePage.objects.child_of(self)).select_related("issue").order_by("-issue__moment")
        moments = issues.values_list("pk", "issue__moment")
        days = {pk: timezone.localtime(moment).date() for pk, moment in moments}
        context["narrowed"] = narrowed = narrow(days, [by_year(days)], request.GET)
        context["issues"] = page = Paginator(narrowed.left, self.issues_on_a_page).get_page(request.GET.get("page"))
        page.object_list = [(issue, highlights_of(issue)) for issue in issues.filter(pk__in=page.object_list)]
        return context


class IssuePagePermissions(PagePermissionTester):
    """An issue is published by its dispatch, copied and deleted by nobody; afterwards a correction may be published."""

    def can_publish(self) -> bool:
        return self.page.specific.issue.is_on_its_way and super().can_publish()

    def can_unpublish(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_delete(self, *args: Any, **kwargs: Any) -> bool:
        return False


class IssuePage(BasePage):
    """An issue in one language: the words around its items, and a page on the site once it is sent."""

    search_kind = SearchKind.NEWS

    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, related_name="pages", verbose_name=_("issue"), editable=False
    )
    language = models.CharField(max_length=12, editable=False)
    subject = models.CharField(
        _("subject"),
        max_length=70,
        blank=True,
        help_text=_("At most 70 characters. Empty: the title of the item that leads for the reader."),
    )
    preheader = models.CharField(
        _("preheader"),
        max_length=110,
        blank=True,
        help_text=_("What mail programs show after the subject, in 40 to 110 characters. Empty: what else is in it."),
    )
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ul"])
    correction = models.CharField(
        _("what was corrected"),
        max_length=300,
        blank=True,
        help_text=_("After sending: what was wrong in the mail, for who read it. Stands above the issue on the site."),
    )
    corrected_on = models.DateField(_("corrected on"), null=True, blank=True, help_text=_("Empty: today."))

    content_panels = [
        PreflightPanel(heading=_("Before it goes out")),
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("subject"), FieldPanel("preheader")], heading=_("In the mailbox")),
        FieldPanel("intro"),
        CorrectionPanel([FieldPanel("correction"), FieldPanel("corrected_on")], heading=_("Correction on the site")),
        IssueItemsPanel(
            "items",
            label=_("item or block"),
            heading=_("Items"),
            help_text=_(
                "Drag them into the order in which readers get them. The first item leads; items of a section stay "
                "together, and a block of your own stands where you put it."
            ),
        ),
    ]
    settings_panels: list[Any] = []
    parent_page_types = ["newsletter.NewsletterIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False
    is_translated_by_editors = False
    preview_modes = [*Look.choices, ("", _("Page on the site"))]

    class Meta:
        verbose_name = _("issue page")
        verbose_name_plural = _("issue pages")
        constraints = [
            models.UniqueConstraint(fields=["issue", "language"], name="issue_has_one_page_per_language"),
            models.CheckConstraint(
                condition=Q(correction="", corrected_on__isnull=True)
                | (~Q(correction="") & Q(corrected_on__isnull=False)),
                name="issue_correction_has_a_date",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self.language = self.locale.language_code
        if self.correction and not self.issue.is_on_its_way:
            raise ValidationError({"correction": _("Only what was sent can be corrected.")})
        self.corrected_on = (self.corrected_on or timezone.localdate()) if self.correction else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.language = self.locale.language_code
        super().save(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return IssuePagePermissions(user, self)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publishes the page; raises PermissionDenied as long as the issue's dispatch hasn't started."""
        if not self.issue.is_on_its_way:
            raise PermissionDenied(_("An issue is published when it is sent."))
        return super().publish(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        is_preview = getattr(request, "is_preview", False)
        context["content"] = (None if is_preview else sent_content_of(self)) or content_of(self)
        return context

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name not in Look.values:
            return super().serve_preview(request, mode_name)
        with translation.override(self.locale.language_code):
            return draft_preview(self, Look(mode_name))
