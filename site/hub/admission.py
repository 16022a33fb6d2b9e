"""Who is let in: somebody whose session hasn't ended, and who has shown a second factor if they have one or need one.

Anybody else is a visitor like any other to every view there is, whatever its address. So nothing has to be closed to
somebody who gave only a password, in the admin or outside it; they are only led to where they can give the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import sessions
from .middleware import ADMIN_PREFIX

logger = logging.getLogger(__name__)

SHOWN = "second_factor"  # in the session: the device whose code was given
OPEN = tuple(f"{ADMIN_PREFIX}{path}/" for path in ("second-factor", "password_reset", "sprite", "jsi18n"))
LOGIN = f"{ADMIN_PREFIX}login/"


@dataclass(frozen=True)
class Waiting:
    """Somebody who gave their password, and has to give a code; without a device they have to set one up first."""

    user: Any
    device: TOTPDevice | None


def waiting(request: HttpRequest) -> Waiting | None:
    """Who is half logged in by this request's session, if anybody is."""
    if request.user.is_authenticated:
        return None
    found: Waiting | None = getattr(request, "waiting", None)
    return found


def device_of(user: Any) -> TOTPDevice | None:
    """What gives this user their codes, once it is set up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def let_in(request: HttpRequest, device: TOTPDevice) -> None:
    """The session's user has given a code of this device: from now on they are logged in."""
    request.session[SHOWN] = device.pk
    request.session.cycle_key()
    request.user = device.user


class Admission:
    """Takes a user for a visitor until they are wholly logged in, and leads them there when they ask for the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(_admitted, request))  # type: ignore[assignment]
        return _led_on(request) or self.get_response(request)


def _admitted(request: HttpRequest) -> Any:
    # The user itself: Wagtail's log leaves out, without a word, what somebody did who is wrapped twice.
    found: Any = get_user(request)
    if found.is_anonymous:
        return found
    if sessions.is_over(request):
        logger.info("The session of user %s ended by itself.", found.pk)
        request.session.flush()
        return AnonymousUser()
    device = device_of(found)
    if device and request.session.get(SHOWN) == device.pk:
        return found
    if device or settings.REQUIRE_SECOND_FACTOR:
        request.waiting = Waiting(found, device)  # type: ignore[attr-defined]
        return AnonymousUser()
    return found


def _led_on(request: HttpRequest) -> HttpResponse | None:
    if not request.path.startswith(ADMIN_PREFIX) or request.path.startswith(OPEN):
        return None
    is_login = request.path == LOGIN
    if (is_login and request.method == "POST") or not (somebody := waiting(request)):
        return None
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        raise PermissionDenied
    target = request.GET.get("next", "") if is_login else request.get_full_path()
    view = "second_factor:ask" if somebody.device else "second_factor:set_up"
    return HttpResponseRedirect(reverse(view) + (f"?{urlencode({'next': target})}" if target else ""))
