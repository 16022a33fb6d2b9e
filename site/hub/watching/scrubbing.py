"""Texts for whoever looks after the server: without people's addresses, the links that are theirs, or secrets."""

from __future__ import annotations

import re
from typing import Any

ADDRESS, SECRET = "(address)", "(secret)"
# What a subscriber's links end in, what Django signs, and what a link for a new password ends in. What can be long is
# looked for from the beginning of a word only, or a long word would take the square of its length.
TOKENS = r"[\w-]{22}\.[\w-]{43}|(?<![\w.-])[\w.-]+:\w{6}:[\w-]{27,}|\b[a-z0-9]{6}-[0-9a-f]{32}\b"
LOG_INS = r"(?<=://)[^\s/:@]*:[^\s/@]*(?=@)"
NAMES = r"(?:password|secret|token|api_?key|dsn|authorization|cookie)"
NAMED = rf"(?P<named>{NAMES}['\"]?\s{{0,3}}[=:]\s{{0,3}}(?:Bearer\s)?)(?!\()(?:'[^']*'|\"[^\"]*\"|[^\s,;&)}}]+)"
SECRETS = re.compile(rf"{TOKENS}|{LOG_INS}|(?i:{NAMED})")
BETWEEN = r"\s@<>()\[\]\",;:\\"
ADDRESSES = re.compile(rf"(?<![^{BETWEEN}])[^{BETWEEN}]+(?:@|%40)[\w-]+(?:\.[\w-]+)*")


def scrubbed(text: str) -> str:
    """A text with what names a person, or opens something, taken out. Once more changes nothing."""
    text = SECRETS.sub(lambda found: f"{found['named'] or ''}{SECRET}", text)
    return ADDRESSES.sub(ADDRESS, text)


def scrubbed_deep(value: Any) -> Any:
    """The same of every text in lists and dictionaries."""
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, dict):
        return {key: scrubbed_deep(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [scrubbed_deep(inner) for inner in value]
    return value
