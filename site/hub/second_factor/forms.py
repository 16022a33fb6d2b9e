from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from .codes import accepts, seconds_to_wait


class CodeForm(forms.Form):
    """Asks for a code of a device that is set up, or for one of the recovery codes."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("The six digits that the app on your phone shows now, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, device: TOTPDevice, *args: Any, **kwargs: Any) -> None:
        self.device = device
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if wait := seconds_to_wait(self.device):
            message = ngettext(
                "There were wrong codes. Wait %(seconds)s second and try again.",
                "There were wrong codes. Wait %(seconds)s seconds and try again.",
                wait,
            )
            raise forms.ValidationError(message % {"seconds": wait})
        if not accepts(self.device, code):
            raise forms.ValidationError(
                _("This code isn't right, or it has been used. Wait for the next and try again.")
            )
        return code


class FirstCodeForm(CodeForm):
    """Asks for the first code of a new device; of somebody who has been logged in for a while, their password too."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=gettext_lazy("So that nobody else can do this when you have left your screen."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["password", "code"]

    def __init__(
        self, request: HttpRequest, device: TOTPDevice, *args: Any, asks_password: bool, **kwargs: Any
    ) -> None:
        self.request = request
        super().__init__(device, *args, **kwargs)
        self.fields["code"].help_text = _("The six digits that the app shows now.")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}
        if not asks_password:
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if authenticate(self.request, username=self.device.user.get_username(), password=password) != self.device.user:
            raise forms.ValidationError(_("This isn't your password."))
        return password
