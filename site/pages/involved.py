"""What people and organisations did in the network, read from the relations that any page can have."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page

from network.models import Contribution, Involvement, Organisation, Person

from .cards import Card, cards, in_groups


def done_by(person: Person, locale_id: int) -> list[tuple[str, list[Card]]]:
    """The public pages that a person contributed to, in one language, by type; one query."""
    pages = Contribution.objects.filter(person=person).values("page")
    return in_groups(cards(Page.objects.filter(locale=locale_id, pk__in=pages)))


def done_with(organisation: Organisation, locale_id: int) -> list[tuple[str, list[Card]]]:
    """The public pages that an organisation takes part in, in one language, by type; one query."""
    involved = Involvement.objects.filter(organisation=organisation).values("page")
    represented = Contribution.objects.filter(organisation=organisation).values("page")
    pages = Page.objects.filter(Q(pk__in=involved) | Q(pk__in=represented), locale=locale_id)
    return in_groups(cards(pages))
