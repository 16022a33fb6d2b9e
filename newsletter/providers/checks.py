"""What has to be set before mail goes through a provider."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from ..transport import provider

SHORTEST = 24


@register
def check_webhook_secret(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """With a provider there is a secret that it shows."""
    if not provider():
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
