"""DomainKeys Identified Mail (RFC 6376): the keys that a domain publishes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from dkim.crypto import UnparsableKeyError, parse_public_key

from .dns_answers import Dns
from .findings import Finding, advice, good, wrong
from .tags import tags_of

SUBJECT = "DKIM"
SMALLEST, LARGE_ENOUGH = 1024, 2048


class BadKeyError(Exception):
    """A record that holds no usable key; says why."""


@dataclass(frozen=True)
class Key:
    """A published key."""

    kind: str
    bits: int
    is_test: bool


def key_in(record: str) -> Key:
    """The key that a record publishes. Raises BadKeyError."""
    tags = tags_of(record)
    kind, data = tags.get("k", "rsa"), "".join(tags.get("p", "").split())
    if tags.get("v", "DKIM1") != "DKIM1" or "p" not in tags:
        raise BadKeyError("it isn't a DKIM record")
    if not data:
        raise BadKeyError("the key was revoked (p= is empty)")
    if not {"*", "email"} & set(tags.get("s", "*").split(":")):
        raise BadKeyError("the key isn't meant for mail (s=)")
    if "sha256" not in tags.get("h", "sha256").split(":"):
        raise BadKeyError("it doesn't allow sha256 (h=)")
    try:
        decoded = base64.b64decode(data, validate=True)
        bits = len(decoded) * 8 if kind == "ed25519" else parse_public_key(decoded)["modulus"].bit_length()
    except (binascii.Error, UnparsableKeyError, IndexError, KeyError, TypeError, ValueError):
        raise BadKeyError("the key can't be read (p=): was it cut off?") from None
    return Key(kind, bits, "y" in tags.get("t", "").split(":"))


def check(domain: str, selectors: list[str], dns: Dns) -> Iterator[Finding]:
    """What the selectors of a domain publish."""
    if not selectors:
        yield wrong(
            SUBJECT,
            "no selector is known, and DNS can't be asked for all of them. The provider or the mail server says which "
            "one it signs with (s= in the DKIM-Signature of a mail that it sent); give it with --selector, or in "
            "DKIM_SELECTORS. A record looks like this:",
            suggested(domain, "SELECTOR"),
        )
    for selector in selectors:
        yield from _check_selector(domain, selector, dns)


def _check_selector(domain: str, selector: str, dns: Dns) -> Iterator[Finding]:
    name = f"{selector}._domainkey.{domain}"
    records = dns.texts(name)
    if len(records) != 1:
        text = f"{name} has {len(records)} records, of which receivers take any" if records else f"there is no {name}"
        yield wrong(SUBJECT, f"{text}. Publish the one record that the signer gives:", suggested(domain, selector))
        return
    try:
        key = key_in(records[0])
    except BadKeyError as error:
        yield wrong(SUBJECT, f"{name}: {error}. Publish what the signer gives:", suggested(domain, selector))
        return
    if key.is_test:
        text = f"{name} says that it is only being tested (t=y): receivers may ignore the signature. Take out t=y."
        yield wrong(SUBJECT, text)
    if key.kind == "rsa" and key.bits < SMALLEST:
        yield wrong(SUBJECT, f"{name} has {key.bits} bits, which receivers refuse. Make a new key of 2048 bits.")
    elif key.kind == "rsa" and key.bits < LARGE_ENOUGH:
        yield advice(SUBJECT, f"{name} has {key.bits} bits. Make a new key of 2048 bits, under a new selector.")
    else:
        yield good(SUBJECT, f"{name}: {key.kind}, {key.bits} bits.")
    if key.kind == "ed25519":
        yield advice(SUBJECT, f"{name} is ed25519, which many receivers can't verify. Sign with an RSA key as well.")


def suggested(domain: str, selector: str) -> str:
    """What a record for a selector looks like; the key itself is the signer's."""
    return (
        f'{selector}._domainkey.{domain}. IN TXT "v=DKIM1; k=rsa; p=PUBLIC-KEY"\n'
        f"or, with a provider: {selector}._domainkey.{domain}. IN CNAME NAME-THAT-THE-PROVIDER-GIVES."
    )
