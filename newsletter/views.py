"""What people do about their subscription: sign up, confirm, choose, leave. None of it needs a cookie.

Forms carry no token against forgery, for that needs a cookie: they refuse what other sites send instead. Only leaving
doesn't, since mail programs post there; whoever does has the link.
"""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from . import links
from .answering import METHODS, answer, from_our_own_pages, opened_by, site_path
from .consenting import consent_words, fingerprint
from .defences import retry_after
from .forms import LeavingForm, LostLinkForm, SubscribeForm
from .models import LinkRequest, SignUp, Subscriber
from .subscribing import Standing, asked, asked_by, confirm, standing_of
from .tasks import request_link, request_subscription
from .unsubscribing import come_back, may_come_back, say_why, unsubscribe


@csrf_exempt
@METHODS
@from_our_own_pages
def subscribe_page(request: HttpRequest) -> HttpResponse:
    """Signing up. The answer is the same whoever asks: nobody is looked up here, the worker does that later."""
    if request.method != "POST":
        return render(request, "newsletter/subscribe.html", {"form": SubscribeForm()})
    form = SubscribeForm(request.POST)
    if form.is_from_a_robot:
        return answer(request, "newsletter/subscribe_asked.html")
    if not form.is_valid():
        return render(request, "newsletter/subscribe.html", {"form": form}, status=422)
    if too_many := _too_many(request):
        return too_many
    _ask(form, request)
    return answer(request, "newsletter/subscribe_asked.html")


def _too_many(request: HttpRequest) -> HttpResponse | None:
    """Counts a form; what to answer when there were too many."""
    wait = retry_after(request)
    if wait is None:
        return None
    response = answer(request, "newsletter/subscribe_too_many.html", status=429)
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response


@transaction.atomic
def _ask(form: SubscribeForm, request: HttpRequest) -> None:
    sign_up = SignUp.objects.create(
        email=form.cleaned_data["email"],
        language=get_language() or "",
        topics=form.cleaned_data["topics"],
        kinds=form.cleaned_data["kinds"],
        rhythm=form.cleaned_data["rhythm"],
        words=form.words,
        page=_page_of(request)[:255],
    )
    request_subscription.defer(sign_up_id=sign_up.pk)


def _page_of(request: HttpRequest) -> str:
    """The page that the form stood on, if the browser says so; not one of the newsletter's own, which a token opens."""
    try:
        path = urlsplit(request.headers.get("Referer", "")).path
        is_one_of_ours = resolve(path).namespace == "newsletter"
    except (ValueError, Resolver404):
        return request.path
    return request.path if is_one_of_ours else path


@csrf_exempt
@METHODS
@from_our_own_pages
def lost_link_page(request: HttpRequest) -> HttpResponse:
    """Asking for the link to one's choices. As with signing up the worker looks, and everybody gets one answer."""
    if request.method != "POST":
        return answer(request, "newsletter/lost_link.html", {"form": LostLinkForm()})
    form = LostLinkForm(request.POST)
    if not form.is_from_a_robot:
        if not form.is_valid():
            return answer(request, "newsletter/lost_link.html", {"form": form}, status=422)
        if too_many := _too_many(request):
            return too_many
        with transaction.atomic():
            asked_for = LinkRequest.objects.create(email=form.cleaned_data["email"])
            request_link.defer(request_id=asked_for.pk)
    return answer(request, "newsletter/lost_link_asked.html")


@opened_by(links.CONFIRM)
@from_our_own_pages
def confirm_page(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Confirming: GET shows a button and changes nothing, for link scanners; POST confirms, once.

    Only the answer to that leads to one's choices: afterwards the link opens nothing that isn't its own.
    """
    if request.method == "POST":
        standing, subscriber = confirm(reference, timezone.now())
    else:
        consent = asked(reference)
        subscriber = asked_by(consent)
        standing = standing_of(consent, subscriber, timezone.now())
    if standing == Standing.TOO_LATE or subscriber is None:
        return answer(request, "newsletter/confirm_too_late.html", status=410)
    if standing == Standing.OPEN and request.method != "POST":
        return answer(request, "newsletter/confirm.html")
    if standing == Standing.DONE:
        return answer(request, "newsletter/confirmed.html")
    preferences_url = site_path(links.preferences_url(subscriber.number, get_language() or subscriber.language))
    return answer(request, "newsletter/confirmed.html", {"is_new": True, "preferences_url": preferences_url})


@opened_by(links.UNSUBSCRIBE, unknown="newsletter/unsubscribe_unknown.html")
def unsubscribe_page(request: HttpRequest, number: UUID) -> HttpResponse:
    """Leaving: GET asks once and changes nothing; POST leaves at once, with no cookie, session or form token.

    A mail program posts here by RFC 8058, so whatever the body is, it isn't read; the address says it all.
    Somebody whose data was erased is told the same as somebody who has left.
    """
    subscriber = Subscriber.objects.filter(number=number).first()
    with translation.override(subscriber.language if subscriber else translation.get_language()):
        if request.method == "POST" and subscriber:
            unsubscribe(subscriber)
            subscriber.refresh_from_db()
            return _left(request, subscriber)
        if subscriber and subscriber.is_subscribed:
            return answer(request, "newsletter/unsubscribe.html")
        return answer(request, "newsletter/unsubscribed.html")


@opened_by(links.AFTER_LEAVING, unknown="newsletter/unsubscribe_unknown.html")
@from_our_own_pages
def after_leaving_page(request: HttpRequest, number: UUID) -> HttpResponse:
    """What somebody who left just now may still say: why, or that they come back. GET changes nothing.

    Whoever can unsubscribe gets here. So nothing here leads to somebody's choices and data; that link comes by mail.
    """
    subscriber = Subscriber.objects.filter(number=number).first()
    if subscriber is None or not may_come_back(subscriber, timezone.now()):
        is_back = subscriber is not None and subscriber.gets_mail
        return answer(request, "newsletter/back.html" if is_back else "newsletter/preferences_closed.html", status=410)
    with translation.override(subscriber.language):
        if request.method != "POST":
            return _left(request, subscriber)
        if "back" in request.POST:
            words = consent_words()
            if request.POST.get("wording", "") not in ("", fingerprint(words)):
                return _left(request, subscriber, status=422)
            come_back(subscriber, words, request.path[:255], timezone.now())
            return answer(request, "newsletter/back.html")
        form = LeavingForm(request.POST)
        if form.is_valid():
            say_why(subscriber, form.cleaned_data["reason"])
        return _left(request, subscriber, form, status=200 if form.is_valid() else 422)


def _left(
    request: HttpRequest, subscriber: Subscriber, form: LeavingForm | None = None, status: int = 200
) -> HttpResponse:
    """That somebody has left; and if it was just now, what they can still say."""
    words = consent_words()
    context = {
        "form": form or LeavingForm(),
        "words": words,
        "fingerprint": fingerprint(words),
        "have_words_changed": form is None and status == 422,
        "has_said_why": form and form.is_valid(),
    }
    if may_come_back(subscriber, timezone.now()):
        context["after_url"] = site_path(links.after_leaving_url(subscriber.number, subscriber.language))
    return answer(request, "newsletter/unsubscribed.html", context, status=status)
