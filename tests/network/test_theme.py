"""A network's look as its communications officer sets it, and as visitors and readers get it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from network.models import NetworkSettings, User
from network.palette import DEFAULTS
from newsletter.identity import identity_in
from newsletter.rendering import render_parts
from tests import factories
from tests.conftest import Tree


@pytest.fixture
def officer(tree: Tree, client: Client) -> Client:
    """The admin of somebody who may change the settings."""
    user: User = factories.UserFactory(is_superuser=True)
    client.force_login(user)
    return client


def save(client: Client, links: list[dict[str, str]] | None = None, **changed: Any) -> Any:
    network = NetworkSettings.load()
    data = {"name": "Zorg in de Regio", "postal_address": "", "contact_email": "", **DEFAULTS, **changed}
    data |= {"social_links-count": len(links or []), "logo": changed.get("logo", ""), "logo_in_the_dark": ""}
    for place, link in enumerate(links or []):
        data |= {f"social_links-{place}-{name}": value for name, value in {"deleted": "", "order": place}.items()}
        data |= {f"social_links-{place}-type": "link", f"social_links-{place}-id": ""}
        data |= {f"social_links-{place}-value-{name}": value for name, value in link.items()}
    return client.post(f"/cms/settings/network/networksettings/{network.pk}/", data)


def stylesheet(client: Client, path: str = "/nl/nieuws/") -> str:
    found = re.search(r'href="(/theme\.\w+\.css)"', client.get(path).content.decode())
    assert found
    return found[1]


def test_another_colour_reaches_the_site_and_the_mail(officer: Client) -> None:
    assert save(officer, light_primary="#5b2a86", dark_primary="#d0b4f0", highlight="#ffd166").status_code == 302
    answer = Client().get(stylesheet(officer))
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert "--brand-primary:#5b2a86" in answer.content.decode()
    mail = render_parts("already", "Onderwerp", {"identity": identity_in("nl"), "language": "nl", "url": "#"})
    assert "background-color: #5b2a86" in mail.html
    assert "#d0b4f0 !important" in mail.html
    assert "#0a5f59" not in mail.html


def test_a_page_that_was_kept_finds_todays_colours_under_the_old_address(officer: Client) -> None:
    old = stylesheet(officer)
    save(officer, light_accent="#a02a10")
    answer = Client().get(old)
    assert answer.status_code == 302
    assert answer["Location"] == stylesheet(officer) != old
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("version", ["x", "0" * 11, "../../etc", "0" * 12 + ".css"])
def test_only_an_address_of_ours_is_one(tree: Tree, client: Client, version: str) -> None:
    assert client.get(f"/theme.{version}.css").status_code == 404


def test_what_cannot_be_read_is_refused_with_its_ratio_and_with_a_colour_that_can(officer: Client) -> None:
    answer = save(officer, light_primary="#7ad3c6", name="Blijft Staan")
    assert answer.status_code == 200
    words = re.sub(r"\s+", " ", answer.content.decode())
    assert "“Links, knoppen en de route” (#7ad3c6)" in words
    assert "1,4 op 1 met “Tweede ondergrond” (#f2eadc)" in words
    assert re.search(r"Probeer hier #[0-9a-f]{6}", words)
    # Nothing of what was filled in is lost, and nothing was saved.
    assert 'value="#7ad3c6"' in words
    assert 'value="Blijft Staan"' in words
    assert NetworkSettings.load().light_primary == DEFAULTS["light_primary"]
    advised = re.findall(r"Probeer hier (#[0-9a-f]{6})", words)[0]
    assert save(officer, light_primary=advised).status_code == 302


def test_the_dark_scheme_is_checked_as_the_light_one(officer: Client) -> None:
    words = save(officer, dark_ink="#223344").content.decode()
    assert "Tekst, in het donker" in words
    assert NetworkSettings.load().dark_ink == DEFAULTS["dark_ink"]


@pytest.mark.parametrize("wrong", ["red", "#0a5f5", "#0a5f59;}body{display:none", "</style><script>", "url(//x)", ""])
def test_what_is_no_colour_is_refused_by_the_form(officer: Client, wrong: str) -> None:
    answer = save(officer, light_primary=wrong)
    assert answer.status_code == 200
    assert NetworkSettings.load().light_primary == DEFAULTS["light_primary"]
    network = NetworkSettings.load()
    network.light_primary = wrong
    with pytest.raises(ValidationError):
        network.full_clean()
    assert NetworkSettings.load().light_primary == DEFAULTS["light_primary"]


@pytest.mark.parametrize("wrong", ["red", "#0a5f5", "", "#0a5f5;"])
def test_what_is_no_colour_is_refused_by_the_database(tree: Tree, wrong: str) -> None:
    NetworkSettings.load()
    with pytest.raises(IntegrityError), transaction.atomic():
        NetworkSettings.objects.update(dark_accent=wrong)


def test_a_colour_in_capitals_is_the_same_colour(officer: Client) -> None:
    assert save(officer, light_accent=" #A02A10 ").status_code == 302
    assert NetworkSettings.load().light_accent == "#a02a10"


def test_the_foot_says_where_else_the_network_is(officer: Client) -> None:
    links = [
        {"service": "linkedin", "label": "", "url": "https://www.linkedin.com/company/x"},
        {"service": "", "label": "Onze podcast", "url": "https://podcast.example.org/"},
    ]
    assert save(officer, links).status_code == 302
    for path in ("/nl/nieuws/", "/en/news/"):
        words = re.sub(r"\s+", " ", officer.get(path).content.decode())
        assert re.search(r'<a href="https://www.linkedin.com/company/x" rel="me">.{0,200}</svg> LinkedIn </a>', words)
        assert words.index("LinkedIn") < words.index("Onze podcast")


def test_an_address_that_would_run_a_script_is_refused(officer: Client) -> None:
    answer = save(officer, [{"service": "", "label": "Klik", "url": "javascript:alert(1)"}])
    assert answer.status_code == 200
    assert not NetworkSettings.load().social_links


def test_a_logo_stands_in_place_of_the_name_and_is_called_by_it(tree: Tree, client: Client) -> None:
    network = NetworkSettings.load()
    network.name, network.logo = "Zorg in de Regio", factories.PictureFactory()
    network.save()
    page = client.get("/nl/nieuws/").content.decode()
    assert 'alt="Zorg in de Regio"' in page
    assert "logo-of-network--on-white" in page
    assert "site-name__mark" not in page
    network.logo_in_the_dark = factories.PictureFactory()
    network.save()
    page = client.get("/nl/nieuws/").content.decode()
    assert "logo-of-network--on-white" not in page
    assert re.search(r'<source srcset="[^"]+"\s+media="\(prefers-color-scheme: dark\)"', page)


def test_a_logo_that_would_be_blurred_is_not_taken(officer: Client) -> None:
    small = factories.PictureFactory(file__width=200, file__height=40)
    refused = save(officer, logo=str(small.pk))
    assert "200 bij 40 pixels" in refused.content.decode()
    assert NetworkSettings.load().logo is None
    wide = factories.PictureFactory(file__width=300, file__height=40)
    assert save(officer, logo=str(wide.pk)).status_code == 302
    assert NetworkSettings.load().logo == wide


def test_a_look_of_ones_own_costs_no_query(
    tree: Tree, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/nl/nieuws/")
    with django_assert_max_num_queries(12) as plain:
        client.get("/nl/nieuws/")
    network = NetworkSettings.load()
    network.logo, network.logo_in_the_dark = factories.PictureFactory(), factories.PictureFactory()
    network.social_links = json.dumps([{"type": "link", "value": {"service": "x", "url": "https://x.example.org/"}}])
    network.save()
    client.get("/nl/nieuws/")
    with django_assert_max_num_queries(12) as own:
        client.get("/nl/nieuws/")
    assert len(own) == len(plain)
