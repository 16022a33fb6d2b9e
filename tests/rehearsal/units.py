"""Starts and stops what systemd would, as the shipped units say: their ExecStart, environment, socket and signals."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import psutil

from .server import IS_ROOT, NOBODY, RehearsalError, Server, say

READY_WITHIN = 60
ANALYZE = "/usr/bin/systemd-analyze"
MOST_EXPOSED = 14
"""What the page says that systemd thinks of what the units forbid, in tenths: 0 is best, 100 worst."""
MEGABYTE = 1024 * 1024


class Unit:
    """A unit file that was installed."""

    def __init__(self, server: Server, name: str) -> None:
        self.name = name
        template, _, instance = name.removesuffix(".service").partition("@")
        file = f"{template}@.service" if instance else name
        found = server.path(f"/etc/systemd/system/{file}")
        if not found.is_file():
            raise RehearsalError(f"There is no unit {file}.")
        self.values: dict[str, list[str]] = defaultdict(list)
        for line in server.here(found.read_text()).splitlines():
            if re.match(r"[A-Za-z]+=", line):
                key, _, value = line.partition("=")
                self.values[key].append(value.replace("%i", instance).replace("%%", "%"))

    def one(self, key: str, default: str = "") -> str:
        """The last value of a setting."""
        return self.values[key][-1] if self.values[key] else default

    @property
    def limits(self) -> list[str]:
        """The programs that run a command as the unit says: as whom, what it can't become, with how many files."""
        files = [f"--nofile={number}" for number in self.values["LimitNOFILE"]]
        command = ["/usr/bin/prlimit", *files, "--"] if files else []
        if IS_ROOT:
            command += ["/usr/bin/setpriv", f"--reuid={NOBODY}", "--regid=nogroup", "--clear-groups"]
            command += ["--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--"]
        return command

    @property
    def umask(self) -> int:
        """What nobody else may do with the files that it makes."""
        return int(self.one("UMask", "0022"), 8)

    @property
    def most_memory(self) -> int:
        """In bytes; where it is beyond this, systemd slows it down."""
        number, unit = re.fullmatch(r"(\d+)([MG])", self.one("MemoryHigh")).groups()
        return int(number) * MEGABYTE * (1024 if unit == "G" else 1)

    @property
    def seconds_to_stop(self) -> int:
        """How long it is given to end by itself."""
        return int(self.one("TimeoutStopSec", "90"))


