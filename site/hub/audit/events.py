"""What happens to accounts, added to Wagtail's log: log-ins, passwords and second factors.

The programs' log says the same, with the address that somebody came from. This one is for administrators, and names the
account alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import ModelLogEntry

PREFIX = "hub.account."
WORDING: dict[str, tuple[Promise, Promise]] = {
    "password_right": (_("Log-in: password"), _("Gave the right password")),
    "password_wrong": (_("Log-in: wrong password"), _("Somebody gave a wrong password for this account")),
    "locked": (_("Log-in: locked"), _("So many wrong passwords came that log-ins from there have to wait")),
    "code_right": (_("Log-in: code"), _("Gave the right code, and is logged in")),
    "code_wrong": (_("Log-in: wrong code"), _("Somebody with the right password gave a wrong code")),
    "logged_out": (_("Log-out"), _("Logged out")),
    "password_changed": (_("Password changed"), _("This account has a new password")),
    "factor_set_up": (_("Second factor set up"), _("Set up a second factor")),
    "factor_removed": (_("Second factor removed"), _("Removed their second factor")),
    "factor_reset": (_("Second factor reset"), _("Took away the second factor of this account")),
    "recovery_codes": (_("New recovery codes"), _("Made new recovery codes")),
}
# Whoever guesses can't fill the log with it: the first in this time stands for the others.
AGAIN_AFTER = timedelta(minutes=10)


def register(actions: LogActionRegistry) -> None:
    """Tells Wagtail how these are worded."""
    for name, (label, message) in WORDING.items():
        actions.register_action(f"{PREFIX}{name}", label, message)


def record(name: str, account: Any, by: Any = None) -> None:
    """Writes down what happened to an account, and who did it, where that is known."""
    log(account, f"{PREFIX}{name}", user=by, title=account.get_username())


def record_attempt(name: str, account: Any) -> None:
    """Writes down what somebody unknown tried with an account, once in ten minutes."""
    if cache.add(f"hub.audit.{name}.{account.pk}", 1, AGAIN_AFTER.total_seconds()):
        record(name, account)


def forget(now: datetime) -> None:
    """Deletes these lines once they are old."""
    old = ModelLogEntry.objects.filter(timestamp__lte=now - timedelta(days=settings.DAYS_TO_KEEP_LOG))
    old.filter(action__startswith=PREFIX).delete()


class RecordedLengthValidator(MinimumLengthValidator):
    """Django's, which is told of every new password, by whatever way it came: so it is written down here."""

    def password_changed(self, password: str, user: Any = None) -> None:
        """Called by Django once the password is saved."""
        record("password_changed", user)
