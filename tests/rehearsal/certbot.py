"""certbot, and whoever gives certificates: names are proven over http as always, the certificate signs itself."""

from __future__ import annotations

import secrets
import subprocess
import urllib.error
import urllib.request
from itertools import pairwise
from pathlib import Path

from .server import RehearsalError, Server


class Certbot:
    """Remembers what the first certificate was asked for with, since renewing asks for the same."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.names: list[str] = []
        self.webroot = Path()
        self.hook = ""

    def command(self, arguments: list[str]) -> str:
        """`certbot certonly …` and `certbot renew --dry-run`."""
        if arguments[0] == "certonly":
            options = list(pairwise(arguments))
            self.names = [value for option, value in options if option == "--domain"]
            self.webroot = Path(dict(options)["--webroot-path"])
            self.hook = dict(options)["--deploy-hook"]
            self._prove()
            self._sign()
        elif arguments == ["renew", "--dry-run"]:
            self._prove()
        else:
            raise RehearsalError(f"certbot {arguments}?")
        return ""

    def renew(self) -> None:
        """What certbot's timer does when a certificate's time is nearly over."""
        self._prove()
        self._sign()
        self.server.run(self.hook, shown=False)

    def _prove(self) -> None:
        """A file that only whoever has the server can put there is asked for at each name."""
        token = secrets.token_urlsafe(32)
        file = self.webroot / ".well-known/acme-challenge" / token
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{token}.proof")
        for name in self.names:
            address = f"http://127.0.0.1:{self.server.http}/.well-known/acme-challenge/{token}"
            try:
                with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": name})) as answer:
                    said = answer.read().decode()
            except urllib.error.HTTPError as error:
                said = f"{error}"
            if said != f"{token}.proof":
                raise RehearsalError(f"{name} can't be proven: {said[:200]}")
        file.unlink()

    def _sign(self) -> None:
        folder = self.server.path(f"/etc/letsencrypt/live/{self.names[0]}")
        folder.mkdir(parents=True, exist_ok=True)
        names = ",".join(f"DNS:{name}" for name in self.names)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", f"/CN={self.names[0]}", "-addext", f"subjectAltName={names}",
             "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
