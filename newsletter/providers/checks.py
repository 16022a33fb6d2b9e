"""What has to be set before mail goes through a provider."""

from __future__ import annotations

from typing import Any

from anymail import urls as anymail_urls
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from ..transport import provider

SHORTEST = 24


@register
def check_webhook_secret(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """With a provider that sends, or hands over what comes back, there is a secret that it shows."""
    if not provider() and not settings.INBOUND_PROVIDER:
        return []
    secrets = getattr(settings, "ANYMAIL", {}).get("WEBHOOK_SECRET") or []
    secrets = [secrets] if isinstance(secrets, str) else secrets
    if secrets and all(len(secret) >= SHORTEST and ":" in secret for secret in secrets):
        return []
    return [
        Error(
            "ANYMAIL_WEBHOOK_SECRET is missing or weak: nobody but the provider may say what became of our mail.",
            hint=f"Set it to NAME:PASSWORD, {SHORTEST} random characters or more, and give the provider the same two.",
            id="newsletter.E001",
        )
    ]


@register
def check_bounces_provider(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What comes back goes to a provider that takes mail in."""
    name = settings.INBOUND_PROVIDER
    if not name or f"{name}_inbound_webhook" in {pattern.name for pattern in anymail_urls.urlpatterns}:
        return []
    return [
        Error(
            f"BOUNCES_URL names a provider from which Anymail takes no mail: {name!r}.",
            hint="Name one that does, Mailgun or Postmark for instance: anymail+mailgun://bounces@in.example.org.",
            id="newsletter.E002",
        )
    ]
