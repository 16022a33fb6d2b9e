"""nginx, as Debian starts it and as the page then configures it, with this folder's paths and ports of our own."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from .server import IS_ROOT, RehearsalError, Server

NGINX = "/usr/sbin/nginx"
LOGROTATE = Path("/etc/logrotate.d/nginx")
LONGEST_KEPT = 14


class Nginx:
    """The program, and what is changed of its configuration to run it here."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.process: subprocess.Popen[bytes] | None = None

    def install(self) -> None:
        """What its package does: Debian's own page is served, in which certbot puts what proves the name."""
        shutil.copytree("/etc/nginx", self.server.path("/etc/nginx"), dirs_exist_ok=True, symlinks=True)
        self.process = subprocess.Popen(
            [NGINX, "-c", self._configuration(), "-g", "daemon off;"], stdin=subprocess.DEVNULL, start_new_session=True
        )
        self._wait_for(self.server.http)

    def command(self, arguments: list[str]) -> str:
        """`nginx -t`: whether it takes the configuration, without a warning."""
        if arguments != ["-t"]:
            raise RehearsalError(f"nginx {arguments}?")
        done = subprocess.run([NGINX, "-t", "-c", self._configuration()], capture_output=True, text=True, check=False)
        complaints = [line for line in done.stderr.splitlines() if "[warn]" in line or "[emerg]" in line]
        if done.returncode or complaints:
            raise RehearsalError(done.stderr)
        return done.stderr

    def reload(self) -> None:
        """Has it take its configuration anew."""
        assert self.process
        self._configuration()
        self.process.send_signal(signal.SIGHUP)
        self._wait_for(self.server.https)

    def rotate(self) -> None:
        """What logrotate does with the file that nginx's package gives it."""
        rules = LOGROTATE.read_text()
        kept = re.search(r"^\s*rotate (\d+)$", rules, re.MULTILINE)
        if not rules.startswith("/var/log/nginx/*.log {") or "daily" not in rules:
            raise RehearsalError(f"Debian rotates nginx's logs in another way: {rules}")
        if not kept or int(kept[1]) > LONGEST_KEPT:
            raise RehearsalError(f"Debian keeps nginx's logs longer than {LONGEST_KEPT} days.")
        assert self.process
        for file in self.server.path("/var/log/nginx").glob("*.log"):
            file.rename(f"{file}.1")
        self.process.send_signal(signal.SIGUSR1)
        time.sleep(0.5)

    def stop(self) -> None:
        """Ends it."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _wait_for(self, port: int) -> None:
        assert self.process
        for _ in range(100):
            if self.process.poll() is not None:
                raise RehearsalError("nginx has ended.")
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
                break
            time.sleep(0.05)
        # The port is open before those who answer there have the new configuration.
        time.sleep(0.3)

    def _configuration(self) -> Path:
        installed, used = self.server.path("/etc/nginx"), self.server.path("/etc/nginx-here/nginx")
        shutil.rmtree(used, ignore_errors=True)
        used.mkdir(parents=True)
        for folder in ("/var/log/nginx", "/var/cache/nginx", "/var/lib/nginx"):
            self.server.path(folder).mkdir(parents=True, exist_ok=True)
            if IS_ROOT:
                shutil.chown(self.server.path(folder), "www-data")
        for file in (one for one in installed.rglob("*") if one.is_file()):
            target = used / file.relative_to(installed)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self._moved(file.read_text()).replace(str(installed), str(used)))
        main = used / "nginx.conf"
        text = re.sub(r"^include .*modules-enabled.*$", "", main.read_text(), flags=re.MULTILINE)
        if not IS_ROOT:
            text = re.sub(r"^user .*$", "", text, flags=re.MULTILINE)
        bodies = "".join(
            f"{kind}_temp_path {self.server.path('/var/lib/nginx')}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        main.write_text(text.replace("http {", f"http {{\n{bodies}", 1))
        return main

    def _moved(self, text: str) -> str:
        """With this folder's paths, and on this machine only."""
        text = re.sub(r"^\s*listen \[::\].*$", "", self.server.here(text), flags=re.MULTILINE)
        text = re.sub(r"\blisten 80\b", f"listen 127.0.0.1:{self.server.http}", text)
        text = re.sub(r"\blisten 443\b", f"listen 127.0.0.1:{self.server.https}", text)
        return text.replace("server 127.0.0.1:8001", f"server 127.0.0.1:{self.server.site}")
