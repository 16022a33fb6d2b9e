"""What is looked at before an issue goes out: errors keep it from being sent, warnings are for an editor to weigh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from network.palette import DEFAULTS, palette_of
from newsletter.approval import IssueError, approve, current_contents
from newsletter.audience import audience_of
from newsletter.content import BlockContent, ImageFile, IssueContent, ItemContent, PictureContent
from newsletter.identity import Identity
from newsletter.inspecting import items_left_out, leads_somewhere, preflight
from newsletter.models import Subscriber
from newsletter.monthly import offers_at
from newsletter.preflight import Finding, check_issue
from newsletter.rendering import RenderedMail, render_mail
from tests import factories

from .conftest import Newsletter

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"

IDENTITY = Identity(
    network="Gezond Netwerk",
    postal_address="Domplein 1\n3512 JC Utrecht",
    sender_name="Gezond Netwerk",
    sender_address="nieuws@netwerk.example",
    reply_to="post@netwerk.example",
    archive_url=f"{SITE}/nl/nieuwsbrief/",
    privacy_url=f"{SITE}/nl/privacy/",
    palette=palette_of(DEFAULTS),
)
CONTENT = IssueContent(
    language="nl",
    title="Nieuwsbrief 10 maart",
    subject="Wijkteams leren van elkaar",
    preheader="Ook: wat ouderen zelf willen, en een nieuwe leergang",
    intro_html="",
    url="/nl/nieuwsbrief/2026-03-10/",
    moment=datetime(2026, 3, 10, 9, tzinfo=UTC),
    items=(
        ItemContent(
            key="1",
            purpose="news",
            kind="news",
            language="nl",
            title="Wijkteams leren",
            teaser="Hoe dat gaat.",
            url="/nl/nieuws/wijkteams/",
            date=date(2026, 3, 2),
            picture=PictureContent(
                "Een tafel", ImageFile("/media/a.jpg", 960, 640), ImageFile("/media/b.jpg", 480, 320)
            ),
        ),
    ),
)


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def look(
    content: IssueContent = CONTENT,
    identity: Identity = IDENTITY,
    change: Callable[[RenderedMail], RenderedMail] = lambda mail: mail,
) -> list[Finding]:
    return check_issue(content, change(render_mail(content, identity)), identity, SITE)


def said(findings: list[Finding], blocks: bool) -> str:
    return " ".join(finding.message for finding in findings if finding.blocks == blocks)


def test_a_good_issue_has_nothing_to_say() -> None:
    assert look() == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (' lang="nl"', "", "which language"),
        (' dir="ltr"', "", "which direction"),
        (' role="presentation"', "", "table"),
        ("<h1", "<h2", "one main heading"),
        ("<h2", "<h3", "skips a level"),
        ("</body>", "<form></form></body>", "don't show"),
        (' alt="Een tafel"', "", "no alternative text"),
        (' width="592"', "", "no size"),
        (f'src="{SITE}', 'src="https://elders.example', "comes from elsewhere"),
        ("</body>", '<a href="https://x.example"></a></body>', "has no text"),
        ("</body>", '<a href="https://x.example/los">Iets</a></body>', "plain text lacks"),
        ("</body>", "x" * 95_000 + "</body>", "95 kB"),
    ],
)
def test_what_would_shut_readers_out_is_an_error(old: str, new: str, message: str) -> None:
    found = look(change=lambda mail: replace(mail, html=mail.html.replace(old, new)))
    assert message in said(found, blocks=True)


@pytest.mark.parametrize("subject", ["Re: nieuws", "Fwd: nieuws", "x" * 71, "twee\nregels"])
def test_a_subject_is_one_short_honest_line(subject: str) -> None:
    assert "subject" in said(look(change=lambda mail: replace(mail, subject=subject)), blocks=True)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"preheader": "Kort"}, "preheader has 4"),
        ({"preheader": f"{CONTENT.subject}, en nog heel veel meer nieuws"}, "repeats the subject"),
        ({"intro_html": '<p><a href="/nl/x/">Klik hier</a></p>'}, "where it leads"),
        ({"intro_html": '<p><a href="/nl/x/">Leren</a> <a href="/nl/y/">Leren</a></p>'}, "different places"),
    ],
)
def test_what_could_be_better_is_a_warning(changed: dict[str, Any], message: str) -> None:
    found = look(replace(CONTENT, **changed))
    assert message in said(found, blocks=False)
    assert not said(found, blocks=True)


def test_a_large_mail_is_warned_of_before_it_is_cut_off() -> None:
    found = look(change=lambda mail: replace(mail, html=mail.html.replace("</body>", "x" * 80_000 + "</body>")))
    assert "kB" in said(found, blocks=False)
    assert not said(found, blocks=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_readable_in_both_schemes(scheme: str) -> None:
    colours = palette_of({**DEFAULTS, f"{scheme}_primary": DEFAULTS[f"{scheme}_paper"]})
    assert f"In the {scheme} colours" in said(look(identity=replace(IDENTITY, palette=colours)), blocks=True)


def test_a_sender_has_an_address_and_a_button_leads_somewhere() -> None:
    assert "by post" in said(look(identity=replace(IDENTITY, postal_address="")), blocks=True)
    assert "readers' data" in said(look(identity=replace(IDENTITY, privacy_url="")), blocks=False)
    nowhere = replace(CONTENT, blocks=(BlockContent("button", 1, "Doe mee"),))
    assert "Doe mee" in said(look(nowhere), blocks=True)


def test_a_missing_translation_is_a_warning_with_a_way_to_make_it(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Alleen Nederlands")
    article = issue.pages.get(language="nl").items.get().page
    english, dutch = preflight(current_contents(issue))
    [finding] = [finding for finding in english.findings if finding.key]
    assert not finding.blocks
    assert finding.url.endswith(f"/submit/page/{article.pk}/")
    assert not [finding for finding in dutch.findings if finding.key]


def test_links_to_pages_that_are_not_there_keep_an_issue_from_being_approved(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    page = issue.pages.get(language="nl").get_latest_revision_as_object()
    page.intro = '<p><a href="/nl/bestaat-niet/">Over ons</a></p>'
    page.save_revision()
    with pytest.raises(IssueError, match="/nl/bestaat-niet/"):
        approve(issue)


def test_an_own_address_is_looked_up_without_a_request(newsletter: Newsletter) -> None:
    hidden = factories.ArticlePageFactory(parent=newsletter.tree.news, slug="verborgen", live=False)
    assert leads_somewhere("/nl/nieuws/")
    assert leads_somewhere("/en/news/")
    assert leads_somewhere("/nl/nieuwsbrief/aanmelden/")
    assert not leads_somewhere("/en/nieuws/")
    assert not leads_somewhere(f"/nl/nieuws/{hidden.slug}/")


def test_what_is_no_longer_public_is_named(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Blijft", "Verdwijnt")
    assert items_left_out(issue, current_contents(issue)) == []
    page = issue.pages.get(language="nl").items.get(page__title="Verdwijnt").page
    page.specific.unpublish()
    messages = {finding.message for finding in items_left_out(issue, current_contents(issue))}
    assert messages == {"“Verdwijnt” isn't public, so it is left out."}


def test_the_audience_is_counted_by_language_and_rhythm(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber]
) -> None:
    prevention, work = factories.FocusAreaFactory(), factories.FocusAreaFactory()
    newsletter.article("Over preventie", topics=[prevention])
    issue = newsletter.issue()
    subscriber("a@example.org")
    subscriber("b@example.org", topics=[prevention, work])
    subscriber("c@example.org", language="en", rhythm="monthly")
    subscriber("d@example.org", topics=[work])
    subscriber("e@example.org", state="paused")
    audience = audience_of(offers_at(issue.moment, current_contents(issue)))
    groups = {(group.language, group.readers, group.variants) for group in audience.groups}
    assert groups == {("Dutch", 2, 1), ("English", 1, 1)}
    assert dict(audience.excluded) == {"nothing in their selection": 1, "paused": 1}


def test_a_manager_sees_it_on_the_issues_page(newsletter: Newsletter, client: Client) -> None:
    issue = newsletter.issue("Alleen Nederlands")
    client.force_login(factories.UserFactory(is_superuser=True))
    page = client.get(reverse("newsletter_issue:detail", args=[issue.pk])).content.decode()
    assert "Voordat het weggaat" in page
    assert "“Alleen Nederlands” is er niet in het Engels." in page
