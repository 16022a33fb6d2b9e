"""Writes down who logged in and out, and who couldn't; never a password, a code or a name without an account.

In the log of the programs, and for administrators in Wagtail's.
"""

from __future__ import annotations

import logging
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from network.models import User

from .audit import events
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
    events.record("password_right", user, by=user)


def _logged_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user:
        logger.info("User %s logged out, from %s.", user.pk, address(request))
        events.record("logged_out", user, by=user)


def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    account = _account(credentials.get("username"))
    logger.warning("A log-in failed for %s, from %s.", _named(account), request and address(request))
    if account:
        events.record_attempt("password_wrong", account)


def _locked_out(sender: Any, request: HttpRequest, username: str | None, ip_address: str | None, **kwargs: Any) -> None:
    account = _account(username)
    logger.warning("Log-ins are locked for %s, from %s.", _named(account), ip_address)
    if account:
        events.record_attempt("locked", account)


def _account(username: str | None) -> User | None:
    return User.objects.filter(username=username or "").first()


def _named(account: User | None) -> str:
    """The account by its number. People type their password into the wrong field: other names stay unwritten."""
    return f"user {account.pk}" if account else "no account"
