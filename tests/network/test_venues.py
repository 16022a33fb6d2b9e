"""A venue as an editor writes it down, and as a gathering shows it."""

from datetime import UTC, datetime

import time_machine
from django.test import Client

from academy.models import GatheringPage
from hub.roles import EDITORS, make_roles
from network.models import User, Venue
from tests import factories
from tests.conftest import Tree


def test_an_editor_adds_a_venue_with_its_accessibility_in_both_languages(tree: Tree, client: Client) -> None:
    editor: User = factories.UserFactory()
    editor.groups.add(next(group for group in make_roles() if group.name == EDITORS.name))
    client.force_login(editor)
    words = {"accessibility_nl": "Er is een lift.", "accessibility_en": "There is a lift."}
    answer = client.post("/cms/snippets/network/venue/add/", {"name": "Het Huis", "town": "Utrecht", **words})
    assert answer.status_code == 302
    assert Venue.objects.get(name="Het Huis").accessibility == {"nl": "Er is een lift.", "en": "There is a lift."}
    assert "Het Huis" in client.get("/cms/snippets/network/venue/").content.decode()


def test_a_gathering_still_to_come_says_how_accessible_its_venue_is(tree: Tree, client: Client) -> None:
    venue: Venue = factories.VenueFactory(name="Het Huis", accessibility={"nl": "Er is een lift."})
    agenda = factories.AgendaPageFactory(parent=tree.home, slug="agenda")
    page: GatheringPage = factories.GatheringPageFactory(parent=agenda, slug="samen", venue=venue)
    with time_machine.travel(datetime(2026, 1, 10, tzinfo=UTC), tick=False):
        shown = client.get(page.url).content.decode()
    assert "Het Huis" in shown
    assert "Er is een lift." in shown
