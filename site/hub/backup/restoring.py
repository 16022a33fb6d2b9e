"""Going back to a backup: all of the database, or none of it."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connection

from hub.caching.purging import purge
from newsletter import going_back

from .archive import DATABASE, MEDIA, Manifest, each_file, verified
from .errors import BackupError
from .postgres import Programs, server_major

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
BEFORE = "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
LEAVING_TAKES = 2  # seconds, of a connection that was closed by who had it
# A dump leaves the session without a search path, on which the triggers of the queue rely.
AFTER = "SET search_path = public;\n"


def restore(
    path: Path, replace: bool = False, nothing_was_sent: bool = False, storage: Storage = default_storage
) -> Manifest:
    """Brings back database and media from a file, after every byte of it was checked; says what was in it.

    The database changes in one transaction, together with what keeps mail from going out twice: where anything fails
    it is as it was. A database that has tables is overwritten only with `replace`, and never while somebody else is
    connected. Files that aren't in the backup stay. Raises BackupError.
    """
    manifest = verified(path)
    major = server_major()
    if manifest.server_major > major:
        raise BackupError(f"The backup is of PostgreSQL {manifest.server_major}; this server is an older one, {major}.")
    if _number(TABLES) and not replace:
        raise BackupError("This database isn't empty. With --replace everything in it is thrown away first.")
    if others := _others():
        raise BackupError(f"{others} others are connected to this database. Stop the web server and the workers first.")
    programs = Programs(major, connection.get_connection_params())
    connection.close()
    with tempfile.TemporaryDirectory(dir=path.absolute().parent) as folder:
        dump, script = Path(folder) / DATABASE, Path(folder) / "database.sql"
        before, after = Path(folder) / "before.sql", Path(folder) / "after.sql"
        each_file(path, lambda name, file: _extract(file, dump) if name == DATABASE else None)
        programs.as_sql(dump, script)
        before.write_text(BEFORE)
        after.write_text(AFTER + going_back.statements(manifest.made_at, nothing_was_sent))
        programs.carry_out(before, script, after)
    each_file(path, lambda name, file: _put_back(storage, name, file))
    purge()
    return manifest


def _others() -> int:
    """How many others are connected, once those who were just stopped have had time to go."""
    deadline = time.monotonic() + LEAVING_TAKES
    while (others := _number(OTHERS)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return others


def _number(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def _extract(file: IO[bytes], to: Path) -> None:
    with to.open("wb") as target:
        copyfileobj(file, target)


def _put_back(storage: Storage, name: str, file: IO[bytes]) -> None:
    if not name.startswith(MEDIA):
        return
    name = name.removeprefix(MEDIA)
    if storage.exists(name):
        storage.delete(name)
    saved = storage.save(name, File(file))
    if saved != name:
        raise BackupError(f"The file {name} could only be put back as {saved}.")
