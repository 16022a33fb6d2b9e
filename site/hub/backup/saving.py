"""Making a backup while the site runs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from shutil import copyfileobj

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db import connection, transaction
from django.db.models import FileField
from django.utils import timezone

from .archive import DATABASE, MEDIA, Manifest, Writer, writing
from .errors import BackupError
from .postgres import Programs, server_major

IN_MEMORY = 8 * 1024 * 1024


def save(path: Path, storage: Storage = default_storage) -> Manifest:
    """Writes database and media into a file; says what is in it. Raises BackupError.

    Database and the names of its files are those of one instant. Files are copied after it: one that is deleted
    meanwhile is named in the manifest as missing, and so is one that was lost long ago.
    """
    if not path.absolute().parent.is_dir():
        raise BackupError(f"There is no folder {path.absolute().parent}.")
    if path.exists():
        raise BackupError(f"{path} is there already, and isn't overwritten.")
    with tempfile.TemporaryDirectory(dir=path.absolute().parent) as folder, transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        major = server_major()
        manifest = Manifest(timezone.now().isoformat(timespec="seconds"), major, version("health-hub"))
        dump = Path(folder) / DATABASE
        Programs(major, connection.get_connection_params()).dump(dump, snapshot)
        named = set(_names_in_database())
        with writing(path, manifest) as archive:
            with dump.open("rb") as file:
                archive.add(DATABASE, file, dump.stat().st_size)
            for name in _names_in(storage, ""):
                _add(archive, storage, name)
            manifest.missing = sorted(named - set(manifest.media))
    return manifest


def _names_in_database() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield from filter(None, model._base_manager.values_list(field.attname, flat=True))


def _names_in(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from _names_in(storage, f"{folder}{name}/")


def _add(archive: Writer, storage: Storage, name: str) -> None:
    """Copies a file first, so that its size is known and doesn't change."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
        try:
            with storage.open(name) as file:
                copyfileobj(file, copy)
        except FileNotFoundError:
            return
        size = copy.tell()
        copy.seek(0)
        archive.add(f"{MEDIA}{name}", copy, size)
