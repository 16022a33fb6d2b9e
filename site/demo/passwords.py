"""The passwords of the demo's accounts: made on the first run, and kept where only their owner can read them."""

import os
import secrets
from pathlib import Path

from django.contrib.auth import get_user_model

ACCOUNTS = ("redacteur", "beheer")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def ensure(file: Path) -> dict[str, str]:
    """The password of each demo account that exists, by user name; `file` remembers them.

    An account gets one when it has none or when `file` does not know it, so a password that somebody chose in
    the admin is never overwritten (and no longer what `file` says).
    """
    known = _read(file)
    passwords: dict[str, str] = {}
    for user in get_user_model().objects.filter(username__in=ACCOUNTS).order_by("-username"):
        name = user.get_username()
        passwords[name] = known.get(name) or _new_password()
        if name not in known or not user.has_usable_password():
            user.set_password(passwords[name])
            user.save(update_fields=["password"])
    if passwords and known != {**known, **passwords}:
        _write(file, {**known, **passwords})
    return passwords


def _new_password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _read(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    pairs = (line.partition(": ") for line in file.read_text().splitlines())
    return {name: password for name, _, password in pairs if password}


def _write(file: Path, passwords: dict[str, str]) -> None:
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as text:
        text.writelines(f"{name}: {password}\n" for name, password in passwords.items())
    unfinished.replace(file)
