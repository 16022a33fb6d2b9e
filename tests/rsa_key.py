"""An RSA key for a test to sign mail with: made anew, so that no private key lies in the repository."""

from __future__ import annotations

import base64
import math
import secrets
from dataclasses import dataclass

EXPONENT = 65_537
INTEGER, BIT_STRING, SEQUENCE = 0x02, 0x03, 0x30
RSA_ENCRYPTION = bytes.fromhex("06092a864886f70d0101010500")
SMALL = [n for n in range(3, 2_000, 2) if all(n % d for d in range(3, math.isqrt(n) + 1, 2))]


@dataclass(frozen=True)
class Key:
    """The private key as a signer reads it, the public one as DNS publishes it."""

    private: bytes
    record: str


def make_key(bits: int = 2048) -> Key:
    """A key of that many bits; good enough for a test, and for nothing else."""
    modulus = 0
    while modulus.bit_length() != bits:
        p, q = _prime(bits // 2), _prime(bits - bits // 2)
        modulus = p * q
    d = pow(EXPONENT, -1, math.lcm(p - 1, q - 1))
    numbers = (0, modulus, EXPONENT, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
    private = _sequence(*map(_integer, numbers))
    public = _sequence(_integer(modulus), _integer(EXPONENT))
    published = _sequence(_der(SEQUENCE, RSA_ENCRYPTION), _der(BIT_STRING, b"\0" + public))
    body = base64.encodebytes(private)
    label = b"RSA PRIVATE KEY"
    pem = b"-----BEGIN " + label + b"-----\n" + body + b"-----END " + label + b"-----\n"
    return Key(pem, f"v=DKIM1; k=rsa; p={base64.b64encode(published).decode()}")


def _der(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(size)]) + size + content


def _integer(number: int) -> bytes:
    return _der(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _sequence(*parts: bytes) -> bytes:
    return _der(SEQUENCE, b"".join(parts))


def _prime(bits: int) -> int:
    while True:
        number = secrets.randbits(bits) | 3 << bits - 2 | 1
        is_candidate = all(number % small for small in SMALL) and math.gcd(EXPONENT, number - 1) == 1
        if is_candidate and all(pow(base, number - 1, number) == 1 for base in (2, 3, 5)):
            return number
