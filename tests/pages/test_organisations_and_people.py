"""The pages of organisations and people, which are made from what is said about them elsewhere."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from network.models import Affiliation, Contribution, Involvement, Organisation, Partnership, Person
from network.words import Words
from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)


def in_english(page: Page, tree: Tree, title: str, slug: str) -> None:
    english = page.copy_for_translation(tree.english)
    english.title, english.slug = title, slug
    english.save_revision().publish()


@pytest.fixture
def partners(tree: Tree) -> Page:
    page: Page = factories.PartnersPageFactory(parent=tree.home, slug="partners")
    in_english(page, tree, "Our partners", "our-partners")
    return page


@pytest.fixture
def people(tree: Tree) -> Page:
    page: Page = factories.PeoplePageFactory(parent=tree.home, slug="mensen")
    in_english(page, tree, "People", "people")
    return page


@pytest.fixture
def hospital() -> Organisation:
    organisation: Organisation = factories.OrganisationFactory(
        name="Diakonessenhuis", description=Words({"nl": "Een ziekenhuis.", "en": "A hospital."})
    )
    Partnership.objects.create(organisation=organisation, start=date(2019, 1, 1))
    return organisation


@pytest.fixture
def nurse(hospital: Organisation) -> Person:
    person: Person = factories.PersonFactory(name="Noor Zonnewerf", email="noor@example.org")
    role = Words({"nl": "wijkverpleegkundige", "en": "district nurse"})
    Affiliation.objects.create(person=person, organisation=hospital, role=role, start=date(2021, 9, 1))
    before = factories.OrganisationFactory(name="Universiteit Utrecht")
    Affiliation.objects.create(person=person, organisation=before, start=date(2015, 9, 1), end=date(2021, 8, 31))
    return person


@pytest.fixture
def article(tree: Tree, nurse: Person, hospital: Organisation) -> ArticlePage:
    page: ArticlePage = factories.ArticlePageFactory(parent=tree.news, title="Een buurttuin", slug="buurttuin")
    Contribution.objects.create(page=page, person=nurse, role="speaker", organisation=hospital)
    Involvement.objects.create(page=page, organisation=hospital, role="organiser")
    return page


def said_by(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_partners_of_today_come_first_and_everybody_else_is_named_after_them(
    partners: Page, hospital: Organisation, client: Client
) -> None:
    for name, end in (("Oud-partner", YESTERDAY), ("Toekomstige partner", None)):
        start = date(2019, 1, 1) if end else timezone.localdate() + timedelta(days=2)
        Partnership.objects.create(organisation=factories.OrganisationFactory(name=name), start=start, end=end)
    factories.OrganisationFactory(name="Rabobank")
    page = said_by(client, "/nl/partners/")
    current, others = page.split("Ook betrokken")
    assert "Diakonessenhuis" in current
    assert "Partner sinds 2019" in current
    for name in ("Oud-partner", "Toekomstige partner", "Rabobank"):
        assert name not in current
        assert name in others


def test_an_organisation_shows_what_it_is_who_works_there_and_what_it_took_part_in(
    partners: Page, people: Page, article: ArticlePage, client: Client
) -> None:
    page = said_by(client, "/nl/partners/diakonessenhuis/")
    assert re.search(r"<title>\s*Diakonessenhuis – ", page)
    assert '<meta name="description" content="Een ziekenhuis.">' in page
    assert 'href="/nl/mensen/noor-zonnewerf/"' in page
    assert "Een buurttuin" in page
    assert "Organisator" in page
    assert "Spreker: Noor Zonnewerf" in page


def test_who_left_an_organisation_no_longer_works_there(partners: Page, nurse: Person, client: Client) -> None:
    assert "Noor Zonnewerf" not in said_by(client, "/nl/partners/universiteit-utrecht/")


def test_a_person_shows_where_they_work_worked_and_what_they_did(
    people: Page, partners: Page, article: ArticlePage, client: Client
) -> None:
    page = said_by(client, "/nl/mensen/noor-zonnewerf/")
    assert re.search(r"<title>\s*Noor Zonnewerf – ", page)
    now, before = page.split("Eerdere functies")
    assert "wijkverpleegkundige" in now
    assert "Spreker (Diakonessenhuis)" in now
    assert "Een buurttuin" in now
    assert "2015–2021" in before
    assert "Universiteit Utrecht" in before


def test_an_address_is_shown_where_somebody_is_the_contact_and_nowhere_else(
    tree: Tree, people: Page, article: ArticlePage, nurse: Person, client: Client
) -> None:
    contact = factories.ContactPageFactory(parent=tree.home, slug="contact")
    Contribution.objects.create(page=contact, person=nurse, role="contact")
    assert "mailto:noor@example.org" in said_by(client, "/nl/contact/")
    for address in ("/nl/mensen/", "/nl/mensen/noor-zonnewerf/", "/nl/nieuws/buurttuin/"):
        assert "noor@example.org" not in said_by(client, address)


@pytest.mark.parametrize(
    ("address", "other", "name"),
    [
        ("/nl/partners/diakonessenhuis/", "/en/our-partners/diakonessenhuis/", "A hospital."),
        ("/nl/mensen/noor-zonnewerf/", "/en/people/noor-zonnewerf/", "district nurse"),
    ],
)
def test_the_other_language_is_the_same_organisation_or_person(
    partners: Page, people: Page, nurse: Person, client: Client, address: str, other: str, name: str
) -> None:
    page, english = said_by(client, address), said_by(client, other)
    assert f'href="{other}"' in page
    assert name in english
    for html, own in ((page, address), (english, other)):
        assert re.search(rf'rel="canonical" href="[^"]+{own}"', html)
        assert re.search(rf'hreflang="nl" href="[^"]+{address}"', html)
        assert re.search(rf'hreflang="en" href="[^"]+{other}"', html)
    above = address.rsplit("/", 2)[0] + "/"
    breadcrumb = page.split("<h1")[0].split("breadcrumb__list")[1]
    assert f'href="{above}"' in breadcrumb


def test_who_takes_consent_away_has_left_every_page_at_once(
    partners: Page, people: Page, article: ArticlePage, nurse: Person, client: Client
) -> None:
    addresses = ["/nl/mensen/", "/nl/partners/diakonessenhuis/"]
    for address in (*addresses, "/nl/mensen/noor-zonnewerf/"):
        assert "Noor Zonnewerf" in said_by(client, address)
    nurse.may_be_shown = False
    nurse.save()
    assert client.get("/nl/mensen/noor-zonnewerf/").status_code == 404
    for address in (*addresses, "/nl/nieuws/buurttuin/"):
        assert "Noor Zonnewerf" not in said_by(client, address)


@pytest.mark.parametrize("address", ["/nl/partners/niemand/", "/nl/mensen/niemand/"])
def test_who_is_not_there_is_a_404(partners: Page, people: Page, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_what_is_not_published_or_in_another_language_is_not_gathered(
    tree: Tree, people: Page, article: ArticlePage, client: Client
) -> None:
    in_english(article, tree, "A community garden", "garden")
    assert "A community garden" not in said_by(client, "/nl/mensen/noor-zonnewerf/")
    assert "A community garden" in said_by(client, "/en/people/noor-zonnewerf/")
    article.unpublish()
    assert "Een buurttuin" not in said_by(client, "/nl/mensen/noor-zonnewerf/")


def test_two_of_the_same_name_have_addresses_of_their_own() -> None:
    slugs = [factories.PersonFactory(name="Anna Berg").slug for _ in range(3)]
    assert slugs == ["anna-berg", "anna-berg-2", "anna-berg-3"]
    with pytest.raises(ValidationError) as error:
        Person(name="Anna Berg", slug="anna-berg").full_clean()
    assert "slug" in error.value.message_dict


def test_twenty_cost_as_much_as_one(
    tree: Tree, partners: Page, people: Page, article: ArticlePage, hospital: Organisation, client: Client
) -> None:
    addresses = {
        "/nl/partners/": 15,
        "/nl/mensen/": 15,
        "/nl/partners/diakonessenhuis/": 12,
        "/nl/mensen/noor-zonnewerf/": 12,
    }
    before = {address: queries(client, address) for address in addresses}
    assert {address: count for address, count in before.items() if count > addresses[address]} == {}
    nurse = Person.objects.get(name="Noor Zonnewerf")
    for _ in range(4):
        other = factories.ArticlePageFactory(parent=tree.news)
        Contribution.objects.create(page=other, person=nurse, role="author", organisation=hospital)
    for _ in range(20):
        Affiliation.objects.create(person=factories.PersonFactory(), organisation=hospital)
        Partnership.objects.create(organisation=factories.OrganisationFactory(), start=date(2020, 1, 1))
    assert {address: queries(client, address) for address in addresses} == before


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("address", "said"), [("/nl/partners/", "organisatie"), ("/en/our-partners/", "organisation")])
def test_an_organisation_of_no_kind_is_called_an_organisation(
    partners: Page, client: Client, address: str, said: str
) -> None:
    homes: Organisation = factories.OrganisationFactory(name="Woonstichting", kind="other", region="Utrecht")
    Partnership.objects.create(organisation=homes, start=date(2021, 1, 1))
    for shown in (client.get(address), client.get(f"{address}{homes.slug}/")):
        words = BeautifulSoup(shown.content, "html.parser").main.get_text("|").casefold()
        assert re.search(rf"\|\s*{said}\b", words)
        assert not re.search(r"\|\s*(anders|other)\b", words)
