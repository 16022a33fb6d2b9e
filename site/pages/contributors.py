"""Who did what, for many pages at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from network.models import Contribution


def fetch_people(pages: Iterable[Any]) -> None:
    """Fill in the `people` of all these pages with one query; a draft keeps those that it has in memory."""
    saved = [page for page in pages if isinstance(page.contributions.all(), QuerySet)]
    shown = Contribution.objects.filter(page__in=[page.pk for page in saved], person__may_be_shown=True)
    people: dict[int, list[Contribution]] = defaultdict(list)
    for row in shown.select_related("person", "organisation"):
        people[row.page_id].append(row)
    for page in saved:
        page.people = people[page.pk]
