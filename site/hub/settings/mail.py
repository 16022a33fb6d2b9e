"""Where mail goes, as EMAIL_URL says: to a mail server (smtp://…), or by Anymail to a provider (anymail+brevo://…)."""

import json
import os
from importlib.util import find_spec
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from newsletter.providers.merging import TOLD_NOT_TO_WATCH

ANYMAIL = "anymail+"
# Not tried again by Amazon's library, which can't know whether a call that broke has arrived.
ONCE = {"config": {"retries": {"total_max_attempts": 1}}}


def from_environment(env: environ.Env, url: str) -> dict[str, Any]:
    """Django's and Anymail's settings for this EMAIL_URL. Raises ImproperlyConfigured for one that makes no sense."""
    if not url.startswith(ANYMAIL):
        return {**env.email_url_config(url), "ANYMAIL": _variables()}
    try:
        parts = urlsplit(url)
        api_url = _api_url(parts)
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL: {error}") from error
    provider = parts.scheme.removeprefix(ANYMAIL).replace("-", "_")
    if not provider.isidentifier() or not find_spec(f"anymail.backends.{provider}"):
        raise ImproperlyConfigured(f"EMAIL_URL names a provider that Anymail doesn't know: {provider!r}.")
    own = {
        "API_KEY": unquote(parts.username or ""),
        "SECRET_KEY": unquote(parts.password or ""),
        "API_URL": api_url,
        **{name.upper(): value for name, value in parse_qsl(parts.query)},
    }
    in_url = {f"{provider}_{name}".upper(): value for name, value in own.items() if value}
    read = {
        **({"AMAZON_SES_CLIENT_PARAMS": ONCE} if provider == "amazon_ses" else {}),
        **_variables(),
        **{name: _value(name, value) for name, value in in_url.items()},
    }
    if provider in TOLD_NOT_TO_WATCH:
        read["SEND_DEFAULTS"] = {"track_opens": False, "track_clicks": False, **read.get("SEND_DEFAULTS", {})}
    return {"EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend", "ANYMAIL": read}


def bounces_from_environment(url: str) -> tuple[str, str]:
    """Where mail that can't be delivered comes back to and who takes it in, as BOUNCES_URL says: anymail+mailgun://bounces@in.example.org.

    Both are empty without one. Raises ImproperlyConfigured for one that makes no sense.
    """
    if not url:
        return "", ""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"BOUNCES_URL: {error}") from error
    provider = parts.scheme.removeprefix(ANYMAIL).replace("-", "_")
    if not url.startswith(ANYMAIL) or not provider or not parts.username or not parts.hostname:
        raise ImproperlyConfigured("BOUNCES_URL is not like anymail+mailgun://bounces@in.example.org.")
    return f"{unquote(parts.username)}@{parts.hostname}", provider


def _variables() -> dict[str, Any]:
    """Anymail's settings that stand in the environment."""
    given = {name.removeprefix("ANYMAIL_"): value for name, value in os.environ.items() if name.startswith("ANYMAIL_")}
    return {name: _value(name, value) for name, value in given.items()}


def _api_url(parts: SplitResult) -> str:
    """Where the provider is, when the URL says so: another region, or an imitation on this machine."""
    if not parts.hostname:
        return ""
    port = f":{parts.port}" if parts.port else ""
    return f"{'http' if _is_here(parts.hostname) else 'https'}://{parts.hostname}{port}{parts.path}"


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _value(name: str, text: Any) -> Any:
    """A setting as Anymail wants it: keys are text, even one of digits only."""
    if not isinstance(text, str):
        return text
    try:
        if name == "REQUESTS_TIMEOUT":
            return float(text)
        return json.loads(text) if text in ("true", "false") or text.startswith(("{", "[")) else text
    except ValueError as error:
        raise ImproperlyConfigured(f"ANYMAIL_{name}: {error}") from error
