"""A network of one's own: what `start_network` makes, as its first visitors and its first administrator find it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from hub.roles import make_roles
from hub.starting import words
from hub.starting.pages import Builder
from network.models import NetworkSettings, User
from news.models import NewsIndexPage
from newsletter.compiling import compile_issue
from newsletter.identity import identity_in
from newsletter.models import NewsletterSettings
from pages.languages import open_languages
from pages.models import (
    AccessibilityStatementPage,
    BasePage,
    HomePage,
    InformationPage,
    PartnersPage,
    PhasePage,
    PrivacyPage,
    VisionPage,
)
from tests.factories import ArticlePageFactory, UserFactory

pytestmark = pytest.mark.django_db

CODES = ("nl", "en")
LANGUAGES = [("nl", "Dutch"), ("en", "English"), ("de", "German"), ("fy", "Frisian")]
IN_USE = {"LANGUAGES": LANGUAGES, "WAGTAIL_CONTENT_LANGUAGES": LANGUAGES}
DRAFTS = (PrivacyPage, AccessibilityStatementPage, PhasePage)


def said_by(*arguments: str) -> str:
    out = io.StringIO()
    call_command("start_network", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def started(shared_rows: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A network in two languages, as the module's tests share it; what the command said."""
    with override_settings(**IN_USE), django_db_blocker.unblock():
        yield said_by("--name", "Zorg Noord", "--languages", "nl,en", "--email", "post@noord.example")


@pytest.fixture
def network(started: str, db: None) -> str:
    Site.clear_site_root_paths_cache()
    return started


def pages_in(code: str) -> Any:
    return Page.objects.filter(locale__language_code=code, depth__gt=1).exact_type(*_types())


def _types() -> list[type[Page]]:
    return [kind for kind in BasePage.__subclasses__() if not kind._meta.abstract]


@pytest.mark.parametrize("code", CODES)
def test_every_live_page_can_be_read_in_its_language(network: str, client: Client, code: str) -> None:
    pages = list(pages_in(code).live())
    assert len(pages) == 8
    for page in pages:
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        seen = answer.content.decode()
        assert f'<html lang="{code}"' in seen
        assert seen.count("<h1") == 1
        for other in CODES:
            assert f'hreflang="{other}"' in seen
    assert page.url.startswith(f"/{code}/")


def test_pages_have_titles_and_addresses_of_their_language(network: str) -> None:
    vision = VisionPage.objects.get(locale__language_code="nl")
    english = vision.get_translation(Locale.objects.get(language_code="en"))
    assert (vision.url, vision.title) == ("/nl/visie/", "Onze visie")
    assert (english.url, english.title) == ("/en/vision/", "Our vision")
    assert english.lead == words.VISION.lead.en
    assert [home.slug for home in HomePage.objects.order_by("path")] == ["home-nl", "home-en"]
    keys = {code: set(pages_in(code).values_list("translation_key", flat=True)) for code in CODES}
    assert keys["nl"] == keys["en"]
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("code", CODES)
def test_nothing_on_the_home_page_leads_nowhere(network: str, client: Client, code: str) -> None:
    home = client.get(f"/{code}/").content.decode()
    links = set(re.findall(r'href="(/[a-z]{2}/[^"#?]*)"', home))
    assert len(links) >= 8
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(("code", "heading"), [("nl", "Op deze website"), ("en", "On this website")])
def test_the_home_page_leads_on_as_long_as_it_has_nothing_to_tell(
    network: str, client: Client, code: str, heading: str
) -> None:
    address = f"/{code}/"
    seen = client.get(address).content.decode()
    onward = re.findall(r'<nav class="opening__onward".*?</nav>', seen, re.S)
    assert heading in onward[0]
    assert onward[0].count("<li") == 4
    home = HomePage.objects.get(locale__language_code=code)
    ArticlePageFactory(parent=NewsIndexPage.objects.child_of(home).get(), locale=home.locale)
    assert heading not in client.get(address).content.decode()


def test_no_page_says_its_name_twice(network: str, client: Client) -> None:
    academy = client.get("/nl/academie/").content.decode()
    assert len(re.findall(r">\s*Leeragenda\s*<", academy)) == 1
    client.force_login(UserFactory(is_superuser=True))
    for page in Page.objects.exact_type(PartnersPage, PhasePage).filter(locale__language_code="nl"):
        draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
        main = draft[draft.index("<main") : draft.index("</main>")]
        assert len(re.findall(rf">\s*{page.title}\s*<", main)) == 1, page.title


def test_the_name_at_the_foot_is_a_heading_and_doesnt_only_look_like_one(network: str, client: Client) -> None:
    assert '<h2 class="site-footer__name">Zorg Noord</h2>' in client.get("/nl/").content.decode()


@pytest.mark.parametrize("code", CODES)
def test_what_only_the_network_can_say_is_a_draft(network: str, client: Client, code: str) -> None:
    for kind in DRAFTS:
        for page in kind.objects.filter(locale__language_code=code):
            assert not page.live
            assert client.get(page.url).status_code == 404
            draft = page.get_latest_revision_as_object()
            assert draft.title in {text.in_language(code) for text in _titles()}
    privacy = PrivacyPage.objects.get(locale__language_code=code).get_latest_revision_as_object()
    assert privacy.processing[0].value["basis"] == words.PROCESSING["basis"].in_language(code)
    # So no mail leads there yet, either.
    assert NewsletterSettings.load().privacy_page
    assert identity_in(code).privacy_url == ""


