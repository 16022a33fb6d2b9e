"""`manage.py check --deploy`: what only whoever installs the site can set right, said before a visitor finds out.

Whatever stops the site from starting at all is refused by hub.settings.production already, and a provider's secret is
looked at by newsletter.providers.checks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DatabaseError

from network.models import NetworkSettings

YEAR = 365 * 24 * 60 * 60
OF_ONE_PROCESS = ("locmem.LocMemCache", "dummy.DummyCache")
ENCRYPTED = ("require", "verify-ca", "verify-full")
NO_DOMAINS = ("example", "internal", "invalid", "local", "localhost", "test")
SHORTEST_TOKEN = 24
READABLE_BY_OTHERS = 0o004


def for_deployment(number: int) -> Callable[[Callable[[], Iterator[tuple[str, str]]]], Callable[..., Any]]:
    """Has a function looked at by `check --deploy`. It yields what is wrong, and what to do about it."""

    def registered(look: Callable[[], Iterator[tuple[str, str]]]) -> Callable[..., Any]:
        def check(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
            return [checks.Warning(text, hint=hint, id=f"hub.D{number:03}") for text, hint in look()]

        checks.register(check, checks.Tags.security, deploy=True)
        return check

    return registered


@for_deployment(1)
def public_url() -> Iterator[tuple[str, str]]:
    """Every link in a mail begins with it."""
    url = urlsplit(settings.PUBLIC_URL)
    if url.scheme != "https" or not _is_name(url.hostname) or url.path or url.query:
        yield (
            f"PUBLIC_URL is {settings.PUBLIC_URL}, where links in mails should lead to a name, by https.",
            "Set it to https:// and the name that visitors see in their browser, with nothing behind it.",
        )


@for_deployment(2)
def transport_security() -> Iterator[tuple[str, str]]:
    """Browsers should never come back by http."""
    if settings.SECURE_HSTS_SECONDS < YEAR or not settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        yield (
            "Browsers aren't told to come by https only (HSTS), for a year and for names below this one.",
            "Use hub.settings.production, which sets SECURE_HSTS_SECONDS and SECURE_HSTS_INCLUDE_SUBDOMAINS.",
        )


@for_deployment(3)
def cookies() -> Iterator[tuple[str, str]]:
    """Those of a log-in."""
    for kind in ("SESSION", "CSRF"):
        is_safe = getattr(settings, f"{kind}_COOKIE_SECURE") and getattr(settings, f"{kind}_COOKIE_HTTPONLY")
        if not is_safe or not getattr(settings, f"{kind}_COOKIE_NAME").startswith("__Host-"):
            yield (
                f"The cookie of {kind}_COOKIE_NAME may be read by scripts, sent without https, or set by another site.",
                f"Use hub.settings.production, which sets {kind}_COOKIE_SECURE, _HTTPONLY and a name with __Host-.",
            )


@for_deployment(4)
def allowed_hosts() -> Iterator[tuple[str, str]]:
    """The names that the site answers to."""
    if any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS):
        yield (
            "ALLOWED_HOSTS has a star or begins with a dot, so the site answers to names that others choose.",
            "Name each host that visitors use, with commas between them.",
        )
    elif urlsplit(settings.PUBLIC_URL).hostname not in settings.ALLOWED_HOSTS:
        yield (
            "The host of PUBLIC_URL isn't among ALLOWED_HOSTS: who follows a link in a mail finds an error.",
            f"Add {urlsplit(settings.PUBLIC_URL).hostname} to ALLOWED_HOSTS.",
        )


@for_deployment(5)
def trusted_origins() -> Iterator[tuple[str, str]]:
    """Sites whose forms are believed."""
    if any("*" in origin or not origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS):
        yield (
            "CSRF_TRUSTED_ORIGINS lets forms in from a whole domain, or without https.",
            "The site needs none. Name single sites with https://, if a form elsewhere really has to post here.",
        )


@for_deployment(6)
def two_keys() -> Iterator[tuple[str, str]]:
    """A key that is changed after a leak must not take the other's use with it."""
    if settings.SECRET_KEY == settings.SUPPRESSION_KEY:
        yield (
            "SECRET_KEY and SUPPRESSION_KEY are the same.",
            "Give SUPPRESSION_KEY another value before the first subscriber is erased; it can't be changed after that.",
        )


@for_deployment(7)
def shared_caches() -> Iterator[tuple[str, str]]:
    """What a process counts or forgets, the others have to know."""
    for name, cache in settings.CACHES.items():
        if cache["BACKEND"].endswith(OF_ONE_PROCESS):
            yield (
                f"The cache “{name}” belongs to one process: others would show old pages and count on their own.",
                "Leave CACHE_URL empty (files in VAR_DIR, for one machine), or name a Redis for several machines.",
            )


