"""What a check says about a page."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Whether a page can be published with it: what shuts a reader out blocks, the rest is advice."""

    BLOCKS = "blocks"
    ADVISES = "advises"


@dataclass(frozen=True)
class Finding:
    """Something that an editor should look at.

    `where` is Wagtail's path to the field: its name, and for a block in a stream the block's id and the name of the
    field in it, with dots between them.
    """

    severity: Severity
    message: str
    where: str

    @property
    def blocks(self) -> bool:
        """Whether the page can't be published as long as this is so."""
        return self.severity is Severity.BLOCKS


def blocks(message: str, where: str) -> Finding:
    """A finding that keeps a page from being published."""
    return Finding(Severity.BLOCKS, message, where)


def advises(message: str, where: str) -> Finding:
    """A finding that an editor may leave as it is."""
    return Finding(Severity.ADVISES, message, where)
