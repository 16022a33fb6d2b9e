"""Whether a page on another site is there: asks for its head, and for as little more as a server insists on."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from threading import Timer
from urllib.parse import urljoin

from django.conf import settings

from ..models.foreign_links import Outcome
from .guard import INTERNET, Guard, NotPublicError, Target

# Seconds: without a word from the server, and for one request altogether, however slowly it drips.
PATIENCE, LONGEST = 5, 10
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
# Answers that say something of us and nothing of the page: log in first, not for programs, later, not here.
SAYS_NOTHING = (401, 403, 405, 406, 407, 429, 451, 501, 503, 999)


@dataclass(frozen=True)
class Answer:
    """What came of asking; `status` is that of the last answer, if there was one."""

    outcome: Outcome
    status: int | None = None


def ask(url: str, guard: Guard = INTERNET) -> Answer:
    """Looks whether there is a page at an address, through a few redirects, each looked at as the first was."""
    status = 0
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            status, location = _status_of(guard.target(url))
            if status not in REDIRECTS or not location:
                break
            url = urljoin(url, location)
    except NotPublicError:
        return Answer(Outcome.NOT_PUBLIC)
    except ssl.SSLCertVerificationError:
        return Answer(Outcome.CERTIFICATE)
    except (OSError, HTTPException, ValueError):
        return Answer(Outcome.UNREACHABLE)
    if 200 <= status < 300:
        return Answer(Outcome.WORKS, status)
    return Answer(Outcome.UNCLEAR if status in SAYS_NOTHING else Outcome.BROKEN, status)


def _status_of(target: Target) -> tuple[int, str]:
    """The status of a page and where it leads on to. Many servers answer HEAD wrongly: only good news is believed."""
    try:
        status, location = _request("HEAD", target)
    except (HTTPException, ConnectionError):
        status, location = 0, ""
    return (status, location) if 200 <= status < 400 else _request("GET", target)


def _request(method: str, target: Target) -> tuple[int, str]:
    """One request, of whose answer only the head is read; it carries no cookie and no name of anybody."""
    headers = {
        "Host": target.host_header,
        "User-Agent": f"Mozilla/5.0 (compatible; newsletter link check; +{settings.PUBLIC_URL})",
        "Accept": "text/html,*/*;q=0.8",
        "Connection": "close",
    }
    with _connected(target) as connection:
        connection.request(method, target.path, headers=headers)
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")


class _Connection(HTTPConnection):
    """A connection to the addresses that were looked at, and to no other that the name may have by now."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=PATIENCE)
        self._target = target

    def connect(self) -> None:
        self.sock = self._reached()
        if self._target.is_secure:
            self.sock = _tls().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def cut(self) -> None:
        """Ends it from another thread, in whatever it is busy with."""
        if self.sock:
            with suppress(OSError):  # it may have just ended by itself
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def _reached(self) -> socket.socket:
        problem: OSError = OSError("no address")
        for address in self._target.addresses[:2]:
            try:
                return socket.create_connection((address, self._target.port), PATIENCE)
            except OSError as error:
                problem = error
        raise problem


@contextmanager
def _connected(target: Target) -> Iterator[_Connection]:
    connection = _Connection(target)
    clock = Timer(LONGEST, connection.cut)
    clock.daemon = True
    clock.start()
    try:
        yield connection
    finally:
        clock.cancel()
        connection.close()


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
