"""The folder that stands for a server: what its commands write to /etc or /opt is written below it."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

REPOSITORY = Path(__file__).resolve().parents[2]
STAND_INS = Path(__file__).parent / "stand_ins"
POSTGRESQL = Path("/usr/lib/postgresql/15/bin")
ITS_FOLDERS = re.compile(r"(?<![\w.$}])/(?=(?:opt|etc|run|var|usr/local)/)")
PAGES_NAME, NAME = "network.example", "rehearsal.example"
"""The page's own name, and the one that is put in its place, as every reader does."""
IS_ROOT = os.geteuid() == 0
NOBODY = "nobody"
"""Where root rehearses, this user stands for the one that the page makes for the site."""


class RehearsalError(Exception):
    """A step that didn't do what it should."""


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)  # noqa: T201


def free_ports(number: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Server:
    """Runs commands as on a server whose root is a folder, and hears the stand-ins that need a program of ours."""

    def __init__(self) -> None:
        # Short, since the path of a socket is; and open for nginx's user to pass through.
        self.root = Path(tempfile.mkdtemp(prefix="hub-", dir="/tmp"))
        self.root.chmod(0o711)
        self.http, self.https, self.site = free_ports(3)
        self.dns = ""
        self.commands: dict[str, Callable[[list[str]], str]] = {}
        for folder in ("etc/nginx", "etc/systemd/system", "opt", "run", "usr/local/bin", "var/log", "var/www/html"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        self._ear = socket.socket(socket.AF_UNIX)
        self._ear.bind(str(self.root / "ear"))
        self._ear.listen()
        threading.Thread(target=self._hear, daemon=True).start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._ear.close()
        if kind is None or not os.environ.get("KEEP"):
            shutil.rmtree(self.root, ignore_errors=True)

    def here(self, text: str) -> str:
        """A text with the folder before each path of the server."""
        return ITS_FOLDERS.sub(f"{self.root}/", text)

    def path(self, path: str) -> Path:
        """Where something of the server is."""
        return Path(self.here(path))

    @property
    def environment(self) -> dict[str, str]:
        """What a command finds: nothing of ours but what the stand-ins need."""
        path = [
            STAND_INS,
            self.root / "usr/local/bin",
            POSTGRESQL,
            "/usr/local/bin",
            "/usr/bin",
            "/bin",
            "/usr/sbin",
            "/sbin",
        ]
        kept = {
            name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_")) or "_proxy" in name
        }
        return {
            **kept,
            "PATH": ":".join(map(str, path)),
            "HOME": os.environ.get("HOME", "/root"),
            "LANG": "C.UTF-8",
            "PYTHON": sys.executable,
            "SERVER": str(self.root),
            "NAME": NAME,
            "HTTPS_PORT": str(self.https),
            "SITE_PORT": str(self.site),
            "DNS": self.dns,
            "DJANGO_SUPERUSER_USERNAME": "eerste",
            "DJANGO_SUPERUSER_EMAIL": f"eerste@{NAME}",
            "DJANGO_SUPERUSER_PASSWORD": "a rehearsal is no secret",
        }

    def own(self, file: Path) -> None:
        """Gives a file or folder to the site's user."""
        if IS_ROOT:
            shutil.chown(file, NOBODY, "nogroup")

    def run(self, commands: str, *, cwd: Path | None = None, shown: bool = True) -> str:
        """Carries out a block of commands and answers what it printed. Raises RehearsalError where one fails."""
        commands = commands.replace(PAGES_NAME, NAME)
        if shown:
            say("  " + commands.replace("\n", "\n           "))
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(commands)],
            cwd=cwd or self.root,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RehearsalError(f"It ended with {done.returncode}:\n{commands}\n{done.stdout[-4000:]}")
        return done.stdout

    def _hear(self) -> None:
        """A stand-in tells what it was asked, and prints what it is answered."""
        while True:
            try:
                connection, _ = self._ear.accept()
            except OSError:
                return
            with connection, connection.makefile("rw") as line:
                name, *arguments = json.loads(line.readline())
                try:
                    answer = {"code": 0, "said": self.commands[name](arguments)}
                except Exception as error:  # the command failed, as commands do
                    answer = {"code": 1, "said": f"{name}: {error!r}"}
                line.write(json.dumps(answer) + "\n")
