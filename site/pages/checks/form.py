"""The page's form, which keeps from publication what would shut a reader out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField

from . import check
from .reading import content_of

Problems = Iterable[tuple[list[str], str]]


class CheckedPageForm(WagtailAdminPageForm):
    """Refuses to publish a page or hand it in with a finding that blocks; a draft can always be saved."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            self._refuse_what_blocks()

    def _refuse_what_blocks(self) -> None:
        by_field: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for finding in check(content_of(self.instance, without=set(self.errors))):
            if finding.blocks:
                name, *path = finding.where.split(".")
                by_field[name].append((path, finding.message))
        for name, problems in by_field.items():
            model_field = self.instance._meta.get_field(name)
            if isinstance(model_field, StreamField):
                error = error_in(model_field.stream_block, getattr(self.instance, name), problems)
            else:
                error = ValidationError([message for _path, message in problems])
            self.add_error(name if name in self.fields else None, error)


def error_in(block: blocks.Block, value: Any, problems: Problems) -> ValidationError:
    """The error that shows each message at its place in a block. A place is the rest of a finding's path to it."""
    by_child: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    own = []
    for path, message in problems:
        if path:
            by_child[path[0]].append((path[1:], message))
        else:
            own.append(message)
    if not by_child:
        return ValidationError(own)
    if isinstance(block, blocks.StructBlock):
        errors: dict[Any, Any] = {
            name: error_in(block.child_blocks[name], value.get(name), below) for name, below in by_child.items()
        }
        return blocks.StructBlockValidationError(block_errors=errors)
    children = value.bound_blocks if isinstance(block, blocks.ListBlock) else value
    errors = {
        index: error_in(child.block, child.value, by_child[child.id])
        for index, child in enumerate(children)
        if child.id in by_child
    }
    if isinstance(block, blocks.ListBlock):
        return blocks.ListBlockValidationError(block_errors=errors)
    return blocks.StreamBlockValidationError(block_errors=errors)
