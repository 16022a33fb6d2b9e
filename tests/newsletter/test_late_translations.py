"""A translation that came later isn't news again, unless an editor says so: then its own readers hear of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from newsletter.approval import IssueError, approve
from newsletter.compiling import compile_issue
from newsletter.late_translations import announce, late_translations
from newsletter.models import Dispatch, Issue, SentItem, Subscriber
from tests import factories

from .conftest import ANCHOR, Newsletter
from .test_compiling import titles

pytestmark = pytest.mark.django_db
TWO_WEEKS = timedelta(weeks=2)
NOW = ANCHOR + timedelta(days=10)


def translated(page: Any, title: str, locale: Locale, **fields: Any) -> Any:
    translation = page.copy_for_translation(locale)
    translation.title, translation.lead = title, "Waar het over gaat."
    translation.first_published_at = fields.get("first_published_at", ANCHOR + timedelta(days=8))
    translation.save_revision().publish()
    return translation


def next_issue(newsletter: Newsletter, *more: str) -> Issue:
    for title in more:
        newsletter.article(title, english=f"{title} in English", first_published_at=ANCHOR + timedelta(days=1))
    return compile_issue(at=ANCHOR + TWO_WEEKS)


def text_for(dispatch: Dispatch, reader: Subscriber) -> str:
    return str(dispatch.deliveries.get(subscriber=reader).variant.text)


def test_english_readers_hear_of_what_was_only_in_dutch_and_dutch_readers_do_not_again(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber]
) -> None:
    dutch, english = subscriber("els@example.org"), subscriber("esi@example.org", language="en")
    article = newsletter.article("Wijkteams leren")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    page = translated(article, "District teams learn", newsletter.tree.english)
    issue = next_issue(newsletter, "Ander nieuws")
    assert titles(issue, "en") == ["Ander nieuws in English"]
    [offered] = late_translations(issue, NOW)
    assert (offered.page_id, offered.language) == (page.pk, "en")

    assert announce(issue, {offered.page_id}, NOW) == 1
    assert titles(issue, "nl") == ["Ander nieuws"]
    assert titles(issue, "en") == ["Ander nieuws in English", "District teams learn"]
    assert late_translations(issue, NOW) == []
    dispatch = newsletter.dispatch(issue)
    assert "District teams learn" in text_for(dispatch, english)
    assert "Wijkteams leren" not in text_for(dispatch, dutch)
    assert SentItem.objects.filter(translation_key=article.translation_key, purpose="translation").count() == 1

    following = compile_issue(at=ANCHOR + 2 * TWO_WEEKS)
    assert titles(following, "en") == []
    assert late_translations(following, NOW) == []


def test_dutch_readers_hear_of_what_was_only_in_english(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber]
) -> None:
    dutch, english = subscriber("els@example.org"), subscriber("esi@example.org", language="en")
    article = factories.ArticlePageFactory(
        parent=newsletter.tree.english_news,
        title="Lessons from abroad",
        locale=newsletter.tree.english,
        first_published_at=ANCHOR - timedelta(days=2),
    )
    first = newsletter.dispatch(compile_issue(at=ANCHOR))
    assert "Lessons from abroad" in text_for(first, dutch)
    translated(article, "Lessen uit het buitenland", newsletter.tree.dutch)
    issue = next_issue(newsletter, "Ander nieuws")
    [offered] = late_translations(issue, NOW)
    assert offered.language == "nl"
    announce(issue, {offered.page_id}, NOW)
    dispatch = newsletter.dispatch(issue)
    assert "Lessen uit het buitenland" in text_for(dispatch, dutch)
    assert "Lessons from abroad" not in text_for(dispatch, english)


def test_what_readers_had_in_their_language_or_was_translated_long_ago_is_not_offered(newsletter: Newsletter) -> None:
    newsletter.article("In beide talen", english="In both languages")
    article = newsletter.article("Alleen Nederlands")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    translated(article, "Only Dutch", newsletter.tree.english, first_published_at=ANCHOR - timedelta(days=100))
    newsletter.article("Nog niet verzonden", english="Not sent yet", first_published_at=ANCHOR)
    assert late_translations(next_issue(newsletter), NOW) == []


def test_an_issue_that_is_approved_takes_in_nothing(newsletter: Newsletter) -> None:
    article = newsletter.article("Wijkteams leren")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    page = translated(article, "District teams learn", newsletter.tree.english)
    issue = approve(next_issue(newsletter, "Ander nieuws"))
    assert late_translations(issue, NOW) == []
    with pytest.raises(IssueError):
        announce(issue, {page.pk}, NOW)


def test_a_manager_says_so_on_the_issues_page(newsletter: Newsletter, client: Client, time_machine: Any) -> None:
    time_machine.move_to(NOW)
    article = newsletter.article("Wijkteams leren")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    page = translated(article, "District teams learn", newsletter.tree.english)
    issue = next_issue(newsletter, "Ander nieuws")
    url = reverse("newsletter_planning:announce", args=[issue.pk])

    looker = factories.UserFactory()
    looker.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_issue"]))
    client.force_login(looker)
    client.post(url, {"page": [page.pk]})
    assert titles(issue, "en") == ["Ander nieuws in English"]

    client.force_login(factories.UserFactory(is_superuser=True))
    seen = client.get(reverse("newsletter_issue:detail", args=[issue.pk])).content.decode()
    assert "Vertaald nadat het was verzonden" in seen
    assert "District teams learn" in seen
    answer = client.post(url, {"page": [page.pk, "x", "9" * 30]}, follow=True).content.decode()
    assert "1 bericht is toegevoegd" in answer
    assert titles(issue, "en") == ["Ander nieuws in English", "District teams learn"]
