"""The mail itself, as a reader's program gets it: rows E1 to E25 of the standards that concern what is sent."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from newsletter.compiling import compile_issue
from newsletter.models import Issue, Subscriber
from newsletter.rendering import PREFERENCES_MARK, UNSUBSCRIBE_MARK
from newsletter.sending.running import send_deliveries
from tests.factories import PictureFactory

from .conftest import ANCHOR, Newsletter, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mails(published: Newsletter, django_db_blocker: DjangoDbBlocker) -> dict[str, EmailMessage]:
    """The mail that a Dutch and an English reader get, read back from a real server: sent once for all tests."""
    with (
        django_db_blocker.unblock(),
        mail_server() as (mailbox, leading_there),
        override_settings(PUBLIC_URL="https://netwerk.example", **leading_there),
    ):
        for email, language in (("anna@example.org", "nl"), ("bob@example.org", "en")):
            Subscriber.objects.create(email=email, language=language, state="active", confirmed_at=ANCHOR)
        dispatch = published.dispatch(issue_of(published))
        send_deliveries(dispatch.pk)
        return {"nl": mailbox.for_("anna@example.org")[0], "en": mailbox.for_("bob@example.org")[0]}


def issue_of(newsletter: Newsletter) -> Issue:
    """Three items: one in both languages with a picture, two in Dutch only."""
    picture = PictureFactory()
    newsletter.article("Wijkteams leren", english="District teams learn", picture=picture, picture_alt="Een tafel")
    newsletter.article("Preventie & <ouderen>", date=ANCHOR.date() - timedelta(days=20))
    newsletter.article("Beeldbellen", date=ANCHOR.date() - timedelta(days=30), lead="")
    issue = compile_issue(at=ANCHOR)
    page = issue.pages.get(language="nl").get_latest_revision_as_object()
    page.intro = '<p>Hallo, <a href="https://elders.example/x">kijk</a>.</p><ul><li>Eén ding</li></ul>'
    page.save_revision()
    return issue


LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


def text_of(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content()


def html_of(mail: EmailMessage) -> BeautifulSoup:
    return BeautifulSoup(mail.get_body(("html",)).get_content(), "html.parser")


def unsubscribe_link(mail: EmailMessage) -> str:
    return mail["List-Unsubscribe"].strip("<>")


@LANGUAGES
def test_a_reader_can_leave_by_the_headers(mails: dict[str, EmailMessage], language: str) -> None:
    mail = mails[language]
    assert re.fullmatch(rf"<https://netwerk\.example/{language}/[^ >]+>", mail["List-Unsubscribe"])
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "Gezond Netwerk <newsletter.netwerk.example>"
    assert mail["List-Archive"].startswith(f"<https://netwerk.example/{language}/")
    assert mail["List-Owner"] == "<mailto:post@netwerk.example>"
    assert mail["Precedence"] == "bulk"
    assert "Auto-Submitted" not in mail


@LANGUAGES
def test_sender_and_message_id_have_one_domain(mails: dict[str, EmailMessage], language: str) -> None:
    mail = mails[language]
    assert mail["From"] == "Gezond Netwerk <nieuws@netwerk.example>"
    assert mail["Reply-To"] == "post@netwerk.example"
    assert mail["Message-ID"].endswith("@netwerk.example>")
    assert mail["Date"]
    assert mail["MIME-Version"] == "1.0"


@LANGUAGES
def test_the_text_comes_first_and_every_line_is_short(mails: dict[str, EmailMessage], language: str) -> None:
    mail = mails[language]
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert all(part["Content-Transfer-Encoding"] == "quoted-printable" for part in mail.iter_parts())
    assert max(len(line) for line in mail.as_bytes().splitlines()) <= 998


@LANGUAGES
def test_the_text_says_all_that_the_html_says(mails: dict[str, EmailMessage], language: str) -> None:
    text, html = text_of(mails[language]), html_of(mails[language])
    for heading in html.find_all(["h1", "h2", "h3"]):
        for words in heading.find_all(string=True):
            assert words.strip() in " ".join(text.split())
    for link in html.find_all("a"):
        assert link["href"].removeprefix("mailto:") in text
    assert "Domplein 1" in text
    assert unsubscribe_link(mails[language]) in text
    assert UNSUBSCRIBE_MARK not in text
    assert PREFERENCES_MARK not in text
    assert "&amp;" not in text


def test_the_introduction_is_in_both_parts_with_its_links(mails: dict[str, EmailMessage]) -> None:
    text = text_of(mails["nl"]).replace("\r\n", "\n")
    assert "Hallo, kijk (https://elders.example/x).\n\n- Eén ding" in text
    assert html_of(mails["nl"]).find("a", href="https://elders.example/x")


@LANGUAGES
def test_language_and_direction_stand_on_the_page_and_on_what_survives_of_it(
    mails: dict[str, EmailMessage], language: str
) -> None:
    html = html_of(mails[language])
    [wrapper] = html.body.find_all(recursive=False)
    for element in (html.html, wrapper):
        assert (element["lang"], element["dir"]) == (language, "ltr")


def test_a_dutch_item_in_the_english_mail_says_so(mails: dict[str, EmailMessage]) -> None:
    html = html_of(mails["en"])
    link = html.find("a", string="Preventie & <ouderen>")
    assert link.find_parent(attrs={"lang": True})["lang"] == "nl"
    assert link.find_next_sibling("span")["lang"] == "en"
    assert "Preventie & <ouderen> (in Dutch)" in text_of(mails["en"])
    assert html.find("a", string="District teams learn")["href"].startswith("https://netwerk.example/en/")


@LANGUAGES
def test_subject_and_preheader_are_one_short_line_each(mails: dict[str, EmailMessage], language: str) -> None:
    mail = mails[language]
    preheader = html_of(mail).find(class_="preheader").get_text()
    assert 0 < len(mail["Subject"]) <= 70
    assert len(preheader) <= 110
    assert mail["Subject"] not in preheader


@LANGUAGES
def test_it_is_accessible(mails: dict[str, EmailMessage], language: str) -> None:
    html = html_of(mails[language])
    assert all(table["role"] == "presentation" for table in html.find_all("table"))
    assert len(html.find_all("h1")) == 1
    levels = [int(heading.name[1]) for heading in html.find_all(["h1", "h2", "h3"])]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    links = [link.get_text(strip=True) for link in html.find_all("a")]
    assert all(links)
    assert len(links) == len(set(links))
    assert "user-scalable" not in str(html)


@LANGUAGES
def test_images_are_ours_described_and_sized(mails: dict[str, EmailMessage], language: str) -> None:
    images = html_of(mails[language]).find_all("img")
    assert images
    for image in images:
        assert image["src"].startswith("https://netwerk.example/media/")
        assert image.has_attr("alt")
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0


@LANGUAGES
def test_styles_are_inlined_and_nothing_is_fetched_or_tracked(mails: dict[str, EmailMessage], language: str) -> None:
    html = html_of(mails[language])
    assert not html.find_all(["script", "form", "svg", "link", "iframe"])
    assert "prefers-color-scheme" in html.style.get_text()
    assert html.h1["style"]
    assert "data:" not in str(html)
    assert all("?" not in link["href"] for link in html.find_all("a"))


@LANGUAGES
def test_it_is_far_from_being_cut_off(mails: dict[str, EmailMessage], language: str) -> None:
    assert len(str(html_of(mails[language])).encode()) < 80_000


@LANGUAGES
def test_the_foot_says_who_why_and_how_to_leave(mails: dict[str, EmailMessage], language: str) -> None:
    foot = html_of(mails[language]).find(class_="foot")
    assert "Gezond Netwerk" in foot.get_text()
    assert "3512 JC Utrecht" in foot.get_text()
    targets = [link["href"] for link in foot.find_all("a")]
    assert unsubscribe_link(mails[language]) in targets
    assert any(target.endswith("/2026-03-10/") for target in targets)


def test_every_reader_has_a_link_of_their_own(mails: dict[str, EmailMessage]) -> None:
    assert unsubscribe_link(mails["nl"]).rsplit("/", 2)[1] != unsubscribe_link(mails["en"]).rsplit("/", 2)[1]


def test_a_title_cannot_break_the_page(mails: dict[str, EmailMessage]) -> None:
    assert "Preventie &amp; &lt;ouderen&gt;" in mails["nl"].get_body(("html",)).get_content()
