"""What an administrator hears of a copy of an issue that came by mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from uuid import UUID

import dkim
import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from hub.mail_check.findings import Finding, Level
from hub.mail_check.message import check_message
from newsletter.messages import Own, Template, message_of
from tests.dns_server import DnsServer, dns_server
from tests.newsletter.golden.issue import SITE, identity, rendered
from tests.rsa_key import make_key

KEY = make_key()
SIGNED = [b"from", b"to", b"subject", b"date", b"message-id", b"list-unsubscribe", b"list-unsubscribe-post"]
READER = Own("anna@example.org", UUID(int=7), "token-to-leave", "token-to-choose")


@pytest.fixture(scope="module")
def dns() -> Iterator[DnsServer]:
    with dns_server() as server:
        for domain in ("netwerk.example", "mail.netwerk.example", "elders.example"):
            server.text(f"s1._domainkey.{domain}", KEY.record)
        server.text("_dmarc.netwerk.example", "v=DMARC1; p=reject")
        yield server


@pytest.fixture(scope="module")
def sent() -> bytes:
    """The golden issue as the newsletter hands it over."""
    with override_settings(PUBLIC_URL=SITE):
        date = datetime(2026, 3, 10, 9, tzinfo=UTC)
        wire = Template(message_of(rendered("nl"), "nl", date, identity("nl"))).filled(READER)
    return wire.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")


def received(message: bytes, domain: str = "netwerk.example", covering: list[bytes] = SIGNED) -> bytes:
    """The message as it comes in: signed on its way, with what the receiving server puts above it."""
    signature = dkim.sign(message, b"s1", domain.encode(), KEY.private, include_headers=covering)
    verdict = f"Authentication-Results: mx.example.org; spf=pass; dkim=pass header.d={domain}; dmarc=pass\r\n"
    return b"Return-Path: <nieuws@netwerk.example>\r\n" + verdict.encode() + signature + message


def found(raw: bytes, dns: DnsServer, level: Level = Level.WRONG) -> list[str]:
    return [f"{one.subject}: {one.text}" for one in check_message(raw, dns.dns) if one.level is level]


def test_an_issue_that_is_signed_as_it_should_be_passes_everything(sent: bytes, dns: DnsServer) -> None:
    findings = check_message(received(sent), dns.dns)
    assert [one for one in findings if one.level is not Level.GOOD] == []
    subjects = {one.subject for one in findings}
    assert subjects == {"DKIM", "envelope", "verdict", "leaving", "Message-ID", "parts", "size"}


def test_a_copy_that_was_saved_with_other_ends_of_lines_is_the_same(sent: bytes, dns: DnsServer) -> None:
    saved = b"From nieuws@netwerk.example Tue Mar 10 10:00:00 2026\n" + received(sent).replace(b"\r\n", b"\n")
    assert found(saved, dns) == []


@pytest.mark.parametrize("left_out", SIGNED[-2:])
def test_a_signature_that_leaves_out_a_header_to_leave_is_not_enough(
    sent: bytes, dns: DnsServer, left_out: bytes
) -> None:
    raw = received(sent, covering=[name for name in SIGNED if name != left_out])
    assert "covers From, List-Unsubscribe and List-Unsubscribe-Post" in found(raw, dns)[0]
    assert f"doesn't cover {left_out.decode().title()}" in found(raw, dns, Level.ADVICE)[0]


def test_what_was_changed_on_the_way_no_longer_holds(sent: bytes, dns: DnsServer) -> None:
    for old, new in ((b"token-to-leave", b"token-to-lease"), (b"Subject: ", b"Subject: Re: "), (b"wijk", b"dorp")):
        changed = received(sent).replace(old, new, 1)
        assert changed != received(sent)
        assert "no signature of netwerk.example holds" in found(changed, dns)[0]
    assert "body hash mismatch" in found(received(sent) + b"An advertisement.\r\n", dns, Level.ADVICE)[0]


def test_without_a_signature_or_its_key_it_says_so(sent: bytes, dns: DnsServer) -> None:
    assert "the message isn't signed" in found(sent, dns)[0]
    raw = received(sent).replace(b"s=s1;", b"s=weg;", 1)
    assert "no signature" in found(raw, dns)[0]
    dns.zone["kapot._domainkey.netwerk.example", "TXT"] = ["SERVFAIL"]
    raw = received(sent).replace(b"s=s1;", b"s=kapot;", 1)
    assert "DNS doesn't say" in found(raw, dns, Level.ADVICE)[0]


def test_the_signature_of_another_domain_counts_only_within_the_organisation(sent: bytes, dns: DnsServer) -> None:
    assert found(received(sent, "mail.netwerk.example"), dns) == []
    assert "the same domain is better" in found(received(sent, "mail.netwerk.example"), dns, Level.ADVICE)[0]
    assert "no signature of netwerk.example" in found(received(sent, "elders.example"), dns)[0]


def test_two_signatures_are_enough_when_one_is_ours(sent: bytes, dns: DnsServer) -> None:
    twice = received(received(sent, "netwerk.example"), "elders.example")
    assert found(twice, dns) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"List-Unsubscribe: <https:", b"List-Unsubscribe: <http:", "has to begin with <https"),
        (b"=One-Click", b"=Yes", "isn't as it was sent"),
        (b"List-Id: ", b"X-Id: ", "List-Id has to end"),
        (b"Message-ID: <", b"Message-ID: ", "there is none, or it can't be read"),
        (b"Date: ", b"X-Date: ", "missing: Date"),
        (b"text/plain", b"text/calendar", "text and HTML are expected"),
        (b"</html>", b"x" * 1200 + b"</html>", "a line has"),
        (b"</html>", b"x=\r\n" * 100_000 + b"</html>", "the HTML is"),
    ],
)
def test_what_providers_refuse_is_told(sent: bytes, dns: DnsServer, old: bytes, new: bytes, says: str) -> None:
    assert sent.count(old)
    assert says in " ".join(found(received(sent.replace(old, new, 1)), dns))


def test_a_part_in_an_unknown_alphabet_is_no_reason_to_stop(sent: bytes, dns: DnsServer) -> None:
    raw = received(sent.replace(b'charset="utf-8"', b'charset="x-klingon"'))
    assert found(raw, dns) == ["parts: the text is empty, or can't be read."]


def test_the_envelope_and_the_verdict_of_the_receiver_count(sent: bytes, dns: DnsServer) -> None:
    raw = received(sent).replace(b"<nieuws@netwerk.example>", b"<bounce@provider.example>", 1)
    assert "custom return path" in found(raw, dns, Level.ADVICE)[0]
    raw = received(sent).replace(b"dmarc=pass", b"dmarc=fail", 1)
    assert "dmarc=fail" in found(raw, dns)[0]


def test_a_mail_about_ones_own_subscription_is_not_left(dns: DnsServer) -> None:
    letter = (
        b"From: Netwerk <nieuws@netwerk.example>\r\nTo: anna@example.org\r\nSubject: Bevestig\r\n"
        b"Date: Tue, 10 Mar 2026 10:00:00 +0100\r\nMessage-ID: <1@netwerk.example>\r\nMIME-Version: 1.0\r\n"
        b"Auto-Submitted: auto-generated\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBevestig.\r\n"
    )
    assert found(received(letter, covering=SIGNED[:5]), dns) == []


@given(st.binary(max_size=400))
def test_whatever_is_given_it_answers(dns: DnsServer, rest: bytes) -> None:
    raw = b"From: a@netwerk.example\r\nDKIM-Signature: v=1; a=rsa-sha256; d=netwerk.example; s=s1; h=from; " + rest
    assert all(isinstance(one, Finding) for one in check_message(raw, dns.dns))
    check_message(rest, dns.dns)


def test_the_command_reads_a_file_and_fails_by_what_is_wrong(sent: bytes, dns: DnsServer, tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "copy.eml"
    file.write_bytes(received(sent))
    call_command("check_mail_message", str(file), "--nameserver", dns.address, stdout=out)
    assert "DKIM: the signature of netwerk.example (selector s1) holds, and covers what it should." in out.getvalue()
    file.write_bytes(sent)
    with pytest.raises(CommandError, match="1 to put right"):
        call_command("check_mail_message", str(file), "--nameserver", dns.address, stdout=out)
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_mail_message", str(tmp_path / "weg.eml"), "--nameserver", dns.address)
