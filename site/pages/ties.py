"""What a page is tied to, read in the page's own language."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from wagtail.models import Page

from network.models import Tie

from .cards import Card, cards


def is_naming(page: Page) -> Q:
    """A condition on pages: that they are about `page` or belong to it, in its own language."""
    ties = Tie.objects.filter(target__translation_key=page.translation_key).values("page")
    return Q(locale_id=page.locale_id, pk__in=ties)


def is_named_by(page: Page) -> Q:
    """A condition on pages: that `page` is about them or belongs to them, in its own language."""
    ties: Any = page.ties.all()
    # A draft keeps its rows in memory, where nothing can be joined to them.
    targets = ties.order_by().values("target") if isinstance(ties, QuerySet) else [tie.target_id for tie in ties]
    keys = Page.objects.filter(pk__in=targets).values("translation_key")
    return Q(locale_id=page.locale_id, translation_key__in=keys)


def tied_cards(page: Page) -> tuple[list[Card], list[Card]]:
    """The public pages that a page is about or belongs to, and those that are about it or belong to it; one query."""
    named = is_named_by(page)
    is_whole = Case(When(named, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = cards(Page.objects.filter(named | is_naming(page)).annotate(is_whole=is_whole))
    return [card for card in found if card.page.is_whole], [card for card in found if not card.page.is_whole]
