"""What people and organisations did in the network, read from the relations that any page can have."""

from __future__ import annotations

from collections import defaultdict

from django.utils.text import capfirst
from wagtail.models import Page

from network.models import Contribution, Involvement, Organisation, Person

from .cards import Card, cards, in_groups


def done_by(person: Person, locale_id: int) -> list[tuple[str, list[Card]]]:
    """The public pages that a person contributed to, in one language, by type, each with what they did; two queries."""
    roles: dict[int, list[str]] = defaultdict(list)
    for row in Contribution.objects.filter(person=person, page__locale=locale_id).select_related("organisation"):
        role = capfirst(row.get_role_display())
        roles[row.page_id].append(f"{role} ({row.organisation})" if row.organisation else role)
    return _done(roles)


def done_with(organisation: Organisation, locale_id: int) -> list[tuple[str, list[Card]]]:
    """The public pages that an organisation or its people take part in, in one language, by type; three queries."""
    roles: dict[int, list[str]] = defaultdict(list)
    for involved in Involvement.objects.filter(organisation=organisation, page__locale=locale_id):
        roles[involved.page_id].append(capfirst(involved.get_role_display()))
    shown = Contribution.objects.filter(organisation=organisation, page__locale=locale_id, person__may_be_shown=True)
    for row in shown.select_related("person"):
        roles[row.page_id].append(f"{capfirst(row.get_role_display())}: {row.person}")
    return _done(roles)


def _done(roles: dict[int, list[str]]) -> list[tuple[str, list[Card]]]:
    if not roles:
        return []
    found = cards(Page.objects.filter(pk__in=list(roles)))
    for card in found:
        card.roles = ", ".join(dict.fromkeys(roles[card.page.pk]))
    return in_groups(found)
