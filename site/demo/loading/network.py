"""Who and what the demo's pages refer to."""

from __future__ import annotations

import datetime

from wagtail.models import Locale

from network.models import Affiliation, FocusArea, NetworkSettings, Organisation, Partnership, Person
from pages.translations.given import translate

from ..content import network
from ..translating import Words
from .builder import words


def load_network(dutch: Locale, english: Locale) -> dict[str, FocusArea]:
    """Load the network's name, organisations, people and focus areas; answers the last by their key."""
    settings = NetworkSettings.load()
    settings.name = network.NAME
    settings.postal_address = network.POSTAL_ADDRESS
    settings.contact_email = network.CONTACT_ADDRESS
    settings.save()
    _load_organisations()
    _load_people()
    return _load_focus_areas(dutch, english)


def _load_organisations() -> None:
    for row in network.ORGANISATIONS:
        organisation = Organisation.objects.create(
            name=row.name, kind=row.kind, region=row.region, website=row.website, description=words(row.description)
        )
        if row.partner_since:
            Partnership.objects.create(organisation=organisation, start=datetime.date(row.partner_since, 1, 1))


def _load_people() -> None:
    for row in network.PEOPLE:
        person = Person.objects.create(name=row.name, may_be_shown=True, email=row.email, phone=row.phone)
        start = datetime.date(row.since, 9, 1) if row.since else None
        organisations = {organisation.name: organisation for organisation in Organisation.objects.all()}
        Affiliation.objects.create(
            person=person, organisation=organisations[row.organisation], role=words(row.role), start=start
        )
        if row.before:
            Affiliation.objects.create(
                person=person,
                organisation=organisations[row.before.organisation],
                role=words(row.before.role),
                start=datetime.date(row.before.start, 9, 1),
                end=datetime.date(row.before.end, 8, 31),
            )


def _load_focus_areas(dutch: Locale, english: Locale) -> dict[str, FocusArea]:
    areas = {}
    for order, row in enumerate(network.FOCUS_AREAS):
        area = FocusArea.objects.create(locale=dutch, name=row.name.nl, description=row.description.nl, order=order)
        translate(area, english, Words([row.name, row.description]).english_for)
        areas[row.key] = area
    return areas
