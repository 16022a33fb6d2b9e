"""Codes: which ones are right, and how an app learns to make them."""

from __future__ import annotations

import re
import secrets
from base64 import b32encode
from typing import Any
from urllib.parse import quote, urlencode

import segno
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

from network.models import NetworkSettings, User

from .models import RecoveryCode

HOW_MANY = 10
LENGTH = 10
# Nothing that is mistaken for something else when it is copied from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def accepts(device: TOTPDevice, typed: str) -> bool:
    """Whether this is the app's code of this moment or a recovery code of its owner. Each is accepted once.

    A wrong one makes the next wait, each time twice as long.
    """
    code = re.sub(r"[\s-]", "", typed).lower()
    with transaction.atomic():
        locked = TOTPDevice.objects.select_for_update().filter(pk=device.pk).first()
        if locked is None or not locked.verify_is_allowed()[0]:
            return False
        if re.fullmatch("[0-9]{6}", code):
            return bool(locked.verify_token(code))
        if locked.confirmed and _use_up(locked.user, code):
            locked.throttle_reset()
            return True
        locked.throttle_increment()
        return False


def seconds_to_wait(device: TOTPDevice) -> int:
    """How long no code is looked at, since there were wrong ones."""
    device.refresh_from_db()
    allowed, reason = device.verify_is_allowed()
    if allowed:
        return 0
    return int((reason["locked_until"] - timezone.now()).total_seconds()) + 1


def make_recovery_codes(user: Any) -> list[str]:
    """New recovery codes in place of the old; nobody can read them again."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=make_password(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def confirm(device: TOTPDevice) -> bool:
    """Makes a device its owner's second factor, and forgets what else was begun; False if another one got before it."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=device.user_id)
        devices = TOTPDevice.objects.filter(user=device.user_id)
        if devices.filter(confirmed=True).exists():
            return False
        devices.filter(pk=device.pk).update(confirmed=True)
        devices.filter(confirmed=False).delete()
        return True


def remove(user: Any) -> None:
    """Takes away a user's second factor with all that belongs to it."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()


def secret(device: TOTPDevice) -> str:
    """What an app makes its codes from, in groups of four for who types it over."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def app_address(device: TOTPDevice) -> str:
    """The same as an address that apps understand, with the name of the network and the account."""
    network = NetworkSettings.load().name.replace(":", " ")
    parameters = {"secret": secret(device).replace(" ", ""), "issuer": network}
    label = quote(f"{network}:{device.user.get_username()}")
    return f"otpauth://totp/{label}?{urlencode(parameters, quote_via=quote)}"


def qr_code(device: TOTPDevice) -> SafeString:
    """That address as a picture (SVG) for the camera of a phone."""
    code = segno.make(app_address(device), error="m", micro=False)
    return mark_safe(code.svg_inline(scale=4, border=4, dark="#000", light="#fff"))  # noqa: S308 - no text is in it


def _use_up(user: Any, code: str) -> bool:
    if len(code) != LENGTH:
        return False
    for kept in RecoveryCode.objects.select_for_update().filter(user=user):
        if check_password(code, kept.hash):
            kept.delete()
            return True
    return False
