"""Visitors who each ask for a page as soon as they have the last one, or who come at a fixed rate."""

from __future__ import annotations

import math
import socket
import ssl
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

HERE = "127.0.0.1"
AT_ONCE = 16
NO_MORE = b"\r\n0\r\n\r\n"


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


@dataclass(frozen=True)
class Door:
    """Where visitors come in: a port of this machine; over TLS where it is said whom they trust.

    Without it and by a name they ask as a proxy does for somebody who came by https.
    """

    port: int
    name: str = ""
    trusted: ssl.SSLContext | None = None
    is_held: bool = False
    """Whether a visitor keeps the connection for the next page, as browsers do."""

    def connect(self) -> socket.socket:
        """A connection of a visitor's own."""
        plain = socket.create_connection((HERE, self.port), timeout=30)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.trusted.wrap_socket(plain, server_hostname=self.name) if self.trusted else plain

    def request(self, path: str) -> bytes:
        """What a browser would ask."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.name or f'{HERE}:{self.port}'}"]
        lines += ["Accept-Encoding: gzip"] if self.trusted else ["X-Forwarded-Proto: https"] if self.name else []
        lines += [] if self.is_held else ["Connection: close"]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass
class Visitor:
    """Somebody at a door."""

    door: Door
    connection: socket.socket | None = None

    def gets(self, path: str) -> bool:
        """Whether the page came, whole."""
        try:
            self.connection = self.connection or self.door.connect()
            self.connection.sendall(self.door.request(path))
            status, is_open = _read(self.connection)
        except OSError:
            self.leave()
            return False
        if not (is_open and self.door.is_held):
            self.leave()
        return status == b"200"

    def leave(self) -> None:
        """Lets go of the connection."""
        if self.connection:
            with suppress(OSError):
                self.connection.close()
        self.connection = None


@dataclass
class Visits:
    """What the visitors of a run found."""

    waits: list[float] = field(default_factory=list)
    failed: int = 0

    def add(self, came: bool, seconds: float) -> None:
        """One more page, or none."""
        if came:
            self.waits.append(seconds)
        else:
            self.failed += 1

    def load(self, begin: float) -> Load:
        """All of them. Raises RuntimeError if there were none."""
        if not self.waits:
            raise RuntimeError("Nothing is answered but errors.")
        return Load(sorted(self.waits), time.perf_counter() - begin, self.failed)


def measure(door: Door, path: str, *, visitors: int, seconds: float, most: int) -> Load:
    """Asks for a page for some seconds, or `most` times if that is sooner. Raises RuntimeError if nothing answers."""
    visits, begin = Visits(), time.perf_counter()

    def visit() -> None:
        visitor = Visitor(door)
        while time.perf_counter() < begin + seconds and len(visits.waits) < most:
            asked = time.perf_counter()
            visits.add(visitor.gets(path), time.perf_counter() - asked)
        visitor.leave()

    _together(visit, visitors)
    return visits.load(begin)


def measure_at(door: Door, paths: Sequence[str], rate: float, is_over: Callable[[], bool]) -> dict[str, Load]:
    """Visitors who come at a rate until it is over, one path after another, whether those before them wait or not.

    A page counts from the moment at which its visitor would have asked, had somebody been free to.
    """
    visits, begin = {path: Visits() for path in paths}, time.perf_counter()
    turn, lock = iter(range(1_000_000)), threading.Lock()

    def visit() -> None:
        visitor = Visitor(door)
        while not is_over():
            with lock:
                number = next(turn)
            due, path = begin + number / rate, paths[number % len(paths)]
            time.sleep(max(due - time.perf_counter(), 0))
            visits[path].add(visitor.gets(path), time.perf_counter() - due)
        visitor.leave()

    _together(visit, AT_ONCE)
    return {path: found.load(begin) for path, found in visits.items()}


def median(loads: Sequence[Load]) -> Load:
    """The run in the middle: its figures belong together."""
    middle = statistics.median_low(load.rate for load in loads)
    return next(load for load in loads if load.rate == middle)


def joined(loads: Sequence[Load]) -> Load:
    """Several runs as if they were one."""
    waits = sorted(wait for load in loads for wait in load.waits)
    return Load(waits, sum(load.took for load in loads), sum(load.failed for load in loads))


def _together(visit: Callable[[], None], visitors: int) -> None:
    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _read(connection: socket.socket) -> tuple[bytes, bool]:
    """The status of an answer that is read to its end, and whether the connection stays open."""
    answer = bytearray()
    head, body = b"", 0
    while True:
        piece = connection.recv(262_144)
        answer += piece
        if not head and (end := answer.find(b"\r\n\r\n")) >= 0:
            head, body = bytes(answer[:end]).lower(), end + 4
        if not piece:
            return bytes(answer[9:12]), False
        if not head:
            continue
        if b"\r\ntransfer-encoding: chunked" in head:
            if answer.endswith(NO_MORE):
                break
        elif (place := head.find(b"\r\ncontent-length: ")) >= 0 and (
            len(answer) - body >= int(head[place + 18 :].split(b"\r\n", 1)[0])
        ):
            break
    return bytes(answer[9:12]), b"\r\nconnection: close" not in head
