"""Subscribers in the admin: found, counted, and one with their history. Nobody is signed up here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.actions.edit import EditAction
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import EditView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from network.models import FocusArea
from network.models.focus_areas import in_first_language
from pages.newsletter_item import NewsletterKind

from . import growth, staff_actions
from .history import changes_of, consents_of, deliveries_of
from .models import Consent, NewsletterSettings, Rhythm, Subscriber
from .models.subscribers import languages

VIEW, CHANGE, ERASE = (f"newsletter.{what}_subscriber" for what in ("view", "change", "delete"))
# Numbers name nobody, so whoever makes issues sees them too.
SEES_NUMBERS = (VIEW, "newsletter.view_issue")
ON_THE_SITE, ELSEWHERE = "site", "elsewhere"


class SubscriberForm(WagtailAdminModelForm):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of news"),
        choices=NewsletterKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: all kinds."),
    )

    class Meta:
        model = Subscriber
        fields = ["language", "topics", "kinds"]


class SubscriberFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=Subscriber.State.choices)
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=languages)
    topics = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Topic that they chose"),
        queryset=lambda request: FocusArea.objects.filter(in_first_language()),
    )
    rhythm = django_filters.ChoiceFilter(label=gettext_lazy("How often"), choices=Rhythm.choices)
    source = django_filters.ChoiceFilter(
        label=gettext_lazy("Where they signed up"),
        choices=[(ON_THE_SITE, gettext_lazy("on this site")), (ELSEWHERE, gettext_lazy("elsewhere: imported"))],
        method="from_source",
    )

    class Meta:
        model = Subscriber
        fields: list[str] = []

    def from_source(self, subscribers: QuerySet[Subscriber], name: str, value: str) -> QuerySet[Subscriber]:
        """Those with a consent that was given elsewhere, or those without one."""
        elsewhere = Exists(Consent.objects.filter(subscriber_number=OuterRef("number")).exclude(source=""))
        return subscribers.filter(elsewhere if value == ELSEWHERE else ~elsewhere)


class SubscriberView(InspectView):
    """One subscriber: what they chose, their consents, their deliveries and what was changed, and what staff can do."""

    template_name = "newsletter/admin/subscriber.html"
    page_title = gettext_lazy("Subscriber")

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        return "–" if value in (None, "") else super().get_field_display_value(field_name, field)

    def get_topics_display_value(self) -> str:
        """The topics by name."""
        return ", ".join(str(topic) for topic in self.object.topics.all()) or _("all")

    def get_kinds_display_value(self) -> str:
        """The kinds in words."""
        return ", ".join(str(NewsletterKind(kind).label) for kind in self.object.kinds) or _("all")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subscriber, user = self.object, self.request.user
        return super().get_context_data(
            subscriber=subscriber,
            consents=consents_of(subscriber),
            deliveries=deliveries_of(subscriber),
            changes=changes_of(subscriber),
            may_change=user.has_perm(CHANGE),
            may_erase=user.has_perm(ERASE),
            **kwargs,
        )


class CorrectView(EditView):
    """Corrects what somebody gets. The log has their number and which choices, and no address."""

    action_class = partial(EditAction, log_action=None)

    def save_instance(self) -> Subscriber:
        subscriber: Subscriber = super().save_instance()
        log(
            subscriber,
            "wagtail.edit",
            user=self.request.user,
            title=str(subscriber.number),
            content_changed=self.form.has_changed(),
            data={"choices": self.form.changed_data},
        )
        return subscriber


def _action(permission: str, name: str, act: Callable[[Subscriber], Any], done: Any) -> Callable[..., HttpResponse]:
    """A button: does something about a subscriber for those who may, and writes in the log who did."""

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        subscriber = get_object_or_404(Subscriber, pk=pk)
        try:
            act(subscriber)
        except staff_actions.NotDoneError as problem:
            messages.error(request, str(problem))
        else:
            log(subscriber, f"newsletter.{name}", user=request.user, title=str(subscriber.number))
            messages.success(request, str(done))
        return redirect("newsletter_subscriber:inspect", pk=pk)

    return view


suppress_view = _action(
    CHANGE, "suppress", staff_actions.suppress, gettext_lazy("No mail goes to this address any more.")
)
resend_view = _action(CHANGE, "resend", staff_actions.resend, gettext_lazy("The mail to confirm is sent once more."))


@require_POST
def erase_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Erases a subscriber for those who may, when they say that they are sure."""
    if not request.user.has_perm(ERASE):
        raise PermissionDenied
    subscriber = get_object_or_404(Subscriber, pk=pk)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Tick the box if you are sure."))
        return redirect("newsletter_subscriber:inspect", pk=pk)
    staff_actions.erase(subscriber, request.user)
    messages.success(request, _("The subscriber is erased."))
    return redirect("newsletter_subscriber:index")


class SubscriberViewSet(ModelViewSet):
    """Subscribers, to be found and corrected. Nobody is signed up here: that takes the person's own consent."""

    model = Subscriber
    name = "newsletter_subscriber"
    url_prefix = "newsletter/subscribers"
    icon = "group"
    menu_label = gettext_lazy("Subscribers")
    list_display = ["email", "state", "language", "rhythm", "created_at"]
    filterset_class = SubscriberFilterSet
    search_fields = ["email"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True
    edit_view_class = CorrectView
    inspect_view_class = SubscriberView
    inspect_view_fields = [
        "email",
        "number",
        "state",
        "paused_until",
        "language",
        "topics",
        "kinds",
        "rhythm",
        "created_at",
        "confirmed_at",
        "unsubscribed_at",
        "left_because",
        "suppressed_at",
    ]

    def get_form_class(self, for_update: bool = False) -> type[SubscriberForm]:
        return SubscriberForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/suppress/", suppress_view, name="suppress"),
            path("<int:pk>/resend/", resend_view, name="resend"),
            path("<int:pk>/erase/", erase_view, name="erase"),
        ]


def sees_numbers(user: Any) -> bool:
    """Whether somebody may know how many subscribers there are, if not who."""
    return any(user.has_perm(permission) for permission in SEES_NUMBERS)


class NumbersMenuItem(MenuItem):
    """Shown to those who may see how many subscribers there are."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_numbers(request.user)


class GrowthView(WagtailAdminTemplateMixin, TemplateView):
    """How many subscribers there are, and how many new ones came in each month."""

    template_name = "newsletter/admin/growth.html"
    page_title = gettext_lazy("Subscribers in numbers")
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not sees_numbers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("newsletter_growth:index"), "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = growth.new_by_month(timezone.localdate())
        return super().get_context_data(
            groups=growth.counts(),
            months=months,
            chart=growth.bars(months),
            days=NewsletterSettings.load().days_to_keep_ended,
            **kwargs,
        )


class GrowthViewSet(ViewSet):
    name = "newsletter_growth"
    url_prefix = "newsletter/growth"
    icon = "view"
    menu_label = gettext_lazy("In numbers")
    menu_item_class = NumbersMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", GrowthView.as_view(), name="index")]
