"""What Debian's own packages bring: PostgreSQL with a cluster, nginx that runs, certbot, and an editor for settings."""

from __future__ import annotations

import json
import os
import pwd
import re
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from .certbot import Certbot
from .mail_records import SELECTOR
from .nginx import NGINX, Nginx
from .server import IS_ROOT, NAME, NOBODY, PAGES_NAME, POSTGRESQL, RehearsalError, Server
from .units import Units

NEEDED = {
    "postgresql": str(POSTGRESQL / "postgres"),
    "nginx": NGINX,
    "curl": "/usr/bin/curl",
    "python3-venv": "/usr/bin/python3",
}
"""certbot isn't needed, nor logrotate: `certbot.py` and `nginx.py` do what they would."""
METRICS_TOKEN = "a-token-for-the-numbers-of-a-rehearsal"


class Debian:
    """The programs of other people."""

    def __init__(self, server: Server, units: Units, mail_port: int) -> None:
        self.server, self.units, self.mail_port = server, units, mail_port
        self.nginx, self.certbot = Nginx(server), Certbot(server)
        self.postgres: subprocess.Popen[bytes] | None = None
        server.commands |= {
            "apt-get": self.apt_get,
            "certbot": self.certbot.command,
            "editor": self.editor,
            "journalctl": self.journalctl,
            "nginx": self.nginx.command,
            "systemctl": self.systemctl,
        }

    def apt_get(self, arguments: list[str]) -> str:
        """Looks whether what is to be installed is there. PostgreSQL gets a cluster and nginx runs, as is usual."""
        if arguments[0] != "install":
            return ""
        for package in arguments[1:]:
            if package in NEEDED and not Path(NEEDED[package]).exists():
                raise RehearsalError(f"{package} is missing: apt-get install {package}")
        self._start_postgres()
        self.nginx.install()
        return ""

    def _start_postgres(self) -> None:
        """A cluster that only this machine's sockets lead to. PostgreSQL never runs as root."""
        data, sockets = self.server.path("/var/lib/postgresql"), self.server.path("/var/run/postgresql")
        for folder in (data, sockets):
            folder.mkdir(parents=True)
            if IS_ROOT:
                user = pwd.getpwnam("postgres")
                os.chown(folder, user.pw_uid, user.pw_gid)
        sockets.chmod(0o755)
        for folder in ("/var/lib", "/var/run", "/var/log"):
            self.server.path(folder).chmod(0o755)
        as_postgres = {"user": "postgres", "group": "postgres", "extra_groups": []} if IS_ROOT else {}
        initdb = [POSTGRESQL / "initdb", "--pgdata", data, "--username=postgres", "--encoding=UTF8", "--no-sync"]
        initdb += [f"--auth={'peer' if IS_ROOT else 'trust'}"]
        subprocess.run(initdb, check=True, capture_output=True, cwd="/", **as_postgres)
        if IS_ROOT:
            (data / "pg_hba.conf").write_text("local all all peer map=server\n")
            (data / "pg_ident.conf").write_text(f"server postgres postgres\nserver {NOBODY} health-hub\n")
        command = [POSTGRESQL / "postgres", "-D", data, "-k", sockets, "-c", "listen_addresses="]
        with self.server.path("/var/log/postgresql.log").open("wb") as log:
            self.postgres = subprocess.Popen(
                command, stdout=log, stderr=log, cwd="/", start_new_session=True, **as_postgres
            )
        ready = [POSTGRESQL / "pg_isready", "--host", sockets, "--timeout=1"]
        for _ in range(60):
            if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
                return
        raise RehearsalError("PostgreSQL doesn't start.")

    def editor(self, arguments: list[str]) -> str:
        """The first time fills in what the example leaves open; later changes a secret and adds a setting."""
        file = Path(arguments[0])
        text = file.read_text()
        if "SECRET_KEY=''" not in text:
            file.write_text(_with_a_key(text, "SECRET_KEY") + f"METRICS_TOKEN='{METRICS_TOKEN}'\nWEB_CONCURRENCY='2'\n")
            return ""
        self._is_refused_as_it_stands()
        for name in ("SECRET_KEY", "SUPPRESSION_KEY"):
            text = _with_a_key(text, name)
        text = self.server.here(text.replace(PAGES_NAME, NAME))
        text = re.sub(r"^EMAIL_URL=.*$", f"EMAIL_URL='smtp://127.0.0.1:{self.mail_port}'", text, flags=re.MULTILINE)
        file.write_text(f"{text}\nCHECK_FOREIGN_LINKS='false'\nDKIM_SELECTORS='{SELECTOR}'\n")
        return ""

    def _is_refused_as_it_stands(self) -> None:
        try:
            self.server.run("health-hub check --deploy --fail-level WARNING", shown=False)
        except RehearsalError as error:
            if "SECRET_KEY" in str(error):
                return
        raise RehearsalError("The example's settings are taken though nobody filled them in.")

    def journalctl(self, arguments: list[str]) -> str:
        """The last lines of a unit's log, which are a program's to read."""
        unit = arguments[arguments.index("--unit") + 1]
        lines = self.units.log(unit).splitlines()
        found = [json.loads(line) for line in lines if line.startswith("{")]
        if not any(one.get("request_id") and one.get("route") for one in found):
            raise RehearsalError(f"The log of {unit} has no line of a request: {lines[-5:]}")
        return "\n".join(lines[-20:])

    def systemctl(self, arguments: list[str]) -> str:
        """Reloads nginx; all else is about units of ours."""
        if arguments == ["reload", "nginx"]:
            self.nginx.reload()
            return ""
        return self.units.systemctl(arguments)

    def stop(self) -> None:
        """Ends what was started here."""
        self.nginx.stop()
        if self.postgres is None:
            return
        self.postgres.send_signal(signal.SIGINT)
        try:
            self.postgres.wait(15)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self.postgres.pid, signal.SIGKILL)


def _with_a_key(text: str, name: str) -> str:
    """As the file says to make one."""
    key = subprocess.run(["openssl", "rand", "-base64", "48"], check=True, capture_output=True, text=True).stdout
    return re.sub(rf"^{name}=.*$", f"{name}='{key.strip()}'", text, flags=re.MULTILINE)
