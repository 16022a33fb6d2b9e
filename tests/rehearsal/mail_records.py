"""What docs/mail.md has somebody put in DNS, known to a server of the rehearsal's own."""

from __future__ import annotations

import base64
import subprocess

from tests.dns_server import DnsServer

from .server import NAME

SELECTOR = "2026"


def publish(dns: DnsServer) -> None:
    """The records of a domain at which nothing is missing."""
    dns.text(NAME, "v=spf1 mx -all")
    dns.text(f"{SELECTOR}._domainkey.{NAME}", f"v=DKIM1; k=rsa; p={_public_key()}")
    dns.text(f"_dmarc.{NAME}", f"v=DMARC1; p=reject; rua=mailto:dmarc@{NAME}; adkim=s")
    dns.text(f"_mta-sts.{NAME}", "v=STSv1; id=20261201")
    dns.text(f"_smtp._tls.{NAME}", f"v=TLSRPTv1; rua=mailto:tls@{NAME}")
    dns.zone |= {
        (NAME, "MX"): [f"10 mail.{NAME}."],
        (f"mail.{NAME}", "A"): ["192.0.2.10"],
        (f"mail.{NAME}", "AAAA"): ["2001:db8::10"],
        (f"_25._tcp.mail.{NAME}", "TLSA"): [f"3 1 1 {'ab' * 32}"],
        (f"mta-sts.{NAME}", "A"): ["192.0.2.80"],
    }


def _public_key() -> str:
    generate = ["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    private = subprocess.run(generate, check=True, capture_output=True).stdout
    public = ["openssl", "pkey", "-pubout", "-outform", "DER"]
    return base64.b64encode(subprocess.run(public, input=private, check=True, capture_output=True).stdout).decode()
