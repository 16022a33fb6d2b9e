"""What takes long and is made once for a run of the tests, by whichever of its processes needs it first.

It stands in a folder that the main process of the run makes and removes; the others inherit its name.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = "HUB_TESTS_FOLDER"


def begin() -> None:
    """Called in every process of a run; the first one makes the folder."""
    if FOLDER not in os.environ:
        folder = tempfile.mkdtemp(prefix="hub-tests-")
        # The embedded database's own account has to get there too, and pytest's folders let nobody else in.
        Path(folder).chmod(0o755)
        os.environ[FOLDER] = folder


def end() -> None:
    """Called in the run's main process when the others are gone."""
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


@contextmanager
def making(name: str) -> Iterator[Path | None]:
    """Where to make something, while no other process can make it; None where it is made already."""
    folder = Path(os.environ[FOLDER])
    with (folder / f"{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / f"{name}.done"
        if done.exists():
            yield None
            return
        yield folder / name
        done.touch()


def is_made(name: str) -> bool:
    """Whether something was made in this run."""
    return (Path(os.environ[FOLDER]) / f"{name}.done").exists()


def unique_name() -> str:
    """A name that no other run has, good for a database."""
    return re.sub(r"\W", "_", Path(os.environ[FOLDER]).name)
