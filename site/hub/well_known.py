"""What programs look for at an address that everybody agreed on."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from network.models import NetworkSettings

VALID_FOR = timedelta(days=180)
"""RFC 9116 wants less than a year: who reads it later asks again whom to write to."""


def robots(request: HttpRequest) -> HttpResponse:
    """Where the sitemap is, and that search engines have nothing to find in the admin."""
    lines = ["User-agent: *", "Disallow: /cms/", "", f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml"]
    return _text(lines)


def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116); a 404 as long as the network has no e-mail address."""
    network = NetworkSettings.load(request_or_site=request)
    contact = network.security_contact or network.contact_email
    if not contact:
        raise Http404
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    return _text(
        [
            f"Contact: mailto:{contact}",
            f"Expires: {today + VALID_FOR:%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {languages}",
            f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
        ]
    )


def change_password(request: HttpRequest) -> HttpResponseRedirect:
    """Where password managers send somebody to change their password."""
    return HttpResponseRedirect(reverse("wagtailadmin_account"))


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """The icon, for programs that don't read the page that names it."""
    return HttpResponseRedirect(static("icon.svg"))


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
