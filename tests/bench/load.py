"""A load of visitors who each ask for a page as soon as they have the last one."""

from __future__ import annotations

import math
import socket
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Load:
    """What one run measured, in seconds."""

    waits: Sequence[float]
    """How long each page took, in order of length."""
    took: float
    failed: int

    @property
    def rate(self) -> float:
        """Pages a second."""
        return len(self.waits) / self.took

    def wait(self, share: float) -> float:
        """What a share of the visitors waited at most."""
        return self.waits[max(math.ceil(len(self.waits) * share) - 1, 0)]


def measure(port: int, path: str, *, visitors: int, seconds: float, most: int) -> Load:
    """Asks for a page for some seconds, or `most` times if that is sooner. Raises RuntimeError if nothing answers."""
    request = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n".encode()
    waits: list[float] = []
    failures: list[str] = []
    begin = time.perf_counter()

    def visit() -> None:
        while time.perf_counter() < begin + seconds and len(waits) < most:
            asked = time.perf_counter()
            try:
                is_page = _status(port, request) == b"200"
            except OSError:
                is_page = False
            (waits.append(time.perf_counter() - asked) if is_page else failures.append(path))

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not waits:
        raise RuntimeError(f"{path} answers nothing but errors.")
    return Load(sorted(waits), time.perf_counter() - begin, len(failures))


def median(loads: Sequence[Load]) -> Load:
    """The run in the middle: its figures belong together."""
    middle = statistics.median_low(load.rate for load in loads)
    return next(load for load in loads if load.rate == middle)


def _status(port: int, request: bytes) -> bytes:
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.sendall(request)
        head = connection.recv(65_536)
        while connection.recv(65_536):
            pass
    return head.split(b" ", 2)[1]
