"""What a search finds in blocks: the words that editors wrote, and nothing that only steers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail import blocks


def texts_in(block: Any, value: Any) -> Iterator[str]:
    """The texts in a block's value, however deep, in the order in which they stand.

    Wagtail's own way takes the choices along, so that “heading” would find every page that has one, and an empty
    text for the word “None”.
    """
    if not value or isinstance(block, blocks.ChoiceBlock | blocks.MultipleChoiceBlock):
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from texts_in(child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, part in block.child_blocks.items():
            yield from texts_in(part, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for part in value:
            yield from texts_in(block.child_block, part)
    else:
        yield from block.get_searchable_content(value)
