"""One file with everything in it: a tar of the database's dump, the media, and a manifest with the hash of each.

The manifest comes last, so a file that was cut off has none.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from .errors import BackupError

FORMAT = 1
DATABASE, MANIFEST, MEDIA = "database.dump", "manifest.json", "media/"
PIECE = 1024 * 1024


@dataclass
class Manifest:
    """What an archive holds, and where it comes from."""

    made_at: str
    server_major: int
    version: str
    # Files that the database names and that weren't there.
    missing: list[str] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def media(self) -> list[str]:
        """The names of the media, as the storage knows them."""
        return [name.removeprefix(MEDIA) for name in self.files if name.startswith(MEDIA)]


class Hashed:
    """A file that is read through, and the hash and size of what was."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self._hash.update(data)
        self.size += len(data)
        return data

    @property
    def sum(self) -> dict[str, Any]:
        """What the manifest says of the file."""
        return {"size": self.size, "sha256": self._hash.hexdigest()}


class Writer:
    """Puts files into an archive."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar, self.manifest = tar, manifest

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """Adds a file of exactly this size."""
        hashed = Hashed(file)
        self._tar.addfile(_member(name, size), hashed)
        self.manifest.files[name] = hashed.sum


@contextmanager
def writing(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """Makes an archive that only its owner may read: whole at the end of the block, or not at all.

    Raises BackupError where it can't be written.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar, manifest)
                text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode()
                tar.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except OSError as error:
        raise BackupError(f"{path} can't be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def verified(path: Path) -> Manifest:
    """The manifest of an archive of which every byte is as it was written. Raises BackupError for any other."""
    sums: dict[str, dict[str, Any]] = {}
    text = b""

    def note(name: str, file: IO[bytes]) -> None:
        nonlocal text
        hashed = Hashed(file)
        kept = hashed.read() if name == MANIFEST else b""
        while hashed.read(PIECE):
            pass
        text = kept or text
        sums[name] = hashed.sum

    each_file(path, note)
    sums.pop(MANIFEST, None)
    try:
        said = json.loads(text or b"{}")
        if said.get("format") != FORMAT:
            raise BackupError(f"{path} is no backup of this program, or it was cut off: it has no manifest.")
        manifest = Manifest(**said)
    except (ValueError, TypeError) as error:
        raise BackupError(f"The manifest of {path} can't be read.") from error
    wrong = sorted(name for name in sums.keys() | manifest.files.keys() if sums.get(name) != manifest.files.get(name))
    if wrong or DATABASE not in sums:
        raise BackupError(f"{path} is damaged: {', '.join(wrong[:5]) or DATABASE} isn't as it was written.")
    return manifest


def each_file(path: Path, do: Callable[[str, IO[bytes]], None]) -> None:
    """Calls `do` with every file of an archive, in order. Raises BackupError for what is none."""
    try:
        with tarfile.open(path, "r|") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isfile() and _is_inside(member.name) else None
                if content is None:
                    raise BackupError(f"{path} holds {member.name}, which no backup does.")
                do(member.name, content)
    except tarfile.TarError as error:
        raise BackupError(f"{path} is no backup, or it was cut off: {error}.") from error
    except OSError as error:
        raise BackupError(f"{path} can't be read: {error.strerror or error}.") from error


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, int(time.time()), 0o600
    return member
