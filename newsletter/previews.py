"""An issue as its readers will get it, for the editor's preview panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpResponse

from .composing import content_of
from .identity import identity_in
from .rendering import RenderedMail, render_mail

if TYPE_CHECKING:
    from .models.issues import IssuePage

# A mail carries its styles in itself, which no page of the site does.
MAIL_POLICY = {"style-src": [SELF, UNSAFE_INLINE]}


def mail_preview(page: IssuePage) -> HttpResponse:
    """The HTML part with every item, as somebody gets it who chose everything."""
    response = HttpResponse(_mail(page).html)
    response._csp_update = MAIL_POLICY  # type: ignore[attr-defined]
    return response


def text_preview(page: IssuePage) -> HttpResponse:
    """The plain-text part with every item, below its subject."""
    mail = _mail(page)
    return HttpResponse(f"{mail.subject}\n\n{mail.text}", content_type="text/plain; charset=utf-8")


def _mail(page: IssuePage) -> RenderedMail:
    content = content_of(page)
    return render_mail(content, identity_in(content.language)).for_reader("#", "#")
