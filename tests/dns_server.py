"""A DNS server on this machine that knows what a test tells it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from hub.mail_check.dns_answers import Dns

Zone = dict[tuple[str, str], list[str]]
"""Records by name and kind. A record `SERVFAIL` has the server fail."""


class Answering(socketserver.BaseRequestHandler):
    """Answers one question."""

    server: DnsServer

    def handle(self) -> None:
        data, connection = self.request
        question = dns.message.from_wire(data)
        answer = dns.message.make_response(question)
        asked = question.question[0]
        name, kind = str(asked.name).rstrip(".").lower(), dns.rdatatype.to_text(asked.rdtype)
        records = self.server.zone.get((name, kind), [])
        if records == ["SERVFAIL"]:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif records:
            answer.answer.append(dns.rrset.from_text(asked.name, 60, dns.rdataclass.IN, asked.rdtype, *records))
        elif not any(known == name or known.endswith(f".{name}") for known, _ in self.server.zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        connection.sendto(answer.to_wire(max_size=65_000), self.client_address)


class DnsServer(socketserver.ThreadingUDPServer):
    """Serves a zone; a test changes it as it goes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.zone: Zone = {}

    @property
    def address(self) -> str:
        """As --nameserver takes it."""
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def dns(self) -> Dns:
        """Asks this server."""
        return Dns.of_server("127.0.0.1", self.server_address[1])

    def text(self, name: str, *texts: str) -> None:
        """Sets the TXT records of a name, in pieces of 255 signs as DNS wants them."""
        self.zone[name.lower(), "TXT"] = [
            " ".join(f'"{text[at : at + 255]}"' for at in range(0, len(text), 255)) for text in texts
        ]


@contextmanager
def dns_server() -> Iterator[DnsServer]:
    """A server that listens until the end of the block."""
    with DnsServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
