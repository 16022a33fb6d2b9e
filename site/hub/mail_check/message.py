"""A received copy of a message, looked at as a mail provider does before it lets one in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parseaddr

import dkim

from newsletter.addresses import domain_of
from newsletter.preflight import LARGE, LONGEST_SUBJECT, TOO_LARGE

from . import dmarc
from .dns_answers import Dns, DnsTroubleError
from .findings import Finding, advice, good, wrong
from .tags import tags_of

LEAVING = ("List-Unsubscribe", "List-Unsubscribe-Post")
LONGEST_LINE = 998
SMALLEST_KEY = 1024


@dataclass(frozen=True)
class Received:
    """A message as it came: its bytes, and what they say."""

    raw: bytes
    message: EmailMessage

    @classmethod
    def from_bytes(cls, raw: bytes) -> Received:
        """Reads a message, whatever its ends of lines are. Some programs put a line before it; that is left out."""
        raw = re.sub(rb"\r?\n", b"\r\n", raw)
        raw = re.sub(rb"\AFrom [^\r]*\r\n", b"", raw)
        return cls(raw, BytesParser(EmailMessage, policy=policy.default).parsebytes(raw))

    @property
    def domain(self) -> str:
        """The domain that the reader sees."""
        return domain_of(parseaddr(str(self.message.get("From", "")))[1])

    @property
    def is_personal(self) -> bool:
        """Whether it answers somebody, as the mail to confirm does: no list sent it, so nobody leaves one by it."""
        return str(self.message.get("Auto-Submitted", "no")).lower() != "no"

    def part(self, kind: str) -> str:
        """What its first part of a kind says; nothing where that can't be read."""
        parts = (part for part in self.message.walk() if part.get_content_type() == kind)
        found = next(parts, None)
        try:
            return str(found.get_content()) if found else ""
        except (LookupError, ValueError):
            return ""


def check_message(raw: bytes, dns: Dns) -> list[Finding]:
    """All that is to be said of a received copy."""
    received = Received.from_bytes(raw)
    if not received.domain:
        return [wrong("From", "this isn't a mail: it has no sender. Save the whole message (“show original”).")]
    return [
        *_check_signatures(received, dns),
        *_check_envelope(received),
        *_check_verdict(received),
        *([] if received.is_personal else _check_leaving(received)),
        *_check_identity(received),
        *_check_parts(received),
        *_check_sizes(received),
    ]


def _check_signatures(received: Received, dns: Dns) -> Iterator[Finding]:
    signatures = [tags_of(str(value)) for value in received.message.get_all("DKIM-Signature", [])]
    if not signatures:
        yield wrong("DKIM", "the message isn't signed. Have the mail server, or the provider, sign what it sends.")
        return
    is_enough = False
    for place, tags in enumerate(signatures):
        named = f"the signature of {tags.get('d', 'nobody')} (selector {tags.get('s', '?')})"
        fault = _fault(received, place, dns)
        if fault:
            yield advice("DKIM", f"{named} doesn't hold: {fault}.")
            continue
        missing = [] if received.is_personal else _uncovered(received, tags)
        if missing:
            yield advice("DKIM", f"{named} holds, and doesn't cover {' and '.join(missing)}.")
        elif tags["d"].lower() != received.domain:
            kin = dmarc.organisation_of(tags["d"].lower(), dns) == dmarc.organisation_of(received.domain, dns)
            text = "of the same organisation; the same domain is better" if kin else "another organisation's"
            yield advice("DKIM", f"{named} holds; it is {text}.")
            is_enough = is_enough or kin
        else:
            yield good("DKIM", f"{named} holds, and covers what it should.")
            is_enough = True
        if "l" in tags:
            yield advice("DKIM", f"{named} covers a part of the message only (l=). Have that turned off.")
    if not is_enough:
        what = "From" if received.is_personal else f"From, {' and '.join(LEAVING)}"
        text = f"no signature of {received.domain} holds and covers {what}. Have whoever signs add these headers (h=), "
        yield wrong("DKIM", f"{text}and sign with d={received.domain}.")


def _fault(received: Received, place: int, dns: Dns) -> str:
    """Why a signature doesn't hold; empty where it does."""

    def key(name: bytes, timeout: float = 5) -> bytes | None:
        records = dns.texts(name.decode().rstrip("."))
        return records[0].encode() if records else None

    try:
        holds = dkim.DKIM(received.raw, minkey=SMALLEST_KEY).verify(idx=place, dnsfunc=key)
    except (dkim.DKIMException, DnsTroubleError) as error:
        return str(error).split(" (got")[0]
    except (UnicodeError, ValueError, KeyError):
        return "it can't be read"
    return "" if holds else "it isn't by the key in DNS, there is none, or a header was changed on the way"


