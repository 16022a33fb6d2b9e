"""The commands of docs/deploy.md, as a reader finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = "docs/deploy.md"
HEADING = re.compile(r"^## (.+)$")
FENCE = "```"


@dataclass(frozen=True)
class Step:
    """A block of commands, and the heading that it stands under."""

    heading: str
    commands: str


def steps_of(document: Path) -> list[Step]:
    """All blocks of commands, in their order. A block of any other kind is no step."""
    steps: list[Step] = []
    heading, block = "", None
    for line in document.read_text().splitlines():
        if block is None and (found := HEADING.match(line)):
            heading = found[1]
        elif block is None and line == f"{FENCE}sh":
            block = []
        elif block is not None and line == FENCE:
            steps.append(Step(heading, "\n".join(block)))
            block = None
        elif block is not None:
            block.append(line)
    return steps
