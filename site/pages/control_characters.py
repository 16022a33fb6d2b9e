"""Characters that nobody sees and that pasted words may hold, such as a word processor's line break."""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def without_control_characters(text: str) -> str:
    """A text that XML and calendars can hold: a space stands in place of what they have no way to write."""
    return CONTROL.sub(" ", text)
