"""What a page is tied to, read in the page's own language."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from network.models import Tie


def named_by(page: Page) -> Any:
    """The pages that a page is about or belongs to, in its own language; a queryset, whatever state they are in."""
    ties = page.ties.all()
    # A draft keeps its rows in memory, where nothing can be joined to them.
    targets = ties.order_by().values("target") if isinstance(ties, QuerySet) else [tie.target_id for tie in ties]
    keys = Page.objects.filter(pk__in=targets).values("translation_key")
    return Page.objects.filter(locale_id=page.locale_id, translation_key__in=keys)


def naming(page: Page) -> Any:
    """The pages that are about a page or belong to it, in its own language; a queryset, whatever state they are in."""
    return Page.objects.filter(is_naming(page))


def is_naming(page: Page) -> Q:
    """A condition on pages: that they are tied to `page`, in its own language."""
    ties = Tie.objects.filter(target__translation_key=page.translation_key).values("page")
    return Q(locale_id=page.locale_id, pk__in=ties)
