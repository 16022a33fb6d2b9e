"""Giving a code, setting the second factor up, changing it, and helping somebody who lost it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages
from wagtail.admin.localization import get_localized_response

from hub.admission import device_of, let_in, waiting
from hub.audit import events
from network.models import User

from . import codes
from .forms import CodeForm, FirstCodeForm
from .permissions import may_reset

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
BEGUN = "second_factor.begun"  # in the session: the device that is being set up


def for_staff(view: View) -> View:
    """Only for who has given a password at least, in their own language, and kept by no cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        somebody = waiting(request)
        if somebody is None and not request.user.is_authenticated:
            return redirect_to_login(_next(request), reverse("wagtailadmin_login"))
        response: HttpResponse = get_localized_response(view, request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return sensitive_post_parameters()(guarded)


@for_staff
def ask(request: HttpRequest) -> HttpResponse:
    """Asks who gave their password for a code, and logs them in."""
    somebody = waiting(request)
    if somebody is None:
        return redirect(_next(request))
    if somebody.device is None:
        return redirect("second_factor:set_up")
    form = CodeForm(somebody.device, request.POST or None)
    if form.is_valid():
        let_in(request, somebody.device)
        logger.info("User %s logged in with a second factor.", somebody.user.pk)
        events.record("code_right", somebody.user, by=somebody.user)
        return redirect(_next(request))
    if form.is_bound:
        logger.warning("User %s gave a wrong code.", somebody.user.pk)
        events.record_attempt("code_wrong", somebody.user)
    return _page(request, "ask", form=form)


@for_staff
def set_up(request: HttpRequest) -> HttpResponse:
    """Ties somebody's app to their account, and shows them their recovery codes once."""
    somebody = waiting(request)
    user = somebody.user if somebody else request.user
    if device_of(user):
        return redirect("second_factor:ask" if somebody else "wagtailadmin_account")
    device = _being_set_up(request, user)
    form = FirstCodeForm(request, device, request.POST or None, asks_password=somebody is None)
    if not form.is_valid():
        return _page(request, "set_up", form=form, secret=codes.secret(device), qr_code=codes.qr_code(device))
    if not codes.confirm(device):
        return redirect("second_factor:ask")
    recovery_codes = codes.make_recovery_codes(user)
    let_in(request, device)
    logger.warning("User %s set up a second factor.", user.pk)
    events.record("factor_set_up", user, by=user)
    return _page(request, "codes", recovery_codes=recovery_codes)


@for_staff
def change(request: HttpRequest) -> HttpResponse:
    """New recovery codes, or no second factor any more, for who can give a code."""
    if request.user.is_anonymous:
        return redirect("second_factor:ask")
    device = device_of(request.user)
    if device is None:
        return redirect("second_factor:set_up")
    form = CodeForm(device, request.POST or None)
    if not form.is_valid():
        return _page(request, "change", form=form, left=request.user.recovery_codes.count())
    if "remove" in request.POST:
        codes.remove(request.user)
        logger.warning("User %s removed their second factor.", request.user.pk)
        events.record("factor_removed", request.user, by=request.user)
        messages.success(request, _("You log in without a second factor from now on."))
        return redirect("wagtailadmin_account")
    logger.warning("User %s made new recovery codes.", request.user.pk)
    events.record("recovery_codes", request.user, by=request.user)
    return _page(request, "codes", recovery_codes=codes.make_recovery_codes(request.user))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Back to the log-in form, for who can't give a code or isn't who logged in."""
    logout(request)
    return redirect("wagtailadmin_login")


@for_staff
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """An administrator takes away the second factor of somebody who lost it."""
    user = get_object_or_404(User, pk=user_id)
    if not may_reset(request.user, user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, "reset", person=user)
    codes.remove(user)
    logger.warning("User %s took away the second factor of user %s.", request.user.pk, user.pk)
    events.record("factor_reset", user, by=request.user)
    messages.success(request, _("%(name)s can set up a second factor anew.") % {"name": user})
    return redirect("wagtailusers_users:index")


def _being_set_up(request: HttpRequest, user: Any) -> TOTPDevice:
    """The device whose key this session shows. Another session shows another: somebody who has only the password must
    not see what the owner's app will make its codes from."""
    begun = TOTPDevice.objects.filter(user=user, confirmed=False, pk=request.session.get(BEGUN)).first()
    if begun is None:
        begun = TOTPDevice.objects.create(user=user, confirmed=False, name="app")
        request.session[BEGUN] = begun.pk
    return begun


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return TemplateResponse(request, f"second_factor/{name}.html", {"next": _next(request), **context})


def _next(request: HttpRequest) -> str:
    """Where somebody was going, if that is on this site."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("wagtailadmin_home")
