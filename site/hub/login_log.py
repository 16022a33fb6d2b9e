"""Writes down who logged in and out, and who couldn't; never a password, a code or a name without an account."""

from __future__ import annotations

import logging
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from network.models import User

from .login_limits import address

logger = logging.getLogger(__name__)


def write_down() -> None:
    """Begins to write down what happens with log-ins."""
    user_logged_in.connect(_logged_in, dispatch_uid="hub.login_log")
    user_logged_out.connect(_logged_out, dispatch_uid="hub.login_log")
    user_login_failed.connect(_failed, dispatch_uid="hub.login_log")
    user_locked_out.connect(_locked_out, dispatch_uid="hub.login_log")


def _logged_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    logger.info("User %s gave the right password, from %s.", user.pk, address(request))


def _logged_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user:
        logger.info("User %s logged out, from %s.", user.pk, address(request))


def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    logger.warning(
        "A log-in failed for %s, from %s.", _named(credentials.get("username")), request and address(request)
    )


def _locked_out(sender: Any, request: HttpRequest, username: str | None, ip_address: str | None, **kwargs: Any) -> None:
    logger.warning("Log-ins are locked for %s, from %s.", _named(username), ip_address)


def _named(username: str | None) -> str:
    """The account by its number. People type their password into the wrong field: other names stay unwritten."""
    number = User.objects.filter(username=username or "").values_list("pk", flat=True).first()
    return f"user {number}" if number else "no account"
