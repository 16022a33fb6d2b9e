"""What the templates of blocks need to know beyond a block's own value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.db.models import F, Q
from django.utils import timezone
from wagtail.blocks import StreamValue

from network.models import Affiliation, Person

register = template.Library()


@register.filter
def with_heading_level(body: StreamValue) -> Iterator[tuple[Any, int]]:
    """Each block of a body with the level of a title inside it: below the last heading that stands above it."""
    level = 2
    for block in body:
        yield block, level
        if block.block_type == "heading":
            level = int(block.value.get("level") or 2) + 1


@register.filter
def shown(people: Iterable[Person | None]) -> list[tuple[Person, Affiliation | None]]:
    """Of some people those who agreed to be shown, each with their main affiliation today; one query."""
    agreed = [person for person in people if person and person.may_be_shown]
    today = timezone.localdate()
    current = Affiliation.objects.filter(
        Q(start=None) | Q(start__lte=today), Q(end=None) | Q(end__gte=today), person__in=[p.pk for p in agreed if p.pk]
    )
    latest_last = current.select_related("organisation").order_by(F("start").asc(nulls_first=True), "pk")
    affiliations = {affiliation.person_id: affiliation for affiliation in latest_last}
    return [(person, affiliations.get(person.pk)) for person in agreed]


@register.filter
def present(rows: Iterable[Any]) -> list[Any]:
    """Of rows chosen from a library those that are there still."""
    return [row for row in rows if row]


@register.filter
def dialled(phone: str) -> str:
    """A telephone number as a `tel:` link has it: its digits, with the plus of another country."""
    return re.sub(r"(?!^\+)\D", "", phone.replace("(0)", "").strip())
