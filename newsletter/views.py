"""What subscribers do by the links in their mail."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import links
from .models import Subscriber
from .unsubscribing import unsubscribe


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
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


def _answer(request: HttpRequest, template: str, status: int = 200) -> HttpResponse:
    """A page that no search engine keeps."""
    response = render(request, template, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
