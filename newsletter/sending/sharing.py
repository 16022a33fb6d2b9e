"""What a worker's process gives to sending: one run at a time, and none once it is told to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, local
from typing import Any

from procrastinate.job_context import JobContext
from procrastinate.worker import Worker

_sending = Lock()
_here = local()


@contextmanager
def one_run_here() -> Iterator[bool]:
    """Whether this process may begin a run: with two it would have two windows handed over."""
    may_run = _sending.acquire(blocking=False)
    try:
        yield may_run
    finally:
        if may_run:
            _sending.release()


def watched(call_next: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
    """Wraps a task so that it can ask `is_stopping`."""
    # Procrastinate itself tells a task only when its worker has waited long enough.
    _here.is_stopping = worker._stop_event.is_set
    try:
        return call_next()
    finally:
        del _here.is_stopping


def is_stopping() -> bool:
    """Whether the worker that runs the task at hand was told to stop."""
    asked: Callable[[], bool] = getattr(_here, "is_stopping", lambda: False)
    return asked()
