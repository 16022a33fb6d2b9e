"""What people do about their subscription: sign up, confirm, choose, leave. None of it needs a cookie.

Forms carry no token against forgery, for that needs a cookie: they refuse what other sites send instead. Only leaving
doesn't, since mail programs post there; whoever does has the link.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.signing import BadSignature
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import links
from .defences import is_from_elsewhere, retry_after
from .forms import PreferencesForm, SubscribeForm
from .models import SignUp, Subscriber
from .subscribing import Standing, asked, asked_by, choose, confirm, standing_of
from .tasks import request_subscription
from .unsubscribing import unsubscribe

METHODS = require_http_methods(["GET", "HEAD", "POST"])


def from_our_own_pages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Has a view refuse a form that another site's page has sent."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            return _answer(request, "newsletter/form_refused.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


@csrf_exempt
@METHODS
@from_our_own_pages
def subscribe_page(request: HttpRequest) -> HttpResponse:
    """Signing up. The answer is the same whoever asks: nobody is looked up here, the worker does that later."""
    if request.method != "POST":
        return render(request, "newsletter/subscribe.html", {"form": SubscribeForm()})
    data = _posted(request)
    if data is None:
        return _answer(request, "newsletter/form_unreadable.html", status=400)
    form = SubscribeForm(data)
    if form.is_from_a_robot:
        return _answer(request, "newsletter/subscribe_asked.html")
    if not form.is_valid():
        return render(request, "newsletter/subscribe.html", {"form": form}, status=422)
    if wait := retry_after(request):
        response = _answer(request, "newsletter/subscribe_too_many.html", status=429)
        response["Retry-After"] = str(int(wait.total_seconds()))
        return response
    _ask(form, request)
    return _answer(request, "newsletter/subscribe_asked.html")


@transaction.atomic
def _ask(form: SubscribeForm, request: HttpRequest) -> None:
    sign_up = SignUp.objects.create(
        email=form.cleaned_data["email"],
        language=get_language() or "",
        topics=form.cleaned_data["topics"],
        words=form.words,
        page=request.path[:255],
    )
    request_subscription.defer(sign_up_id=sign_up.pk)


@csrf_exempt
@never_cache
@METHODS
@from_our_own_pages
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Confirming: GET shows a button and changes nothing, for link scanners; POST confirms, once."""
    try:
        reference = links.number_from(token, links.CONFIRM)
    except BadSignature:
        return _answer(request, "newsletter/link_unknown.html", status=404)
    if request.method == "POST":
        standing, subscriber = confirm(reference, timezone.now())
    else:
        consent = asked(reference)
        subscriber = asked_by(consent)
        standing = standing_of(consent, subscriber, timezone.now())
    if standing == Standing.TOO_LATE or subscriber is None:
        return _answer(request, "newsletter/confirm_too_late.html", status=410)
    if standing == Standing.OPEN and request.method != "POST":
        return _answer(request, "newsletter/confirm.html")
    context = {
        "is_new": standing == Standing.OPEN,
        "preferences_url": _path(links.preferences_url(subscriber.number, get_language() or subscriber.language)),
    }
    return _answer(request, "newsletter/confirmed.html", context)


@csrf_exempt
@never_cache
@METHODS
@from_our_own_pages
def preferences_page(request: HttpRequest, token: str) -> HttpResponse:
    """Choosing: GET shows what is chosen, POST changes it. The page speaks the language of its address."""
    try:
        number = links.number_from(token, links.PREFERENCES)
    except BadSignature:
        return _answer(request, "newsletter/link_unknown.html", status=404)
    subscriber = Subscriber.objects.filter(number=number).first()
    if subscriber is None or not subscriber.gets_mail:
        return _answer(request, "newsletter/preferences_closed.html", status=410)
    data, status = None, 200
    if request.method == "POST":
        data = _posted(request)
        if data is None:
            return _answer(request, "newsletter/form_unreadable.html", status=400)
    form = PreferencesForm(data, subscriber=subscriber)
    if form.is_bound:
        if form.is_valid():
            choose(subscriber, **form.cleaned_data)
            return HttpResponseRedirect(
                _path(links.preferences_url(number, subscriber.language)) + "?saved", status=303
            )
        status = 422
    context = {
        "form": form,
        "is_saved": "saved" in request.GET and not form.is_bound,
        "subscriber": subscriber,
        "unsubscribe_url": _path(links.unsubscribe_url(number, get_language() or subscriber.language)),
    }
    return _answer(request, "newsletter/preferences.html", context, status=status)


@csrf_exempt
@never_cache
@METHODS
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Leaving: GET asks once and changes nothing; POST leaves at once, with no cookie, session or form token.

    A mail program posts here by RFC 8058, so whatever the body is, it isn't read; the address says it all.
    Somebody whose data was erased is told the same as somebody who has left.
    """
    try:
        number = links.number_from(token, links.UNSUBSCRIBE)
    except BadSignature:
        return _answer(request, "newsletter/unsubscribe_unknown.html", status=404)
    subscriber = Subscriber.objects.filter(number=number).first()
    with translation.override(subscriber.language if subscriber else translation.get_language()):
        if request.method == "POST" and subscriber:
            unsubscribe(subscriber)
        has_left = request.method == "POST" or subscriber is None or not subscriber.is_subscribed
        return _answer(request, "newsletter/unsubscribed.html" if has_left else "newsletter/unsubscribe.html")


def _posted(request: HttpRequest) -> QueryDict | None:
    """The fields of a form; None when what came can't be read as one."""
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnicodeError):
        return None


def _path(url: str) -> str:
    """An address of the site as its own pages link to it: without the host, which only mail needs."""
    return url.removeprefix(settings.PUBLIC_URL)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page that no search engine keeps."""
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
