"""A network's own site. It doesn't start without the secrets and addresses that it can't guess."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import env
from .database import named_server

MINIMUM_SECRET_LENGTH = 40


def _secret(name: str) -> str:
    value: str = env(name, default="")
    if len(value) < MINIMUM_SECRET_LENGTH or len(set(value)) < 10 or "for-development-only" in value:
        raise ImproperlyConfigured(
            f"{name} is missing or weak: set it to at least {MINIMUM_SECRET_LENGTH} random characters."
        )
    return value


def _required(name: str) -> str:
    value: str = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set.")
    return value


SECRET_KEY = _secret("SECRET_KEY")
SUPPRESSION_KEY = _secret("SUPPRESSION_KEY")
PUBLIC_URL = WAGTAILADMIN_BASE_URL = _required("PUBLIC_URL").rstrip("/")
if urlsplit(PUBLIC_URL).scheme != "https" or not urlsplit(PUBLIC_URL).hostname:
    raise ImproperlyConfigured("PUBLIC_URL should look like https://network.example.")
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",")]
_required("EMAIL_URL")
DEFAULT_FROM_EMAIL = _required("DEFAULT_FROM_EMAIL")
MAIL_TO_ANYONE = True
CHECK_FOREIGN_LINKS = env.bool("CHECK_FOREIGN_LINKS", default=True)
_required("DATABASE_URL")
DATABASES = {"default": named_server(env)}

REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
# The admin shows pages in frames of its own; and a list that browsers ship with is for the owner of the domain to join.
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W021"]
