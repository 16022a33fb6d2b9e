"""The part of an address that stands for a person or an organisation."""

from __future__ import annotations

from itertools import count

from django.db import models
from django.utils.text import slugify


def free_slug(row: models.Model) -> str:
    """A slug made from the row's name that no other row of its type has: `anna-berg`, else `anna-berg-2`."""
    stem = slugify(str(row)) or "x"
    others = type(row)._default_manager.exclude(pk=row.pk)
    taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem if n == 1 else f"{stem}-{n}" for n in count(1)) if slug not in taken)
