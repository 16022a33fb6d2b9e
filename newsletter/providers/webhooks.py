"""Where a provider tells what became of a message, or hands over mail that came back: Anymail's own views."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from anymail import urls as anymail_urls
from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailInboundEvent, AnymailTrackingEvent, inbound, tracking
from anymail.webhooks.base import AnymailCoreWebhookView
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from .. import transport
from .events import take
from .reports import report_of
from .returned import report_in

logger = logging.getLogger(__name__)
COMBINED = ("mandrill",)  # one address for what it sends and what it receives


@csrf_exempt
def tracking_webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """Takes events from whoever knows the secret. What is odd gets a 400; after a failure of ours they come again."""
    has_this_address = request.path.endswith("/tracking/") or provider in COMBINED
    return _answer(request, "tracking", provider if provider == transport.provider() and has_this_address else "")


@csrf_exempt
def inbound_webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """Takes mail that came back, from the provider that BOUNCES_URL names; otherwise as with events."""
    return _answer(request, "inbound", provider if provider == settings.INBOUND_PROVIDER else "")


def _answer(request: HttpRequest, what: str, provider: str) -> HttpResponse:
    """Anymail's answer, for a provider that is in use."""
    has_secret = getattr(settings, "ANYMAIL", {}).get("WEBHOOK_SECRET")
    view = _view_of(provider, what) if provider and has_secret else None
    # Not a 404, for which LocaleMiddleware would look among the pages.
    return view(request) if view else HttpResponseForbidden()


@receiver(tracking)
def take_event(event: AnymailTrackingEvent, **kwargs: Any) -> None:
    """Writes down what an event says of a delivery, if it says anything of one of ours."""
    report = report_of(event)
    if report:
        take(report, timezone.now())


@receiver(inbound)
def take_returned(event: AnymailInboundEvent, **kwargs: Any) -> None:
    """Writes down what a mail that came back says of one of our deliveries, if it says anything."""
    mail = event.message
    to = [mail.envelope_recipient or "", *(address.addr_spec for address in mail.to)]
    report = report_in(mail, to)
    if report:
        take(report, timezone.now())


class TakesOddEvents(AnymailCoreWebhookView):
    """Refuses what Anymail can't read, instead of failing over it: it would come again, and fail again."""

    def run_validators(self, request: HttpRequest) -> None:
        self._refusing(super().run_validators, request)

    def parse_events(self, request: HttpRequest) -> list[Any]:
        return list(self._refusing(super().parse_events, request))

    def _refusing(self, work: Callable[[HttpRequest], Any], request: HttpRequest) -> Any:
        try:
            return work(request)
        except (ImproperlyConfigured, AnymailWebhookValidationFailure):
            raise
        except Exception as error:
            logger.warning("An event of %s can't be read: %s", self.esp_name, type(error).__name__)
            raise SuspiciousOperation("An event that can't be read.") from error


@cache
def _view_of(provider: str, what: str) -> Callable[..., HttpResponse] | None:
    for pattern in anymail_urls.urlpatterns:
        if pattern.name == f"{provider}_{what}_webhook":
            made = type("Webhook", (TakesOddEvents, pattern.callback.view_class), {})
            view: Callable[..., HttpResponse] = made.as_view()  # type: ignore[attr-defined]
            return view
    return None
