"""The golden issue: its mails are what was looked at and found good, and they keep the rows E13 to E25."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings
from django.utils import translation

from newsletter.content import BlockKind
from newsletter.issue_blocks import BetweenItems
from newsletter.models.issue_items import ItemPurpose
from newsletter.preflight import check_issue
from newsletter.rendering import RenderedMail
from newsletter.trial import trial_message
from pages.newsletter_item import NewsletterKind

from .golden.issue import FOLDER, ISSUES, PREFERENCES, SITE, UNSUBSCRIBE, identity, rendered

LANGUAGES = pytest.mark.parametrize("language", sorted(ISSUES))


@pytest.fixture(autouse=True)
def _on_the_networks_site() -> Iterator[None]:
    with override_settings(PUBLIC_URL=SITE), translation.override("en"):
        yield


def parsed(mail: RenderedMail) -> BeautifulSoup:
    return BeautifulSoup(mail.html, "html.parser")


@LANGUAGES
def test_it_is_as_it_was_looked_at(language: str) -> None:
    mail = rendered(language)
    assert mail.text == (FOLDER / f"{language}.txt").read_text()
    assert mail.html == (FOLDER / f"{language}.html").read_text()


@LANGUAGES
def test_it_holds_everything_that_an_issue_can_hold(language: str) -> None:
    issue = ISSUES[language]
    assert {block.kind for block in issue.blocks} == set(BlockKind) == set(BetweenItems().child_blocks)
    assert {item.kind for item in issue.items} == set(NewsletterKind.values)
    assert {item.purpose for item in issue.items} == set(ItemPurpose.values)
    assert {bool(item.picture) for item in issue.items} == {True, False}
    assert {bool(item.teaser) for item in issue.items} == {True, False}
    html = parsed(rendered(language)).get_text(" ")
    assert all(item.title in html for item in issue.items)
    assert all(block.words in html for block in issue.blocks)


@LANGUAGES
def test_there_is_nothing_to_say_about_it_but_what_is_not_translated(language: str) -> None:
    findings = check_issue(ISSUES[language], rendered(language), identity(language), SITE)
    untranslated = {item.key for item in ISSUES[language].items if item.language != language}
    assert {finding.key for finding in findings} == untranslated
    assert not any(finding.blocks for finding in findings)


@LANGUAGES
def test_e14_the_text_has_every_word_and_address_of_the_html(language: str) -> None:
    mail = rendered(language)
    text = " ".join(mail.text.split())
    html = parsed(mail)
    # In the text the address itself is what to read on at.
    html.find(class_="more").decompose()
    for words in html.find(class_="sheet").find_all(string=True):
        assert " ".join(words.split()).strip(": “”") in text
    assert all(link["href"].removeprefix("mailto:") in text for link in html.find_all("a"))


@LANGUAGES
def test_e20_and_e21_it_reads_and_links_well(language: str) -> None:
    html = parsed(rendered(language))
    assert html.title.get_text() == ISSUES[language].subject
    assert html.find("meta", attrs={"name": "color-scheme"})["content"] == "light dark"
    assert "scale" not in html.find("meta", attrs={"name": "viewport"})["content"].replace("initial-scale=1", "")
    assert all("underline" in link["style"] for link in html.find_all("a"))
    assert "justify" not in str(html)
    words = [" ".join(link.get_text(" ").split()) for link in html.find_all("a")]
    assert len(set(words)) == len(words)


@LANGUAGES
def test_e22_every_picture_has_words_beside_it_and_a_button_is_a_link(language: str) -> None:
    html = parsed(rendered(language))
    assert not [link for link in html.find_all("a") if link.find("img") and not link.get_text(strip=True)]
    for button in html.find_all("a", class_="button"):
        assert "line-height: 24px" in button["style"]
        assert "padding: 11px" in button["style"]


@LANGUAGES
def test_e24_the_foot_says_who_why_and_how_to_leave(language: str) -> None:
    foot = parsed(rendered(language)).find(class_="foot")
    targets = {link["href"] for link in foot.find_all("a")}
    issue = ISSUES[language]
    assert {UNSUBSCRIBE, PREFERENCES, SITE + issue.url, identity(language).privacy_url} <= targets
    assert "Domplein 1" in foot.get_text()


@LANGUAGES
def test_e25_nothing_follows_the_reader(language: str) -> None:
    html = parsed(rendered(language))
    assert all(urlsplit(link["href"]).query == "" for link in html.find_all("a"))
    assert len(html.find_all("img")) == sum(bool(item.picture) for item in ISSUES[language].items)


@pytest.mark.django_db
@LANGUAGES
def test_e13_a_test_of_it_is_text_first_in_short_lines(language: str) -> None:
    raw = trial_message(ISSUES[language], "ik@netwerk.example").message().as_bytes()
    message = message_from_bytes(raw, policy=policy.SMTP)
    types = [part.get_content_type() for part in message.walk()]
    assert types == ["multipart/alternative", "text/plain", "text/html"]
    assert max(len(line) for line in raw.splitlines()) <= 998
