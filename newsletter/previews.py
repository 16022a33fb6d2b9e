"""An issue's mail as readers see it, in a browser: by day, by night, on a phone, and as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF, UNSAFE_INLINE
from django.db.models import TextChoices
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from .composing import content_of
from .content import IssueContent
from .identity import identity_in
from .rendering import render_mail

if TYPE_CHECKING:
    from .models.issues import IssuePage

# A mail carries its styles in itself, which no page of the site does.
MAIL_POLICY = {"style-src": [SELF, UNSAFE_INLINE]}
PHONE_WIDTH = 320
# As the mail's own styles ask for them.
DARK, NARROW = "(prefers-color-scheme: dark)", "(max-width: 520px)"


class Look(TextChoices):
    """The ways in which a mail is looked at before it is sent."""

    LIGHT = "mail", _("Mail, light")
    DARK = "dark", _("Mail, dark")
    NARROW = "narrow", _("Mail on a phone")
    TEXT = "text", _("Mail as plain text")


def draft_preview(page: IssuePage, look: Look) -> HttpResponse:
    """The mail with every item, as somebody gets it who chose everything."""
    return preview(content_of(page), look)


def preview(content: IssueContent, look: Look) -> HttpResponse:
    """The mail with this content; its links to the reader's own pages lead nowhere."""
    mail = render_mail(content, identity_in(content.language)).for_reader("#", "#")
    if look == Look.TEXT:
        return HttpResponse(f"{mail.subject}\n\n{mail.text}", content_type="text/plain; charset=utf-8")
    response = HttpResponse(_seen(mail.html, look))
    response._csp_update = MAIL_POLICY  # type: ignore[attr-defined]
    return response


def _seen(html: str, look: Look) -> str:
    """The mail as it looks under a condition, whether or not the browser that shows it meets it."""
    html = html.replace(f"@media {DARK}", "@media all" if look == Look.DARK else "@media not all")
    scheme = "dark" if look == Look.DARK else "light"
    seen = f"<style>:root {{ color-scheme: {scheme}; }}</style></head>"
    if look == Look.NARROW:
        html = html.replace(f"@media {NARROW}", "@media all")
        seen = f"<style>body {{ max-width: {PHONE_WIDTH}px; margin: 0 auto !important; }}</style>{seen}"
    return html.replace("</head>", seen, 1)
