"""What a page is tied to, read in the page's own language."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from wagtail.models import Page

from network.models import Tie

from .cards import Card, cards


def is_naming(page: Page) -> Q:
    """A condition on pages: that they are about `page` or belong to it, in its own language."""
    return Q(locale_id=page.locale_id) & is_naming_in_any_language(page)


def is_naming_in_any_language(page: Page) -> Q:
    """A condition on pages of all languages: that they are about `page`, or a translation of it, or belong to it."""
    return Q(pk__in=Tie.objects.filter(target__translation_key=page.translation_key).values("page"))


def is_named_by(page: Page) -> Q:
    """A condition on pages: that `page` is about them or belongs to them, in its own language."""
    ties: Any = page.ties.all()
    # A draft keeps its rows in memory, where nothing can be joined to them.
    targets = ties.order_by().values("target") if isinstance(ties, QuerySet) else [tie.target_id for tie in ties]
    keys = Page.objects.filter(pk__in=targets).values("translation_key")
    return Q(locale_id=page.locale_id, translation_key__in=keys)


def tied_cards(page: Page, related: Any = None) -> tuple[list[Card], list[Card], list[Card]]:
    """The public pages that a page is about or belongs to, those about it or belonging to it, and `related` ones.

    `related` is a queryset of ids, as `pages.related` makes them. One query for all three.
    """
    named, naming = is_named_by(page), is_naming(page)
    wanted = named | naming if related is None else named | naming | Q(pk__in=related)
    tie = Case(When(named, then=Value("whole")), When(naming, then=Value("part")), default=Value("related"))
    found = cards(Page.objects.filter(wanted).annotate(tie=tie))
    wholes, parts, others = ([card for card in found if card.page.tie == tie] for tie in ("whole", "part", "related"))
    return wholes, parts, others
