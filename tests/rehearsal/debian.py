"""What Debian's own packages bring: PostgreSQL with a cluster, nginx that runs, certbot, and an editor for settings."""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from .server import POSTGRESQL, RehearsalError, Server

NGINX = "/usr/sbin/nginx"
NEEDED = {
    "postgresql": str(POSTGRESQL / "postgres"),
    "nginx": NGINX,
    "curl": "/usr/bin/curl",
    "python3-venv": "/usr/bin/python3",
}
"""certbot isn't needed: a certificate signed by nobody stands in."""


class Debian:
    """The programs of other people."""

    def __init__(self, server: Server, mail_port: int) -> None:
        self.server = server
        self.mail_port = mail_port
        self._postgres: subprocess.Popen[bytes] | None = None
        self._nginx: subprocess.Popen[bytes] | None = None

    def apt_get(self, arguments: list[str]) -> str:
        """Looks whether what is to be installed is there, and makes PostgreSQL's cluster, as its package does."""
        if arguments[0] != "install":
            return ""
        for package in arguments[1:]:
            if package in NEEDED and not Path(NEEDED[package]).exists():
                raise RehearsalError(f"{package} is missing: apt-get install {package}")
        if self._postgres is None:
            self._start_postgres()
            shutil.copytree("/etc/nginx", self.server.path("/etc/nginx"), dirs_exist_ok=True, symlinks=True)
        return ""

    def _start_postgres(self) -> None:
        """A cluster that only this machine's sockets lead to. PostgreSQL never runs as root."""
        data, sockets = self.server.path("/var/lib/postgresql"), self.server.path("/var/run/postgresql")
        as_postgres: dict[str, int] = {}
        for folder in (data, sockets):
            folder.mkdir(parents=True)
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            as_postgres = {"user": user.pw_uid, "group": user.pw_gid}
            for folder in (data, sockets):
                os.chown(folder, user.pw_uid, user.pw_gid)
        sockets.chmod(0o755)
        for folder in (self.server.path("/var/lib"), self.server.path("/var/run"), self.server.path("/var/log")):
            folder.chmod(0o755)
        initdb = [
            POSTGRESQL / "initdb",
            "--pgdata",
            data,
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ]
        subprocess.run(
            initdb, check=True, capture_output=True, cwd="/", extra_groups=[] if as_postgres else None, **as_postgres
        )
        command = [POSTGRESQL / "postgres", "-D", data, "-k", sockets, "-c", "listen_addresses="]
        with self.server.path("/var/log/postgresql.log").open("wb") as log:
            self._postgres = subprocess.Popen(
                command, stdout=log, stderr=log, cwd="/", start_new_session=True,
                extra_groups=[] if as_postgres else None, **as_postgres,
            )  # fmt: skip
        ready = [POSTGRESQL / "pg_isready", "--host", sockets, "--timeout=1"]
        for _ in range(60):
            if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
                return
        raise RehearsalError("PostgreSQL doesn't start.")

    def certbot(self, arguments: list[str]) -> str:
        """A certificate for the names that are asked for, signed by itself."""
        names = [value for option, value in pairwise(arguments) if option == "--domain"]
        folder = self.server.path(f"/etc/letsencrypt/live/{names[0]}")
        folder.mkdir(parents=True)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", f"/CN={names[0]}", "-addext", f"subjectAltName={','.join(f'DNS:{name}' for name in names)}",
             "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
        return ""

    def editor(self, arguments: list[str]) -> str:
        """Fills in what the example leaves open, and has mail go to the rehearsal's own server."""
        file = Path(arguments[0])
        text = self.server.here(file.read_text())
        for name in ("SECRET_KEY", "SUPPRESSION_KEY"):
            text = text.replace(f"{name}=''", f"{name}='{secrets.token_urlsafe(48)}'")
        text = re.sub(r"^EMAIL_URL=.*$", f"EMAIL_URL='smtp://127.0.0.1:{self.mail_port}'", text, flags=re.MULTILINE)
        file.write_text(f"{text}\nCHECK_FOREIGN_LINKS='false'\nWEB_CONCURRENCY='2'\n")
        return ""

    def nginx(self, arguments: list[str]) -> str:
        """`nginx -t`: whether it takes the configuration."""
        done = subprocess.run([NGINX, "-t", "-c", self._configuration()], capture_output=True, text=True, check=False)
        complaints = [line for line in done.stderr.splitlines() if "[warn]" in line or "[emerg]" in line]
        if done.returncode or complaints:
            raise RehearsalError(done.stderr)
        return done.stderr

    def reload_nginx(self) -> None:
        """Has nginx take its configuration anew; the first time it begins to run."""
        configuration = self._configuration()
        if self._nginx is not None:
            self._nginx.send_signal(signal.SIGHUP)
            return
        self._nginx = subprocess.Popen(
            [NGINX, "-c", configuration, "-g", "daemon off;"], stdin=subprocess.DEVNULL, start_new_session=True
        )

    def _configuration(self) -> Path:
        """The configuration that was installed, with this folder's paths and ports of our own on this machine only."""
        installed, used = self.server.path("/etc/nginx"), self.server.path("/etc/nginx-here/nginx")
        shutil.rmtree(used, ignore_errors=True)
        used.mkdir(parents=True)
        for folder in ("/var/log/nginx", "/var/cache/nginx", "/var/lib/nginx"):
            self.server.path(folder).mkdir(parents=True, exist_ok=True)
            if os.geteuid() == 0:
                shutil.chown(self.server.path(folder), "www-data")
        for file in (one for one in installed.rglob("*") if one.is_file() and not one.is_symlink()):
            text = self.server.here(file.read_text()).replace(str(installed), str(used))
            text = re.sub(r"^\s*listen \[::\].*$", "", text, flags=re.MULTILINE)
            text = re.sub(r"\blisten 80\b", f"listen 127.0.0.1:{self.server.http}", text)
            text = re.sub(r"\blisten 443\b", f"listen 127.0.0.1:{self.server.https}", text)
            text = text.replace("server 127.0.0.1:8001", f"server 127.0.0.1:{self.server.site}")
            target = used / file.relative_to(installed)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        main = used / "nginx.conf"
        text = re.sub(r"^include .*modules-enabled.*$", "", main.read_text(), flags=re.MULTILINE)
        if os.geteuid():
            text = re.sub(r"^user .*$", "", text, flags=re.MULTILINE)
        bodies = "".join(
            f"{kind}_temp_path {self.server.path('/var/lib/nginx')}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        main.write_text(text.replace("http {", f"http {{\n{bodies}", 1))
        return main

    def stop(self) -> None:
        """Ends what was started here."""
        for process, ending in ((self._nginx, signal.SIGTERM), (self._postgres, signal.SIGINT)):
            if process is None:
                continue
            process.send_signal(ending)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)


def listen_to(server: Server, debian: Debian, units: object) -> None:
    """Says who answers for which stand-in."""
    server.commands |= {
        "apt-get": debian.apt_get,
        "certbot": debian.certbot,
        "editor": debian.editor,
        "nginx": debian.nginx,
        "systemctl": lambda arguments: _systemctl(arguments, debian, units),
    }


def _systemctl(arguments: list[str], debian: Debian, units: object) -> str:
    if arguments == ["reload", "nginx"]:
        debian.reload_nginx()
        return ""
    return units.systemctl(arguments)  # type: ignore[attr-defined]