class Units:
    """What runs."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.running: dict[str, tuple[Unit, subprocess.Popen[bytes]]] = {}
        self.listening: dict[str, socket.socket] = {}

    def systemctl(self, arguments: list[str]) -> str:
        """`systemctl …`, with the verbs that the page uses."""
        verb, *names = [argument for argument in arguments if argument != "--now"]
        if verb == "daemon-reload":
            self.verify()
        for name in names:
            if verb == "enable" or verb == "start":
                self.start(name)
            elif verb == "restart":
                self.stop(name)
                self.start(name)
            elif verb == "stop":
                self.stop(name)
            else:
                raise RehearsalError(f"systemctl {verb} {name}?")
        return ""

    def start(self, name: str) -> None:
        """Starts a unit, and returns when it says that it is ready."""
        unit = Unit(self.server, name)
        for needed in unit.one("Requires").split():
            if needed not in self.listening:
                self.start(needed)
        if name.endswith(".socket"):
            address = unit.one("ListenStream").rpartition(":")
            if address[0] != "127.0.0.1":
                raise RehearsalError(f"{name} listens on {address[0]}, which others can reach.")
            self.listening[name] = socket.create_server(
                ("127.0.0.1", self.server.site), backlog=int(unit.one("Backlog"))
            )
        elif name.endswith(".timer"):
            if not unit.one("OnCalendar"):
                raise RehearsalError(f"{name} says no time.")
        elif unit.one("Type") == "oneshot":
            for command in [*unit.values["ExecStart"], *unit.values["ExecStartPost"]]:
                self._log_of(
                    unit, subprocess.run, [*unit.limits, *shlex.split(command)], env=self._environment(unit), check=True
                )
        elif name not in self.running:
            self.running[name] = unit, self._serve(unit)

    def stop(self, name: str) -> None:
        """SIGTERM, and SIGKILL only where the unit's time is over, which counts as a failure."""
        if name in self.listening:
            self.listening.pop(name).close()
            return
        unit, process = self.running.pop(name)
        process.terminate()
        try:
            code = process.wait(unit.seconds_to_stop)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise RehearsalError(f"{name} didn't end within {unit.seconds_to_stop} seconds.") from None
        if code not in (0, -signal.SIGTERM):
            raise RehearsalError(f"{name} ended with {code}: {self.log(name)[-2000:]}")

    def stop_all(self) -> None:
        """Whatever happened, nothing of it runs on."""
        for unit, process in reversed(self.running.values()):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(min(20, unit.seconds_to_stop))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        for one in self.listening.values():
            one.close()

    def verify(self) -> None:
        """What systemd itself thinks of the installed units, where it is there to be asked; it needn't run for that."""
        if not Path(ANALYZE).exists():
            say("  systemd-analyze isn't here: nobody looks at the units' syntax.")
            return
        folder = self.server.root / "units"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file in self.server.path("/etc/systemd/system").iterdir():
            (folder / file.name).write_text(self.server.here(file.read_text()))
        services = [str(file) for file in folder.glob("*.service")]
        times = [
            time for file in folder.glob("*.timer") for time in re.findall(r"^OnCalendar=(.+)$", file.read_text(), re.M)
        ]
        for arguments in (
            ["verify", "--man=no", *map(str, folder.iterdir())],
            ["security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", *services],
            ["calendar", *times],
        ):
            done = subprocess.run([ANALYZE, *arguments], capture_output=True, text=True, check=False)
            complaint = done.stdout + done.stderr
            if done.returncode or (arguments[0] == "verify" and complaint.strip()):
                raise RehearsalError(f"systemd-analyze {arguments[0]}: {complaint[-2000:]}")

    def processes(self, name: str) -> int:
        """How many a unit has."""
        return 1 + len(psutil.Process(self.running[name][1].pid).children(recursive=True))

    def memory(self, name: str) -> int:
        """What a unit's processes have in memory, in megabytes, with what they share counted once."""
        unit, process = self.running[name]
        parent = psutil.Process(process.pid)
        used = sum(one.memory_full_info().pss for one in [parent, *parent.children(recursive=True)])
        if used > unit.most_memory:
            raise RehearsalError(f"{name} uses {used / MEGABYTE:.0f} MB, more than its unit allows.")
        return round(used / MEGABYTE)

    def log(self, name: str) -> str:
        """What a unit has said."""
        return self.server.path(f"/var/log/{name}.log").read_text()

    def _serve(self, unit: Unit) -> subprocess.Popen[bytes]:
        environment = self._environment(unit)
        command = [*unit.limits, *shlex.split(unit.one("ExecStart"))]
        descriptors: tuple[int, ...] = ()
        if door := self.listening.get(unit.name.replace(".service", ".socket")):
            descriptors = (door.fileno(),)
            environment["LISTEN_FDS"] = "1"
            hand_over = f'LISTEN_PID=$$; export LISTEN_PID; exec "$@" 3<&{door.fileno()} {door.fileno()}<&-'
            command = ["/bin/bash", "-c", hand_over if door.fileno() != 3 else 'LISTEN_PID=$$ exec "$@"', "-", *command]
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            told = self.server.root / "run" / f"{unit.name}.notify"
            told.unlink(missing_ok=True)
            ear.bind(str(told))
            self.server.own(told)
            ear.settimeout(READY_WITHIN)
            if unit.one("Type") == "notify":
                environment["NOTIFY_SOCKET"] = str(told)
            process = self._log_of(
                unit, subprocess.Popen, command, env=environment, pass_fds=descriptors, start_new_session=True
            )
            if unit.one("Type") == "notify":
                try:
                    while b"READY=1" not in ear.recv(4096):
                        pass
                except TimeoutError:
                    raise RehearsalError(f"{unit.name} doesn't get ready: {self.log(unit.name)[-2000:]}") from None
        time.sleep(0.1)
        if process.poll() is not None:
            raise RehearsalError(f"{unit.name} has ended: {self.log(unit.name)[-2000:]}")
        return process

    def _environment(self, unit: Unit) -> dict[str, str]:
        home = str(self.server.path("/var/lib/health-hub"))
        found = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": home, "PGUSER": unit.one("User")}
        for file in unit.values["EnvironmentFile"]:
            for line in Path(file).read_text().splitlines():
                if line.strip() and not line.startswith("#"):
                    name, _, value = line.partition("=")
                    found[name] = "".join(shlex.split(value))
        for text in unit.values["Environment"]:
            found.update(one.partition("=")[::2] for one in shlex.split(text))
        if unit.one("RuntimeDirectory"):
            folder = self.server.path(f"/run/{unit.one('RuntimeDirectory')}")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
            self.server.own(folder)
        return found

    def _log_of(self, unit, run, command, **options):  # type: ignore[no-untyped-def]
        with self.server.path(f"/var/log/{unit.name}.log").open("ab") as log:
            return run(
                command, cwd=self.server.root, umask=unit.umask,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, **options,
            )  # fmt: skip