@for_deployment(8)
def mail_server() -> Iterator[tuple[str, str]]:
    """Mail and a password on their way to it."""
    is_smtp = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    is_encrypted = getattr(settings, "EMAIL_USE_TLS", False) or getattr(settings, "EMAIL_USE_SSL", False)
    if is_smtp and not is_encrypted and not _is_here(settings.EMAIL_HOST):
        yield (
            "Mail goes to another machine without encryption, and the password with it.",
            "Begin EMAIL_URL with smtp+tls:// (mostly port 587) or smtp+ssl:// (465).",
        )


@for_deployment(9)
def sender() -> Iterator[tuple[str, str]]:
    """Where mail comes from as long as the network hasn't said it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower()
    ends = domain.rpartition(".")[2]
    # A site that is an example itself may write as one.
    is_one = ends in NO_DOMAINS and not (urlsplit(settings.PUBLIC_URL).hostname or "").endswith(f".{ends}")
    if "." not in domain or is_one:
        yield (
            f"DEFAULT_FROM_EMAIL is {settings.DEFAULT_FROM_EMAIL}, an address that no mail can come from.",
            "Set it to an address of your own domain that somebody reads.",
        )


@for_deployment(10)
def second_factor() -> Iterator[tuple[str, str]]:
    """A password alone is found out sooner or later."""
    if not settings.REQUIRE_SECOND_FACTOR:
        yield (
            "Staff may log in with only a password.",
            "Remove REQUIRE_SECOND_FACTOR from the environment: in production it is required then.",
        )


@for_deployment(11)
def security_contact() -> Iterator[tuple[str, str]]:
    """security.txt names somebody. Before the first `migrate` nobody can have said who."""
    try:
        network = NetworkSettings.load()
        is_named = bool(network.security_contact or network.contact_email)
    except DatabaseError:
        return
    if not is_named:
        yield (
            "Whoever finds a weakness of the site can't tell anybody: security.txt has no address.",
            "Fill in the address for it in the admin, under Settings, in the network's settings.",
        )


@for_deployment(12)
def data_folder() -> Iterator[tuple[str, str]]:
    """Where uploads and the cache are."""
    folder = Path(settings.VAR)
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        yield (
            f"VAR_DIR is {folder}, which isn't a folder that this user can write to.",
            f"Make it, and give it to the user of the site: install -d -o health-hub -m 0711 {folder}",
        )
    elif folder.stat().st_mode & READABLE_BY_OTHERS:
        yield (
            f"Everybody on this machine can read what is in {folder}: uploads that are private, and kept pages.",
            f"chmod 0711 {folder} lets nginx through to the static files, and nobody look around.",
        )


@for_deployment(13)
def log_level() -> Iterator[tuple[str, str]]:
    """What is logged for developers."""
    if settings.LOGGING["root"]["level"] == "DEBUG":
        yield (
            "LOG_LEVEL is DEBUG: the log has every query, with what people filled in.",
            "Leave LOG_LEVEL out, or set it to INFO.",
        )


@for_deployment(14)
def database_connection() -> Iterator[tuple[str, str]]:
    """Everything about subscribers goes over it."""
    database = settings.DATABASES["default"]
    host, mode = database.get("HOST", ""), database.get("OPTIONS", {}).get("sslmode", "prefer")
    if host and not host.startswith("/") and not _is_here(host) and mode not in ENCRYPTED:
        yield (
            "The database is on another machine, and the connection to it may be read on the way.",
            "Add ?sslmode=verify-full to DATABASE_URL, or sslmode=require where its certificate can't be checked.",
        )


@for_deployment(15)
def metrics_token() -> Iterator[tuple[str, str]]:
    """Who guesses it sees how the site is doing."""
    if 0 < len(settings.METRICS_TOKEN) < SHORTEST_TOKEN:
        yield (
            "METRICS_TOKEN can be guessed.",
            f"Set it to at least {SHORTEST_TOKEN} random characters (openssl rand -base64 24), or leave it out.",
        )


@for_deployment(16)
def recipients() -> Iterator[tuple[str, str]]:
    """Settings for a machine of one's own send nobody mail."""
    if not settings.MAIL_TO_ANYONE:
        yield (
            "Subscribers get no mail: only MAIL_ALLOWED_RECIPIENTS do.",
            "Use hub.settings.production.",
        )


def _is_name(host: str | None) -> bool:
    return bool(host) and "." in str(host) and not _is_address(str(host))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)
