"""Publications: announced before they are there, and then with their document."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import Page

from network.models import Contribution, Involvement, PageFocusArea, Tie
from pages.models import PublicationPage
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(tree: Tree) -> Page:
    page: Page = factories.PublicationIndexPageFactory(parent=tree.home, slug="publicaties")
    return page


def report(index: Page, **fields: object) -> PublicationPage:
    page: PublicationPage = factories.PublicationPageFactory(parent=index, **{"title": "Een lerende regio", **fields})
    return page


def document() -> Document:
    found: Document = Document.objects.create(title="Verslag", file=ContentFile(b"%PDF" + b" " * 3068, "verslag.pdf"))
    return found


def test_one_that_is_announced_says_so_and_can_be_linked_to(index: Page, tree: Tree, client: Client) -> None:
    publication = report(index, slug="regio", date=date(2027, 3, 1))
    article = factories.ArticlePageFactory(parent=tree.news, title="Terugblik")
    Tie.objects.create(page=article, target=publication)
    for address in ("/nl/publicaties/", "/nl/publicaties/regio/"):
        assert "Aangekondigd, verwacht in maart 2027" in client.get(address).content.decode()
    page = client.get("/nl/publicaties/regio/").content.decode()
    assert "Terugblik" in page
    assert 'class="download"' not in page


def test_one_that_is_there_names_its_file_type_and_size(index: Page, client: Client) -> None:
    file = document()
    report(index, slug="regio", status="published", date=date(2021, 6, 1), document=file)
    page = client.get("/nl/publicaties/regio/").content.decode()
    assert f'href="{file.url}"' in page
    assert "PDF" in page
    assert "3,0\xa0KB" in page
    assert "1 juni 2021" in page
    assert "Aangekondigd" not in page


@pytest.mark.parametrize("has", ["nothing", "a document", "an address"])
def test_one_that_is_there_needs_a_document_or_an_address(has: str) -> None:
    page = PublicationPage(title="Verslag", status="published")
    if has == "nothing":
        with pytest.raises(ValidationError) as error:
            page.clean()
        assert "document" in error.value.message_dict
    elif has == "a document":
        page.document = document()
        page.clean()
    else:
        page.document_url = "https://example.org/verslag.pdf"
        page.clean()


def test_what_is_to_come_stands_first_and_then_the_newest(index: Page, client: Client) -> None:
    for title, day in (("Oud", date(2020, 1, 1)), ("Zonder dag", None), ("Nieuw", date(2024, 1, 1))):
        factories.PublicationPageFactory(parent=index, title=title, date=day)
    page = client.get("/nl/publicaties/").content.decode().split("<main")[1]
    assert page.index("Zonder dag") < page.index("Nieuw") < page.index("Oud")


@pytest.mark.parametrize("number", ["0", "99", "niets"])
def test_a_page_number_that_is_not_there_shows_one_that_is(index: Page, client: Client, number: str) -> None:
    report(index)
    response = client.get("/nl/publicaties/", {"page": number})
    assert response.status_code == 200
    assert "Een lerende regio" in response.content.decode()


def test_a_full_publication_stays_within_its_budget_and_twenty_cost_as_much_as_one(
    index: Page, tree: Tree, client: Client
) -> None:
    publication = report(index, slug="regio", status="published", document=document())
    organisation = factories.OrganisationFactory()
    Contribution.objects.create(page=publication, person=factories.PersonFactory(), organisation=organisation)
    Involvement.objects.create(page=publication, organisation=organisation, role="author")
    PageFocusArea.objects.create(page=publication, focus_area=factories.FocusAreaFactory())
    Tie.objects.create(page=publication, target=factories.StrategyPageFactory(parent=tree.home))
    first = {address: queries(client, address) for address in ("/nl/publicaties/", "/nl/publicaties/regio/")}
    for number in range(11):
        report(index, title=f"Verslag {number}", status="published", document=document())
    for _ in range(20):
        Contribution.objects.create(page=publication, person=factories.PersonFactory(), organisation=organisation)
    assert {address: queries(client, address) for address in first} == first
    assert first["/nl/publicaties/"] <= 15
    assert first["/nl/publicaties/regio/"] <= 12


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_document_in_another_language_than_its_page_says_so(
    tree: Tree, index: Page, client: Client, elsewhere: bool
) -> None:
    file = {"document_url": "https://example.org/verslag"} if elsewhere else {"document": document()}
    publication = report(index, slug="regio", status="published", **file)
    english_index = index.copy_for_translation(tree.english)
    english_index.save_revision().publish()
    english = publication.copy_for_translation(tree.english)
    english.slug = "region"
    english.save_revision().publish()
    addresses = ("/nl/publicaties/regio/", "/en/publicaties/region/")
    dutch, translated = (client.get(address).content.decode() for address in addresses)
    assert 'hreflang="nl"' in translated.split('class="download"')[1]
    assert "Dutch" in translated.split('class="download"')[1].split("</a>")[0]
    assert "hreflang" not in dutch.split('class="download"')[1].split("</a>")[0]
