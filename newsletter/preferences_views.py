"""What a subscriber does with the link to their choices: choose, pause, move, see their data and have it erased."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from pages.newsletter_item import NewsletterKind

from . import links
from .answering import TokenView, answer, from_our_own_pages, opened_by, site_path
from .erasing import erase
from .forms import EraseForm, MoveForm, PauseForm, PreferencesForm, topics_in
from .history import changes_of, consents_of, deliveries_of
from .models import AddressChange, Subscriber
from .moving import change_with, is_open, may_ask, move
from .next_issue import next_issue_for
from .own_data import data_of
from .pausing import pause, resume
from .subscribing import Letter, LetterKind, choose
from .tasks import queue_letter

DONE = ("saved", "paused", "resumed", "asked")
SubscriberView = Callable[[HttpRequest, Subscriber], HttpResponse]


def for_subscriber(view: SubscriberView) -> TokenView:
    """A view of whoever has the link to their choices."""

    @opened_by(links.PREFERENCES)
    @from_our_own_pages
    @wraps(view)
    def opened(request: HttpRequest, number: UUID) -> HttpResponse:
        subscriber = Subscriber.objects.filter(number=number).first()
        if subscriber is None:
            return answer(request, "newsletter/preferences_closed.html", status=410)
        return view(request, subscriber)

    return opened


@for_subscriber
def preferences_page(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """Choosing: GET shows what is chosen, POST changes it. The page speaks the language of its address."""
    if not subscriber.gets_mail:
        return answer(request, "newsletter/preferences_closed.html", _own_data(subscriber.number), status=410)
    if request.method != "POST":
        return _page(request, subscriber)
    return _ACTIONS.get(request.POST.get("do", ""), _save)(request, subscriber)


def _save(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    form = PreferencesForm(request.POST, subscriber=subscriber)
    if not form.is_valid():
        return _page(request, subscriber, form=form)
    with transaction.atomic():
        choose(subscriber, **form.cleaned_data)
        _note(subscriber, "choose", chosen=form.cleaned_data)
    return _done(subscriber, "saved")


def _show(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """What the next issue would hold for a choice that isn't saved."""
    return _page(request, subscriber, form=PreferencesForm(request.POST, subscriber=subscriber))


def _pause(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _page(request, subscriber, pause_form=form)
    if pause(subscriber, form.cleaned_data["until"]):
        _note(subscriber, "pause", until=str(form.cleaned_data["until"] or ""))
    return _done(subscriber, "paused")


def _resume(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    if resume(subscriber):
        _note(subscriber, "resume")
    return _done(subscriber, "resumed")


def _move(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """Asks for another address. Nobody is looked up here, so the answer says nothing of who has it."""
    form = MoveForm(request.POST)
    if form.is_valid() and not may_ask(subscriber, timezone.now()):
        form.add_error("email", _("You have named several addresses today. Try again tomorrow."))
    if not form.is_valid():
        return _page(request, subscriber, move_form=form)
    with transaction.atomic():
        change = AddressChange.objects.create(subscriber=subscriber, email=form.cleaned_data["email"])
        queue_letter(Letter(LetterKind.CONFIRM_MOVE, change.reference))
    return _done(subscriber, "asked")


_ACTIONS = {"show": _show, "pause": _pause, "resume": _resume, "move": _move}


def _page(
    request: HttpRequest,
    subscriber: Subscriber,
    form: PreferencesForm | None = None,
    pause_form: PauseForm | None = None,
    move_form: MoveForm | None = None,
) -> HttpResponse:
    """The page with all its forms; a form that was sent in and is wrong says so above them."""
    wrong = next((sent for sent in (form, pause_form, move_form) if sent and not sent.is_valid()), None)
    form = form or PreferencesForm(subscriber=subscriber)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    language = get_language() or subscriber.language
    context = {
        "form": form,
        "pause_form": pause_form or PauseForm(initial={"until": subscriber.paused_until}),
        "move_form": move_form or MoveForm(),
        "wrong": wrong,
        "done": next((done for done in DONE if done in request.GET and request.method != "POST"), ""),
        "is_tried": form.is_bound and not wrong,
        "next_issue": next_issue_for(
            chosen["language"], chosen["topics"], chosen["kinds"], chosen["rhythm"], timezone.now()
        ),
        "subscriber": subscriber,
        "unsubscribe_url": site_path(links.unsubscribe_url(subscriber.number, language)),
        **_own_data(subscriber.number),
    }
    return answer(request, "newsletter/preferences.html", context, status=422 if wrong else 200)


def _done(subscriber: Subscriber, what: str) -> HttpResponse:
    """Back to the page by GET, so that loading it again sends nothing twice."""
    return HttpResponseRedirect(
        site_path(links.preferences_url(subscriber.number, subscriber.language)) + f"?{what}", status=303
    )


def _note(subscriber: Subscriber, what: str, **data: Any) -> None:
    """Keeps what a subscriber changed, under their number, for those who have to answer what happened."""
    log(subscriber, f"newsletter.{what}", title=str(subscriber.number), data=data)


def _own_data(number: UUID) -> dict[str, str]:
    return {"own_data_url": site_path(links.own_data_url(number, get_language() or ""))}


@for_subscriber
def own_data_page(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """What is known of somebody: to see, to download with `?download`, and by POST to have erased."""
    form = None
    if request.method == "POST":
        form = EraseForm(request.POST)
        if form.is_valid():
            erase(subscriber, timezone.now())
            return answer(request, "newsletter/erased.html")
    elif "download" in request.GET:
        response = JsonResponse(data_of(subscriber), json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = 'attachment; filename="newsletter.json"'
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response
    chosen = set(subscriber.topics.values_list("pk", flat=True))
    context = {
        "form": form or EraseForm(),
        "topics": [name for topic, name in topics_in(get_language() or "") if topic in chosen],
        "consents": consents_of(subscriber),
        "deliveries": deliveries_of(subscriber),
        "changes": changes_of(subscriber),
        "kinds": [NewsletterKind(kind).label for kind in subscriber.kinds],
        "subscriber": subscriber,
        "preferences_url": site_path(links.preferences_url(subscriber.number, get_language() or "")),
    }
    return answer(request, "newsletter/own_data.html", context, status=422 if form else 200)


@opened_by(links.MOVE)
@from_our_own_pages
def move_page(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Confirming a new address: GET shows a button and changes nothing; POST moves the subscription there, once."""
    if request.method != "POST":
        change = change_with(reference)
        if change and is_open(change, timezone.now()):
            return answer(request, "newsletter/move.html", {"change": change})
    else:
        with transaction.atomic():
            change = move(reference, timezone.now())
            if change:
                _note(change.subscriber, "move")
                queue_letter(Letter(LetterKind.MOVED, reference))
                return answer(request, "newsletter/moved.html", {"change": change})
    return answer(request, "newsletter/move_too_late.html", status=410)
