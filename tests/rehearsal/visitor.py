"""Somebody who visits the server through nginx, by its name, as from anywhere."""

from __future__ import annotations

import gzip
import http.client
import random
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from .server import NAME, RehearsalError, Server


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text, whether it came compressed or not."""
        body = gzip.decompress(self.body) if self.headers.get("Content-Encoding") == "gzip" else self.body
        return body.decode()


class _Secure(http.client.HTTPSConnection):
    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        super().__init__(NAME, 443, context=context, timeout=70)
        self.there, self.context = port, context

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.there), 70)
        self.sock = self.context.wrap_socket(plain, server_hostname=NAME)


class Visitor:
    """Asks for pages. Certificates are checked, and redirects are not followed."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.context = ssl.create_default_context(
            cafile=str(server.path(f"/etc/letsencrypt/live/{NAME}/fullchain.pem"))
        )
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, data: str | None = None, *, secure: bool = True, **headers: str) -> Answer:
        """A page, by GET or, with data, by POST."""
        sent = {"Host": NAME, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if data is not None:
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}"}
        connection = (
            _Secure(self.server.https, self.context)
            if secure
            else http.client.HTTPConnection("127.0.0.1", self.server.http, timeout=70)
        )
        begun = time.monotonic()
        try:
            connection.request("GET" if data is None else "POST", path, data, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read(), time.monotonic() - begun)
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


@dataclass
class Crowd:
    """Visitors who go on asking while something happens, and remember what they got."""

    server: Server
    paths: list[str]
    answers: int = 0
    longest: float = 0
    wrong: list[str] = field(default_factory=list)

    def __enter__(self) -> Crowd:
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._visit, args=(number,)) for number in range(2)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: Any, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
        if kind is None and (self.wrong or not self.answers):
            raise RehearsalError(f"{len(self.wrong)} of {self.answers} answers were wrong: {self.wrong[:5]}")

    def _visit(self, number: int) -> None:
        visitor, choice = Visitor(self.server), random.Random(number)  # noqa: S311
        if number:
            visitor.cookies["seen"] = "1"  # goes past everything that is kept: the site itself is asked
        while not self._over.is_set():
            path = choice.choice(self.paths)
            try:
                answer = visitor.ask(path)
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{path}: {error!r}")
            else:
                self.longest = max(self.longest, answer.seconds)
                if answer.status != 200:
                    self.wrong.append(f"{path}: {answer.status}")
            self.answers += 1
            self._over.wait(0.3)
