"""The words that a page is found by, whatever its type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from blocks.searchable import texts_in

LONGEST = 200_000  # characters; PostgreSQL refuses an index row of more than a megabyte
KNOWN_OTHERWISE = {"lead"}


def text_of(page: Any) -> str:
    """What editors wrote in the fields of a page's own type, a line for each text."""
    own = (field for field in page._meta.concrete_fields if not issubclass(Page, field.model))
    texts = (text for field in own for text in _texts(field, field.value_from_object(page)))
    lines = (" ".join(text.split()) for text in texts)
    return "\n".join(line for line in lines if line)[:LONGEST]


def _texts(field: models.Field, value: Any) -> Iterator[str]:
    if isinstance(field, StreamField):
        yield from texts_in(field.stream_block, value)
    elif isinstance(field, RichTextField):
        yield from field.get_searchable_content(value or "")
    elif type(field) in {models.CharField, models.TextField} and field.editable and not field.choices:
        yield "" if field.name in KNOWN_OTHERWISE else value or ""
