"""What holds for each of the site-wide page types, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

INDEXES: dict[str, Any] = {
    "partners": factories.PartnersPageFactory,
    "people": factories.PeoplePageFactory,
    "focus-areas": factories.FocusAreaIndexPageFactory,
    "challenges": factories.ChallengeIndexPageFactory,
    "strategy": factories.StrategyPageFactory,
    "publications": factories.PublicationIndexPageFactory,
    "glossary": factories.GlossaryPageFactory,
    "contact": factories.ContactPageFactory,
    "privacy": factories.PrivacyPageFactory,
    "statement": factories.AccessibilityStatementPageFactory,
    "information": factories.InformationPageFactory,
    "vision": factories.VisionPageFactory,
}
BELOW: dict[str, Any] = {
    "focus-areas": factories.FocusAreaPageFactory,
    "challenges": factories.ChallengePageFactory,
    "publications": factories.PublicationPageFactory,
    "glossary": factories.GlossaryTermPageFactory,
    "vision": factories.PhasePageFactory,
}


@pytest.mark.parametrize("name", INDEXES)
def test_a_page_with_only_a_title_shows_in_both_languages_and_within_its_budget(
    tree: Tree, client: Client, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    index = INDEXES[name](parent=tree.home, title="Leeg blad", slug="leeg")
    needed = {"focus_area": factories.FocusAreaFactory()} if name == "focus-areas" else {}
    pages = [index, BELOW[name](parent=index, title="Leeg deel", slug="deel", **needed)] if name in BELOW else [index]
    addresses = [(page.url, page.title) for page in pages]
    for page in pages:
        english: Page = page.copy_for_translation(tree.english)
        english.title = f"Empty {page.slug}"
        english.save_revision().publish()
        addresses.append((english.url, english.title))
    for address, title in addresses:
        client.get(address)
        with django_assert_max_num_queries(12):
            response = client.get(address)
        assert response.status_code == 200
        assert title in response.content.decode()
