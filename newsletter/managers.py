"""Mails to those who make the newsletter: whoever may approve an issue, each in their own language."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from .addressing import admin_url
from .models import Issue
from .transport import may_receive

logger = logging.getLogger(__name__)
APPROVE = "newsletter.approve_issue"


def managers() -> list[Any]:
    """The active users who may approve issues and have an address."""
    users = get_user_model().objects.with_perm(APPROVE, backend="django.contrib.auth.backends.ModelBackend")
    return list(users.exclude(email="").order_by("pk"))


def tell_compiled(issue: Issue) -> None:
    """Says that an issue was compiled, or why it is held back, with the link to it.

    Somebody whose mail can't be handed over finds the issue in the admin; nobody else's depends on it.
    """
    for manager in managers():
        with translation.override(language_of(manager)):
            is_held = issue.state == Issue.State.HELD
            held, ready = _("The issue of %(date)s is held back"), _("The issue of %(date)s is ready to be read")
            context = {"issue": issue, "is_held": is_held, "url": admin_url(issue)}
            body = render_to_string("newsletter/mail/compiled.txt", context)
            _mail(manager.email, (held if is_held else ready) % {"date": issue}, body)


def tell_late(issue: Issue) -> None:
    """Says that an issue was due and waits, and for what."""
    for manager in managers():
        with translation.override(language_of(manager)):
            waits_for = {
                Issue.State.DRAFT: _("It isn't approved."),
                Issue.State.HELD: _("It is held back: %(reason)s") % {"reason": issue.held_reason},
                Issue.State.APPROVED: _("It is approved, but nobody has sent it."),
            }[Issue.State(issue.state)]
            reason = _("The approval lapsed: %(reason)s") % {"reason": issue.void_reason} if issue.void_reason else ""
            due = _("The issue of %(date)s was due, and waits.") % {"date": issue}
            body = "\n\n".join(line for line in (due, waits_for, reason, admin_url(issue)) if line)
            _mail(manager.email, _("The newsletter of %(date)s waits for you") % {"date": issue}, body)


def language_of(user: Any) -> str:
    """The language that somebody has the admin in."""
    profile = UserProfile.objects.filter(user=user).first()
    language: str = profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
    return language


def _mail(address: str, subject: str, body: str) -> None:
    if not may_receive(address):
        return
    try:
        send_mail(subject, body.strip() + "\n", None, [address])
    except OSError as error:
        logger.warning("A manager wasn't told of an issue: %s", type(error).__name__)
