"""`python -m tests.mail_sink`: a mail server that keeps nothing but a record, for crash tests and for measuring.

It writes a line for each recipient of a message *before* it answers, so what a killed sender can't know is on record:

    event  code  connection  recipient  Message-ID  hash-of-the-body

event: accepted; unanswered (accepted, and the connection cut, or nothing said); refused; cut (in the middle of the
message, nothing accepted). With --port 0 it chooses one, and prints it. It ends on SIGTERM.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import re
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MESSAGE_ID = re.compile(rb"^message-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
ADDRESS = re.compile(rb"<([^>]*)>")
END = b"\r\n.\r\n"


@dataclass(frozen=True)
class Record:
    """A line of the log."""

    event: str
    code: int
    connection: int
    recipient: str
    message_id: str
    body: str

    @property
    def has_message(self) -> bool:
        """Whether the recipient has the message."""
        return self.event in ("accepted", "unanswered")


def records(log: Path) -> list[Record]:
    """What a sink has recorded so far."""
    found = []
    for line in log.read_text().splitlines():
        event, code, connection, recipient, message_id, body = line.split("\t")
        found.append(Record(event, int(code), int(connection), recipient, message_id, body))
    return found


class Sink(asyncio.Protocol):
    """One connection."""

    connections = messages = 0

    def __init__(self, options: argparse.Namespace, log: int) -> None:
        self.options, self.log = options, log
        self.buffer, self.answers = bytearray(), bytearray()
        self.recipient = b""
        self.is_data = self.is_waiting = self.is_over = self.has_sender = False
        self.searched = 0
        Sink.connections += 1
        self.number, self.taken = Sink.connections, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.say(b"220 sink")
        self.answer()

    def connection_lost(self, error: Exception | None) -> None:
        self.is_over = True

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self.read()

    def say(self, words: bytes) -> None:
        """Says something together with what else there is to say now, as RFC 2920 recommends."""
        self.answers += words + b"\r\n"

    def answer(self) -> None:
        if self.answers:
            self.transport.write(bytes(self.answers))
            self.answers.clear()

    def later(self, seconds: float, then: Callable[[], None]) -> None:
        """Does something after a while, in which nothing more is heard."""
        self.is_waiting = True

        def go_on() -> None:
            self.is_waiting = False
            if not self.is_over:
                then()
                self.read()

        asyncio.get_running_loop().call_later(seconds, go_on)

    def read(self) -> None:
        """Obeys all that was heard so far."""
        while not (self.is_waiting or self.is_over) and self.heard_one():
            pass
        self.answer()

    def heard_one(self) -> bool:
        mark = END if self.is_data else b"\r\n"
        end = self.buffer.find(mark, self.searched)
        if end < 0:
            self.searched = max(0, len(self.buffer) - len(END))
            return False
        heard = bytes(self.buffer[:end])
        del self.buffer[: end + len(mark)]
        self.searched = 0
        if self.is_data:
            self.is_data = False
            self.take(heard)
        else:
            self.obey(heard)
        return True

    def obey(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"EHLO":
            names = [b"sink", b"8BITMIME", b"SMTPUTF8"] + [b"PIPELINING"] * (not self.options.no_pipelining)
            self.say(b"".join(b"250-%s\r\n" % name for name in names[:-1]) + b"250 " + names[-1])
        elif verb == b"MAIL":
            if self.options.per_connection and self.taken >= self.options.per_connection:
                self.say(b"421 4.7.0 enough over this connection")
                self.cut(gently=True)
                return
            self.has_sender, self.recipient = True, b""
            self.say(b"250 2.1.0 OK")
        elif verb == b"RCPT":
            self.hear_recipient(line)
        elif verb == b"DATA":
            self.is_data = bool(self.recipient)
            self.say(b"354 go on" if self.is_data else b"503 5.5.1 to whom?")
        elif verb == b"QUIT":
            self.say(b"221 2.0.0 bye")
            self.cut(gently=True)
        else:
            self.say(b"250 2.0.0 OK")

    def hear_recipient(self, line: bytes) -> None:
        found = ADDRESS.search(line)
        recipient = found[1] if found else b""
        code = self.chosen(self.options.refuse_recipient, recipient)
        if code:
            self.record("refused", code, recipient)
            self.say(b"%d 5.1.1 no such mailbox" % code)
        else:
            self.recipient = recipient
            self.say(b"250 2.1.5 OK")

    def take(self, message: bytes) -> None:
        """A message has come: what is done with it depends on whose turn it is, so that all goes wrong now and then."""
        Sink.messages += 1
        turn, options = Sink.messages, self.options
        if options.cut_in_message and turn % options.cut_in_message == 0:
            self.record("cut", 0, self.recipient, message)
            self.cut()
        elif options.try_again and turn % options.try_again == 0:
            self.record("refused", 451, self.recipient, message)
            self.say(b"451 4.3.0 later")
        elif options.cut_after and turn % options.cut_after == 0:
            self.record("unanswered", 0, self.recipient, message)
            self.cut()
        elif options.never_answer and turn % options.never_answer == 0:
            self.record("unanswered", 0, self.recipient, message)
            self.is_waiting = True
        else:
            self.taken += 1
            self.record("accepted", 250, self.recipient, message)
            slow = options.slow and self.recipient.endswith(options.slow.encode())
            seconds = options.slow_seconds if slow else options.latency
            if seconds:
                self.later(seconds, lambda: self.say(b"250 2.0.0 taken"))
            else:
                self.say(b"250 2.0.0 taken")

    def chosen(self, rule: str, recipient: bytes) -> int:
        """The code of a rule `550:pattern` for a recipient whom it is about, else 0."""
        code, _, pattern = rule.partition(":")
        return int(code) if pattern and re.search(pattern.encode(), recipient) else 0

    def record(self, event: str, code: int, recipient: bytes, message: bytes = b"") -> None:
        head, _, body = message.partition(b"\r\n\r\n")
        found = MESSAGE_ID.search(head)
        digest = hashlib.blake2b(body, digest_size=8).hexdigest() if body else "-"
        fields = (event, str(code), str(self.number), recipient.decode(), found[1].decode() if found else "-", digest)
        os.write(self.log, ("\t".join(fields) + "\n").encode())

    def cut(self, *, gently: bool = False) -> None:
        self.is_over = True
        if gently:
            self.answer()
            self.transport.close()
        else:
            self.transport.abort()


async def serve(options: argparse.Namespace) -> None:
    log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Sink(options, log), "127.0.0.1", options.port, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - for whoever started it
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.mail_sink", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--latency", type=float, default=0, help="seconds before a message is answered")
    parser.add_argument("--no-pipelining", action="store_true")
    parser.add_argument("--per-connection", type=int, default=0, help="messages after which a connection ends with 421")
    parser.add_argument("--refuse-recipient", default="", metavar="CODE:PATTERN")
    parser.add_argument("--try-again", type=int, default=0, metavar="N", help="answer 451 to every Nth message")
    parser.add_argument("--cut-in-message", type=int, default=0, metavar="N", help="cut, accepting nothing")
    parser.add_argument("--cut-after", type=int, default=0, metavar="N", help="accept, and cut before the answer")
    parser.add_argument("--never-answer", type=int, default=0, metavar="N", help="accept, and say nothing more")
    parser.add_argument("--slow", default="", metavar="DOMAIN")
    parser.add_argument("--slow-seconds", type=float, default=3)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