def _uncovered(received: Received, tags: dict[str, str]) -> list[str]:
    """Which of the headers that matter a signature leaves open, or that aren't there to be signed."""
    covered = [name.strip().lower() for name in tags.get("h", "").split(":")]
    return [
        name
        for name in ("From", *LEAVING)
        if covered.count(name.lower()) < max(1, len(received.message.get_all(name, [])))
        or not received.message.get_all(name)
    ]


def _check_envelope(received: Received) -> Iterator[Finding]:
    path = str(received.message.get("Return-Path", "")).strip("<> ")
    if not path:
        yield advice("envelope", "no Return-Path: is this a received copy? Save one that came by mail.")
    elif domain_of(path) == received.domain:
        yield good("envelope", f"bounces go to {path}, of the sender's domain.")
    else:
        text = f"bounces go to {path}, which isn't of {received.domain}: SPF speaks for that domain only. "
        yield advice("envelope", text + "Providers call it a custom return path, or bounce domain; set one up.")


def _check_verdict(received: Received) -> Iterator[Finding]:
    """What the receiving server found itself. It writes it at the top, above what others may have written."""
    header = next(iter(received.message.get_all("Authentication-Results", [])), "")
    results = re.findall(r"\b(spf|dkim|dmarc)=(\w+)", str(header))
    said = ", ".join(f"{name}={result}" for name, result in results)
    if any(result in ("fail", "permerror") for name, result in results if name == "dmarc"):
        yield wrong("verdict", f"the receiving server said {said}.")
    elif said:
        yield good("verdict", f"the receiving server said {said}.")


def _check_leaving(received: Received) -> Iterator[Finding]:
    link = str(received.message.get("List-Unsubscribe", "")).strip()
    if re.match(r"<https://[^\s<>]+>", link):
        yield good("leaving", "List-Unsubscribe begins with an https link.")
    else:
        yield wrong(
            "leaving", "List-Unsubscribe has to begin with <https://…>; PUBLIC_URL decides what it begins with."
        )
    post = str(received.message.get("List-Unsubscribe-Post", "")).strip()
    if post == "List-Unsubscribe=One-Click":
        yield good("leaving", "List-Unsubscribe-Post offers one click.")
    else:
        yield wrong("leaving", "List-Unsubscribe-Post isn't as it was sent:", "List-Unsubscribe=One-Click")
    if not re.search(r"<[\w.-]+>\s*$", str(received.message.get("List-Id", ""))):
        yield wrong("list", "List-Id has to end in <name.domain>.")


def _check_identity(received: Received) -> Iterator[Finding]:
    senders = getaddresses([str(value) for value in received.message.get_all("From", [])])
    if len(senders) != 1:
        yield wrong("From", f"there are {len(senders)} senders; there should be one.")
    number = str(received.message.get("Message-ID", "")).strip()
    if not re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", number):
        yield wrong("Message-ID", "there is none, or it can't be read.")
    elif number.rstrip(">").rpartition("@")[2].lower() != received.domain:
        yield advice(
            "Message-ID", f"{number} isn't of {received.domain}: the provider has put its own in place of ours."
        )
    else:
        yield good("Message-ID", "it is of the sender's domain.")
    missing = [name for name in ("Date", "MIME-Version", "To", "Subject") if name not in received.message]
    if missing:
        yield wrong("headers", f"missing: {', '.join(missing)}.")
    if len(str(received.message.get("Subject", ""))) > LONGEST_SUBJECT:
        yield advice("Subject", f"it has more than {LONGEST_SUBJECT} signs, and will be cut off.")


def _check_parts(received: Received) -> Iterator[Finding]:
    kinds = [part.get_content_type() for part in received.message.walk() if not part.is_multipart()]
    if received.message.get_content_type() == "multipart/alternative" and kinds == ["text/plain", "text/html"]:
        yield good("parts", "text first, then HTML.")
    elif kinds == ["text/plain"] and received.is_personal:
        yield good("parts", "text.")
    else:
        yield wrong("parts", f"text and HTML are expected, and nothing else; there are: {', '.join(kinds)}.")
    if not received.part("text/plain").strip():
        yield wrong("parts", "the text is empty, or can't be read.")


def _check_sizes(received: Received) -> Iterator[Finding]:
    size = len(received.part("text/html").encode())
    if size > TOO_LARGE:
        yield wrong(
            "size", f"the HTML is {size // 1000} kB; mail programs cut off what is over {TOO_LARGE // 1000} kB."
        )
    elif size > LARGE:
        yield advice("size", f"the HTML is {size // 1000} kB; over {TOO_LARGE // 1000} kB mail programs cut it off.")
    else:
        yield good("size", f"the HTML is {size // 1000} kB.")
    longest = max(map(len, received.raw.split(b"\r\n")))
    if longest > LONGEST_LINE:
        yield wrong("size", f"a line has {longest} bytes; servers cut off what is over {LONGEST_LINE}.")
