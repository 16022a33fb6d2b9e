"""A provider on this machine: an HTTP server that speaks its API, answers what it is told to and keeps every call."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import environ
from django.test import override_settings

from hub.settings import mail

CUT = "cut"  # takes the call and never answers
SECRET = "hub:a-long-secret-of-the-webhook"
Answer = tuple[int, Any] | tuple[int, Any, dict[str, str]] | str


@dataclass
class Call:
    """One call as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    connection: tuple[str, int]

    @property
    def readers(self) -> list[str]:
        """Whom it is for, by Brevo's way of telling."""
        return [version["to"][0]["email"] for version in self.body["messageVersions"]]


@dataclass
class Provider:
    """What a test looks at, and tells to answer otherwise."""

    answer: Callable[[Call], Answer]
    calls: list[Call] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    faults: list[Answer] = field(default_factory=list)
    delay: float = 0
    lock: Lock = field(default_factory=Lock)

    def said(self, call: Call) -> Answer:
        with self.lock:
            self.calls.append(call)
            answer = self.faults.pop(0) if self.faults else self.answer(call)
        time.sleep(self.delay)
        return answer


def brevo(call: Call) -> Answer:
    """As Brevo answers: a number for each reader of a batch, and a 400 for all where one address is no good."""
    if "messageVersions" not in call.body:
        return 201, {"messageId": "<single@brevo.example>"}
    if any(address.startswith("bad") for address in call.readers):
        return 400, {"code": "invalid_parameter", "message": "email is not valid in to"}
    return 201, {"messageIds": [f"<{address}.brevo@brevo.example>" for address in call.readers]}


def mailjet(call: Call) -> Answer:
    """As Mailjet answers: what it couldn't take of a batch stands between what it took."""
    results = []
    for message in call.body["Messages"]:
        address = message["To"][0]["Email"]
        taken = {"Status": "success", "To": [{"Email": address, "MessageID": 7, "MessageUUID": "u", "MessageHref": ""}]}
        results.append({"Status": "error", "Errors": [{}]} if address.startswith("bad") else taken)
    return (400 if any(result["Status"] == "error" for result in results) else 200), {"Messages": results}


def resend(call: Call) -> Answer:
    return 200, {"id": "resend-number"}


@contextmanager
def provider_at_work(scheme: str, answer: Callable[[Call], Answer], credentials: str = "key@") -> Iterator[Provider]:
    """The provider, and the settings that EMAIL_URL makes when it leads there."""
    provider = Provider(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = provider.said(Call(self.path, dict(self.headers), json.loads(body), self.client_address))
            if isinstance(answer, str):
                self.close_connection = True
                return
            status, said, *more = answer
            content = json.dumps(said).encode()
            self.send_response(status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(content))}
            for name, value in {**headers, **(more[0] if more else {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    made = mail.from_environment(environ.Env(), f"{scheme}://{credentials}127.0.0.1:{server.server_port}/v3/")
    made["ANYMAIL"] |= {"WEBHOOK_SECRET": SECRET, "REQUESTS_TIMEOUT": 5.0}
    provider.settings = {**made, "MAIL_TO_ANYONE": True}
    try:
        with override_settings(**provider.settings):
            yield provider
    finally:
        server.shutdown()
        server.server_close()
