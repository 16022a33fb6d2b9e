"""What editors chose from the site's libraries, wherever it stands in a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from wagtail import blocks
from wagtail.blocks.list_block import ListValue

Chosen = TypeVar("Chosen")


def chosen_in(value: Any, kind: type[Chosen]) -> Iterator[Chosen]:
    """Every row of a model in a block's value or a whole body, however deep, in the order in which they stand."""
    match value:
        case kind():
            yield value
        case blocks.StreamValue():
            for child in value:
                yield from chosen_in(child.value, kind)
        case blocks.StructValue():
            for part in value.values():
                yield from chosen_in(part, kind)
        case ListValue():
            for part in value:
                yield from chosen_in(part, kind)
