"""Only administrators make administrators.

Wagtail lets whoever may change users change anybody's password, an administrator's too, and tick that somebody is one.
So nobody could be let manage the accounts of colleagues without being given everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from network.models import User


def guard_new_account(request: HttpRequest) -> None:
    """Refuses who isn't an administrator and makes one."""
    if not request.user.is_superuser and "is_superuser" in request.POST:
        raise PermissionDenied


def guard_account(request: HttpRequest, user: Any) -> None:
    """Refuses who isn't an administrator and changes, deletes or makes one."""
    guard_new_account(request)
    if not request.user.is_superuser and user.is_superuser:
        raise PermissionDenied


def guard_accounts(request: HttpRequest, kind: str, objects: Iterable[Any], action: Any) -> None:
    """The same for many at once."""
    for one in objects:
        if isinstance(one, User):
            guard_account(request, one)
