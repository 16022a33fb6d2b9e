"""The cache that all processes of one machine share, without a server of its own."""

from __future__ import annotations

import pickle
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class SharedFiles(FileBasedCache):
    """Django's cache in files, with counters that processes count on together.

    Django's own loses counts when two count at once, and forgets when a counter should end.
    """

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._alone():
            return super().add(key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Counts on; a counter ends when it would have ended. Raises ValueError where there is none."""
        with self._alone():
            try:
                with Path(self._key_to_file(key, version)).open("rb") as file:  # type: ignore[attr-defined]
                    expiry = pickle.load(file)  # noqa: S301 - written by ourselves, in a folder of our own
                    value: int = pickle.loads(zlib.decompress(file.read())) + delta  # noqa: S301
            except (FileNotFoundError, EOFError):
                expiry = 0
            if expiry is not None and expiry <= time.time():
                raise ValueError(f"There is no counter {key!r}.")
            self.set(key, value, None if expiry is None else expiry - time.time(), version)
            return value

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / "lock").open("a") as lock:  # type: ignore[attr-defined]
            locks.lock(lock, locks.LOCK_EX)
            yield
