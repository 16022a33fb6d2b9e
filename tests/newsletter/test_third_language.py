"""A third language: set, translated, published, read by visitors, and mailed to who chooses it. No code is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import environ
import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Site

from hub.settings.languages import from_environment
from newsletter.compiling import compile_issue
from newsletter.links import preferences_url
from newsletter.models import Subscriber
from newsletter.sending.running import send_deliveries
from newsletter.sending.smtp import SmtpLine
from pages.languages import open_languages
from pages.search.configurations import configuration
from tests import translations

from .conftest import ANCHOR, Mailbox, Newsletter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits", "indexed")]

THREE = [("nl", "Dutch"), ("en", "English"), ("de", "German")]
WORDS = {
    "Thuis": "Startseite",
    "Netwerk": "Netzwerk",
    "home-nl": "home-de",
    "Nieuws": "Aktuelles",
    "nieuws": "aktuelles",
    "Nieuwsbrief": "Rundbrief",
    "nieuwsbrief": "rundbrief",
    "Wijkteams leren samen": "Nachbarschaften lernen gemeinsam",
    "wijkteams-leren-samen": "nachbarschaften-lernen",
}


@pytest.fixture
def german(settings: Any, newsletter: Newsletter) -> Locale:
    """The installation's LANGUAGES with German among them, and the language added under Settings → Locales."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = THREE
    return Locale.objects.create(language_code="de")


def to_german(page: Any, german: Locale) -> Any:
    """A page translated by its editor and published; what is no word of ours stays as it is."""
    made = translations.draft(page, german, WORDS)
    translation_ = translations.translation_of(page, german)
    left = {segment.string.data: segment.string.data for segment in translation_.source.stringsegment_set.all()}
    translations.fill_in(translation_, {**left, **WORDS})
    translation_.save_target(publish=False)
    made.refresh_from_db()
    made.get_latest_revision().publish()
    Site.clear_site_root_paths_cache()
    return type(page).objects.get(pk=made.pk)


def test_nobody_is_led_to_a_language_before_its_home_page_is_published(
    german: Locale, newsletter: Newsletter, client: Client
) -> None:
    assert open_languages() == ["nl", "en"]
    assert client.get("/", headers={"accept-language": "de,en;q=0.5"}).headers["location"] == "/en/"
    form = client.get("/nl/nieuwsbrief/aanmelden/").content.decode()
    assert 'hreflang="en"' in form
    assert 'hreflang="de"' not in form
    assert "/de/" not in client.get("/sitemap.xml").content.decode()
    to_german(newsletter.tree.home, german)
    assert open_languages() == ["nl", "en", "de"]
    assert client.get("/", headers={"accept-language": "de,en;q=0.5"}).headers["location"] == "/de/"
    assert 'hreflang="de"' in client.get("/nl/nieuwsbrief/aanmelden/").content.decode()
    assert "/de/newsletter/subscribe/" in client.get("/sitemap.xml").content.decode()


def test_a_visitor_reads_a_translated_page(german: Locale, newsletter: Newsletter, client: Client) -> None:
    article = newsletter.article("Wijkteams leren samen", english="District teams learn together")
    to_german(newsletter.tree.home, german)
    to_german(newsletter.tree.news, german)
    page = to_german(article, german)
    assert page.url == "/de/aktuelles/nachbarschaften-lernen/"
    seen = client.get(page.url).content.decode()
    assert '<html lang="de"' in seen
    assert "Nachbarschaften lernen gemeinsam" in seen
    assert "Skip to the content" in seen  # a word of ours that nobody translated into German
    assert "Direct naar" not in seen
    assert 'content="de_DE"' in seen
    in_dutch = client.get(article.url).content.decode()
    for code, address in {"de": page.url, "en": article.get_translation(newsletter.tree.english).url}.items():
        assert f'hreflang="{code}" href="{configured.PUBLIC_URL}{address}"' in in_dutch
    assert re.search(r'<a[^>]*href="/de/aktuelles/nachbarschaften-lernen/"[^>]*lang="de"', in_dutch)
    feed = client.get("/de/feeds/news/").content.decode()
    assert "Nachbarschaften lernen gemeinsam" in feed
    assert client.get("/de/search/", {"q": "Nachbarschaften"}).content.decode().count("nachbarschaften-lernen") >= 1
    assert (configuration("de"), configuration("fy")) == ("german", "simple")


def test_a_reader_chooses_german_and_gets_the_issue_in_it(
    german: Locale,
    newsletter: Newsletter,
    subscriber: Callable[..., Subscriber],
    mailbox: Mailbox,
    client: Client,
) -> None:
    article = newsletter.article("Wijkteams leren samen")
    for page in (newsletter.tree.home, newsletter.tree.news, newsletter.index, article):
        to_german(page, german)
    reader = subscriber("greta@example.org", language="en")
    subscriber("anna@example.org")
    form = client.get(preferences_url(reader.number, "en"))
    assert "Deutsch" in form.content.decode()
    answer = client.post(form.request["PATH_INFO"], {"language": "de", "rhythm": "every_issue"})
    assert answer.status_code == 303
    reader.refresh_from_db()
    assert reader.language == "de"
    dispatch = newsletter.dispatch(compile_issue(at=ANCHOR))
    send_deliveries(dispatch.pk, SmtpLine)
    [mail] = mailbox.for_("greta@example.org")
    html = mail.get_body(("html",)).get_content()
    assert 'lang="de"' in html
    assert "Nachbarschaften lernen gemeinsam" in html
    assert "10. März 2026" in mail["subject"] + html
    assert "/de/newsletter/unsubscribe/" in html
    assert "Unsubscribe" in html
    assert "Afmelden" not in html
    [dutch] = mailbox.for_("anna@example.org")
    assert "Wijkteams leren samen" in dutch.get_body(("html",)).get_content()


def test_who_signs_up_on_a_german_page_gets_letters_in_the_words_that_there_are(
    german: Locale, newsletter: Newsletter, mailbox: Mailbox, client: Client, work: Callable[[], list[str]]
) -> None:
    page = client.get("/de/newsletter/subscribe/").content.decode()
    wording = re.search(r'name="wording" value="([^"]+)"', page)
    assert wording
    client.post("/de/newsletter/subscribe/", {"email": "greta@example.org", "wording": wording[1], "website": ""})
    work()
    [letter] = mailbox.for_("greta@example.org")
    assert "/de/newsletter/subscribe/confirm/" in letter.get_body(("plain",)).get_content()
    assert "confirm" in letter["subject"].lower()
    assert 'lang="de"' in letter.get_body(("html",)).get_content()


@pytest.mark.parametrize(("chosen", "said"), [("nl,xx", "'xx'"), ("nl,nl", "twice"), (" , ", "no language")])
def test_what_is_no_language_is_said(monkeypatch: pytest.MonkeyPatch, chosen: str, said: str) -> None:
    monkeypatch.setenv("LANGUAGES", chosen)
    with pytest.raises(ImproperlyConfigured, match=said):
        from_environment(environ.Env())


def test_the_first_language_is_the_one_that_pages_are_written_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGES", "FY, nl")
    assert [code for code, _name in from_environment(environ.Env())] == ["fy", "nl"]
    monkeypatch.delenv("LANGUAGES")
    with translation.override("nl"):
        assert [str(name) for _code, name in from_environment(environ.Env())] == ["Nederlands", "Engels"]
