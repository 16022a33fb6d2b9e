"""Where staff find their second factor in the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from hub.admission import device_of

from .permissions import may_reset


@hooks.register("register_account_menu_item")
def second_factor_of_ones_own(request: HttpRequest) -> dict[str, str]:
    if device_of(request.user):
        return {
            "url": reverse("second_factor:change"),
            "label": _("Change second factor"),
            "help_text": _("You log in with a code from your phone. Make new recovery codes, or set it up anew."),
        }
    return {
        "url": reverse("second_factor:set_up"),
        "label": _("Set up second factor"),
        "help_text": _("Log in with your password and a code from your phone, so that a stolen password isn't enough."),
    }


@hooks.register("register_user_listing_buttons")
def reset_second_factor(user: Any, request_user: Any) -> Iterator[Button]:
    if may_reset(request_user, user):
        yield Button(
            _("Reset second factor"), reverse("second_factor:reset", args=[user.pk]), icon_name="key", priority=40
        )
