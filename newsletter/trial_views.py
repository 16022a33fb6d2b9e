"""Before an issue goes out, in the admin: seeing what any reader gets of it, and sending a test."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from .admin_views import IssueAdminView, may_see_issues, may_send_trials
from .approval import IssueError
from .as_reader import Choice, Copy, choice_of, copy_for
from .identity import identity_in
from .models import Issue, Subscriber
from .previews import Look, preview
from .rendering import render_mail
from .trial import send_trial
from .trial_forms import NamedSubscriberForm, ReaderForm, TrialForm

VIEW_SUBSCRIBERS = "newsletter.view_subscriber"


class ReaderView(IssueAdminView):
    """An issue as somebody gets it who has made a certain choice."""

    template_name = "newsletter/admin/reader.html"
    page_title = gettext_lazy("As a reader gets it")

    @cached_property
    def issue(self) -> Issue:
        return _issue(self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        issue = reverse("newsletter_issue:detail", args=[self.issue.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": issue, "label": str(self.issue)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        look = _look(self.request)
        subscriber, form = _asked(self.request)
        copy = copy_for(self.issue, form.choice)
        named = NamedSubscriberForm() if self.request.user.has_perm(VIEW_SUBSCRIBERS) else None
        context = {
            "issue": self.issue,
            "form": form,
            "subscriber": subscriber,
            "copy": copy,
            "subject": _subject(copy),
            "look": look,
            "looks": [(one, self._address(one)) for one in Look],
            "mail_url": reverse("newsletter_trial:mail", args=[self.issue.pk]) + self._address(look),
            "named_form": named,
        }
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(VIEW_SUBSCRIBERS):
            raise PermissionDenied
        form = NamedSubscriberForm(request.POST)
        if form.is_valid():
            address = reverse("newsletter_trial:reader", args=[self.issue.pk])
            return redirect(f"{address}?subscriber={form.cleaned_data['email'].pk}")
        return self.render_to_response(self.get_context_data(named_form=form), status=422)

    def _address(self, look: Look) -> str:
        query = self.request.GET.copy()
        query["look"] = look.value
        return f"?{query.urlencode()}"


@require_GET
def reader_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail alone, as the page shows it in a frame."""
    if not may_see_issues(request.user):
        raise PermissionDenied
    _subscriber, form = _asked(request)
    copy = copy_for(_issue(pk), form.choice)
    if copy.content is None:
        return HttpResponse(copy.reason, content_type="text/plain; charset=utf-8")
    return preview(copy.content, _look(request))


@require_POST
def send_trial_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends a test and says of each address that was refused why."""
    if not may_send_trials(request.user):
        raise PermissionDenied
    issue = _issue(pk)
    form = TrialForm.for_issue(issue, request.user, request.POST)
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, " ".join(str(problem) for problem in problems))
        return redirect("newsletter_issue:detail", pk=pk)
    given = form.cleaned_data
    addresses = given["addresses"]
    try:
        refused = send_trial(issue, given["languages"], addresses, request.user, given["rhythm"])
    except IssueError as problem:
        messages.error(request, str(problem))
    else:
        _say_what_came_of_it(request, [address for address in addresses if address not in refused], refused)
    return redirect("newsletter_issue:detail", pk=pk)


def _say_what_came_of_it(request: HttpRequest, taken: list[str], refused: dict[str, str]) -> None:
    for address, reason in refused.items():
        messages.error(request, f"{address}: {reason}")
    if taken:
        number = len(set(taken))
        words = ngettext(
            "The test is on its way to %(n)d address.", "The test is on its way to %(n)d addresses.", number
        )
        messages.success(request, words % {"n": number})


def _issue(pk: int) -> Issue:
    return get_object_or_404(Issue.objects.select_related("dispatch"), pk=pk)


def _asked(request: HttpRequest) -> tuple[Subscriber | None, ReaderForm]:
    """Whose copy is asked for: a subscriber's, by their row, or that of a choice in the address."""
    number = request.GET.get("subscriber", "")
    if not number:
        given = request.GET if set(request.GET) - {"look"} else None
        return None, ReaderForm(given, choice=Choice(settings.LANGUAGE_CODE))
    if not request.user.has_perm(VIEW_SUBSCRIBERS):
        raise PermissionDenied
    active = Subscriber.objects.filter(state=Subscriber.State.ACTIVE)
    subscriber = get_object_or_404(active, pk=number if number.isdecimal() else None)
    return subscriber, ReaderForm(choice=choice_of(subscriber))


def _look(request: HttpRequest) -> Look:
    asked = request.GET.get("look", "")
    return Look(asked) if asked in Look.values else Look.LIGHT


def _subject(copy: Copy) -> str:
    return render_mail(copy.content, identity_in(copy.content.language)).subject if copy.content else ""


class TrialViewSet(ViewSet):
    name = "newsletter_trial"
    url_prefix = "newsletter/trial"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("<int:pk>/", ReaderView.as_view(), name="reader"),
            path("<int:pk>/mail/", reader_mail, name="mail"),
            path("<int:pk>/send/", send_trial_view, name="send"),
        ]