def _titles() -> list[words.Text]:
    return [words.PRIVACY.title, words.ACCESSIBILITY.title, *(phase.title for phase in words.PHASES)]


def test_search_engines_and_feed_readers_find_it(network: str, client: Client) -> None:
    sitemap = client.get("/sitemap.xml")
    assert sitemap.status_code == 200
    for address in ("/nl/visie/", "/en/vision/", "/en/newsletter/subscribe/"):
        assert f"{address}</loc>" in sitemap.content.decode()
    assert "privacy" not in sitemap.content.decode()
    for feed in ("/nl/feeds/nieuws/", "/en/feeds/news/", "/en/feeds/newsletter/"):
        assert client.get(feed).status_code == 200
    assert client.get("/", headers={"accept-language": "en"}).headers["location"] == "/en/"
    assert client.get("/", headers={"accept-language": "fy,en"}).headers["location"] == "/en/"
    assert "post@noord.example" in client.get("/.well-known/security.txt").content.decode()


def test_the_first_issue_waits_for_news(network: str) -> None:
    issue = compile_issue()
    assert (issue.state, issue.held_with) == ("held", 0)
    assert {page.locale.language_code for page in issue.pages.all()} == set(CODES)


def test_the_settings_are_the_networks(network: str) -> None:
    own, site = NetworkSettings.load(), Site.objects.get()
    assert (own.name, own.contact_email, site.site_name) == ("Zorg Noord", "post@noord.example", "Zorg Noord")
    assert site.root_page.specific == HomePage.objects.get(locale__language_code="nl")
    assert NewsletterSettings.load().anchor_date.weekday() == 1
    assert "16 on the site" in network
    assert "createsuperuser" in network


@pytest.fixture
def home(network: str, client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def steps(home: Client) -> str:
    seen = home.get(reverse("wagtailadmin_home")).content.decode()
    [section] = re.findall(r"<section>\s*<h3[^>]*>Eerste stappen</h3>.*?</section>", seen, re.S)
    return section


def test_the_admin_says_what_to_do_first_and_each_step_goes_once_it_is_done(home: Client) -> None:
    section = steps(home)
    for step in ("Vertel wie het netwerk is", "kleuren en het logo", "collega", "“Onze visie”", "Vul “Privacy” aan"):
        assert step in section
    own = NetworkSettings.load()
    own.postal_address, own.light_primary = "Markt 1\n9711 Groningen", "#0b4f8a"
    own.save()
    User.objects.create(username="collega")
    privacy = PrivacyPage.objects.get(locale__language_code="nl")
    privacy.save_revision(user=User.objects.get(username="collega")).publish()
    section = steps(home)
    for step in ("Vertel wie het netwerk is", "kleuren en het logo", "Voeg collega", "“Privacy”"):
        assert step not in section
    assert "“Onze visie”" in section
    own.shows_first_steps = False
    own.save()
    assert "Eerste stappen" not in home.get(reverse("wagtailadmin_home")).content.decode()


def test_editors_are_not_told_what_they_may_not_do(network: str, client: Client) -> None:
    user = UserFactory()
    user.groups.add(make_roles()[0])
    client.force_login(user)
    seen = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Concepten van anderen" in seen
    assert "Eerste stappen" not in seen


def test_a_network_that_is_there_is_left_alone(network: str) -> None:
    before = Page.objects.count()
    with pytest.raises(CommandError, match="only started on an empty site"):
        said_by("--name", "Other", "--languages", "nl,en")
    assert Page.objects.count() == before
    assert NetworkSettings.load().name == "Zorg Noord"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--languages", "nl,fr"], "Set LANGUAGES=nl,fr"),
        (["--languages", "en,nl"], "Name it first, or set LANGUAGES=en,nl,de,fy"),
        (["--languages", "nl,nl"], "each language once"),
        (["--languages", ","], "each language once"),
        (["--email", "post@"], "isn't an e-mail address"),
        (["--name", "N" * 81], "80 characters"),
        (["--name", " "], "80 characters"),
    ],
)
def test_what_cannot_be_is_said(network: str, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=re.escape(said)):
        said_by(*(["--name", "Zorg Noord"] if "--name" not in arguments else []), *arguments)


def test_a_third_language_has_its_words_or_begins_as_drafts_to_be_translated(network: str, client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="nl")
    german, frisian = (Locale.objects.create(language_code=code) for code in ("de", "fy"))
    builder = Builder(home.locale, [german, frisian])
    page = builder.add(home, InformationPage(), words.Words(words.same("Info"), words.same("info"), words.CONTACT.lead))
    assert (page.live, builder.live, builder.drafts) == (True, 2, 1)
    assert page.get_translation(german).lead == words.CONTACT.lead.de
    assert not page.get_translation(frisian).live
    assert not home.get_translation(frisian).live
    assert client.get("/fy/").status_code == 404
    assert "fy" not in open_languages()


def test_who_reads_a_language_that_our_words_are_not_in_is_told_so_in_english(network: str, client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="nl")
    home.copy_for_translation(Locale.objects.create(language_code="de")).save_revision().publish()
    seen = client.get("/nl/contact/").content.decode()
    said = re.sub(r"\s+", " ", seen)
    assert '<p class="language-switch language-switch--missing" lang="en"> This page is only there in Dutch.' in said
    assert "Home page in German" in said
