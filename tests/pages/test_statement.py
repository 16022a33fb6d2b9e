"""The pages on which a network accounts for itself: accessibility and privacy."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from pages.models import AccessibilityStatementPage
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(tree: Tree) -> AccessibilityStatementPage:
    page: AccessibilityStatementPage = factories.AccessibilityStatementPageFactory(
        parent=tree.home,
        slug="verklaring",
        status="B",
        scope="www.netwerk.example",
        examined_on=date(2026, 2, 1),
        examined_by="Bureau Toets",
        report_url="https://example.org/rapport",
        issues=[
            (
                "issue",
                {
                    "criterion": "1.4.3 Contrast",
                    "description": "De kaart heeft te weinig contrast.",
                    "reason": "Zij komt van elders.",
                    "measure": "Wij maken een eigen kaart.",
                    "planned": date(2026, 9, 1),
                },
            )
        ],
        feedback_email="toegankelijk@example.org",
        answer_within_days=1,
        complaints_url="https://example.org/klacht",
        stated_on=date(2026, 3, 2),
        stated_by="Directie, Netwerk",
    )
    return page


def test_the_statement_says_everything_that_its_model_asks_for(
    statement: AccessibilityStatementPage, client: Client
) -> None:
    page = " ".join(client.get("/nl/verklaring/").content.decode().split())
    for words in (
        "gaat over www.netwerk.example",
        "voldoet voor een deel",
        "1 februari 2026 door Bureau Toets",
        "https://example.org/rapport",
        "1.4.3 Contrast",
        "De kaart heeft te weinig contrast.",
        "Zij komt van elders.",
        "Wij maken een eigen kaart.",
        "1 september 2026",
        "mailto:toegankelijk@example.org",
        "binnen 1 dag antwoord",
        "https://example.org/klacht",
        "2 maart 2026 door Directie, Netwerk",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    ("status", "dutch", "english"),
    [
        ("A", "voldoet volledig", "All of it complies"),
        ("C", "eerste maatregelen", "first measures"),
        ("D", "voldoet niet", "doesn&#x27;t comply"),
        ("E", "nog niet onderzocht", "been examined yet"),
    ],
)
def test_each_status_is_said_in_words(
    tree: Tree, statement: AccessibilityStatementPage, client: Client, status: str, dutch: str, english: str
) -> None:
    statement.status = status
    statement.save()
    translation = statement.copy_for_translation(tree.english)
    translation.save_revision().publish()
    assert dutch in client.get("/nl/verklaring/").content.decode()
    page = client.get(translation.url).content.decode()
    assert english in page or english.replace("&#x27;", "'") in page


@pytest.mark.parametrize("status", ["A", "B"])
def test_conformance_without_an_examination_is_refused_in_the_form_and_in_the_database(
    statement: AccessibilityStatementPage, status: str
) -> None:
    statement.status, statement.examined_on = status, None
    with pytest.raises(ValidationError) as error:
        statement.clean()
    assert "examined_on" in error.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessibilityStatementPage.objects.filter(pk=statement.pk).update(status=status, examined_on=None)


@pytest.mark.parametrize("address", ["/toegankelijkheid", "/toegankelijkheid/", "/accessibility", "/accessibility/"])
def test_the_short_addresses_lead_to_it_once_it_is_there(tree: Tree, client: Client, address: str) -> None:
    assert client.get(address, follow=True).status_code == 404
    statement = factories.AccessibilityStatementPageFactory(parent=tree.home, slug="verklaring")
    assert client.get(address)["Location"].endswith("/nl/verklaring/")
    english = statement.copy_for_translation(tree.english)
    english.slug = "statement"
    english.save_revision().publish()
    target = "/en/statement/" if "accessibility" in address else "/nl/verklaring/"
    assert client.get(address)["Location"].endswith(target)
    statement.unpublish()
    assert client.get(address)["Location"].endswith("/en/statement/")


def test_what_is_kept_of_people_stands_in_a_table(tree: Tree, client: Client) -> None:
    row = {"what": "E-mailadres", "purpose": "De nieuwsbrief", "basis": "Toestemming", "retention": "Tot afmelding"}
    factories.PrivacyPageFactory(
        parent=tree.home, slug="privacy", processing=[("processing", row)], changed_on=date(2026, 3, 2)
    )
    page = client.get("/nl/privacy/").content.decode()
    assert '<th scope="row">E-mailadres</th>' in page
    for words in ("De nieuwsbrief", "Toestemming", "Tot afmelding", "2 maart 2026"):
        assert words in page
