"""The issue that compiles itself: what is in it, in which languages, and what happens when it is done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from news.models import ArticlePage
from newsletter.approval import IssueError, approve, current_contents
from newsletter.compiling import CompilingError, add_suggestions, compile_if_due, compile_issue, suggestions
from newsletter.models import Issue, IssueItem, IssuePage, NewsletterIndexPage, NewsletterSettings, Subscriber
from newsletter.selectors import Search, candidates
from tests.factories import PictureFactory

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db


def titles(issue: Issue, language: str = "nl") -> list[str]:
    page = issue.pages.get(language=language).get_latest_revision_as_object()
    return [item.page.title for item in page.items.all()]


def test_an_issue_is_a_draft_in_every_language(newsletter: Newsletter) -> None:
    newsletter.article("Wijkteams leren samen", english="District teams learn together")
    newsletter.article("Alleen in het Nederlands", date=ANCHOR.date() - timedelta(days=30))
    issue = compile_issue(at=ANCHOR)
    assert issue.state == "draft"
    assert titles(issue, "nl") == ["Wijkteams leren samen", "Alleen in het Nederlands"]
    assert titles(issue, "en") == ["District teams learn together", "Alleen in het Nederlands"]
    dutch, english = issue.pages.get(language="nl"), issue.pages.get(language="en")
    assert dutch.translation_key == english.translation_key
    assert not dutch.live
    assert not english.live
    assert english.get_parent().specific == newsletter.english_index


def test_done_again_it_is_the_same_issue_with_the_editors_changes(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    page = issue.pages.get(language="nl")
    page.subject = "Wat een redacteur ervan maakte"
    page.save_revision()
    newsletter.article("Later gekomen")
    assert compile_issue(at=ANCHOR) == issue
    assert titles(issue) == ["Nieuws"]
    assert page.get_latest_revision_as_object().subject == "Wat een redacteur ervan maakte"
    assert IssuePage.objects.count() == 2


def test_with_too_little_news_it_is_held_until_there_is_more(newsletter: Newsletter) -> None:
    newsletter.settings.minimum_items = 2
    newsletter.settings.save()
    issue = newsletter.issue("Eén bericht")
    assert issue.state == "held"
    assert "1" in issue.held_reason
    assert compile_issue(at=ANCHOR).state == "held"

    newsletter.article("Nog een bericht", date=ANCHOR.date() - timedelta(days=90))
    again = compile_issue(at=ANCHOR)
    assert (again.pk, again.state, again.held_reason) == (issue.pk, "draft", "")
    assert titles(again) == ["Eén bericht", "Nog een bericht"]
    assert titles(again, "en") == ["Eén bericht", "Nog een bericht"]


def test_what_was_sent_is_not_news_again_and_what_was_not_is(newsletter: Newsletter) -> None:
    newsletter.article("Verzonden")
    issue = compile_issue(at=ANCHOR)
    newsletter.article("Te laat voor het vorige nummer")
    newsletter.dispatch(issue)
    following = compile_issue(at=ANCHOR + timedelta(weeks=2))
    assert titles(following) == ["Te laat voor het vorige nummer"]


def test_a_later_translation_is_not_news_again(newsletter: Newsletter) -> None:
    article = newsletter.article("Verzonden")
    newsletter.dispatch(compile_issue(at=ANCHOR))
    translation = article.copy_for_translation(newsletter.tree.english)
    translation.save_revision().publish()
    assert titles(compile_issue(at=ANCHOR + timedelta(weeks=2))) == []


def test_only_what_a_visitor_can_see_is_news(newsletter: Newsletter) -> None:
    newsletter.article("Openbaar")
    newsletter.article("Concept", live=False)
    newsletter.article("Nog niet uit", first_published_at=ANCHOR)
    secret = newsletter.article("Besloten")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    assert titles(compile_issue(at=ANCHOR)) == ["Openbaar"]


def test_without_a_moment_it_is_the_cadences_next(newsletter: Newsletter) -> None:
    assert compile_issue(now=ANCHOR - timedelta(days=1)).moment == ANCHOR
    assert compile_issue(now=ANCHOR).moment == ANCHOR + timedelta(days=14)


def test_it_compiles_itself_when_the_moment_is_near(newsletter: Newsletter) -> None:
    newsletter.article("Nieuws")
    three_working_days_before = ANCHOR - timedelta(days=5)
    assert compile_if_due(three_working_days_before - timedelta(minutes=1)) is None
    issue = compile_if_due(three_working_days_before)
    assert issue is not None
    assert (issue.moment, issue.state) == (ANCHOR, "draft")
    assert compile_if_due(ANCHOR - timedelta(days=1)) is None


def test_without_a_newsletter_page_nothing_is_left_behind(newsletter: Newsletter) -> None:
    newsletter.index.delete()
    with pytest.raises(CompilingError):
        compile_issue(at=ANCHOR)
    assert not Issue.objects.exists()


def test_a_page_that_was_never_published_the_usual_way_breaks_nothing(newsletter: Newsletter) -> None:
    newsletter.article("Zonder datum", first_published_at=None)
    assert titles(newsletter.issue("Nieuws")) == ["Nieuws"]


def test_old_pages_are_not_even_looked_at(newsletter: Newsletter) -> None:
    newsletter.article("Oud", english="Old, translated today", first_published_at=ANCHOR - timedelta(days=400))
    newsletter.article("Nieuw")
    [candidate] = candidates(Search(ANCHOR - timedelta(days=60), ANCHOR))
    assert candidate.published_at == ANCHOR - timedelta(days=7)


def test_an_issue_that_lost_all_its_pages_is_compiled_anew(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    for page in issue.pages.all():
        page.delete()
    newsletter.article("Later gekomen")
    assert compile_issue(at=ANCHOR) == issue
    assert set(titles(issue)) == {"Nieuws", "Later gekomen"}
    assert approve(issue).state == "approved"


def test_a_language_that_gets_its_newsletter_page_later_is_added(newsletter: Newsletter) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    newsletter.english_index.delete()
    issue = compile_issue(at=ANCHOR)
    english = newsletter.index.copy_for_translation(newsletter.tree.english)
    english.save_revision().publish()
    page = issue.pages.get(language="nl").get_latest_revision_as_object()
    [item] = page.items.all()
    item.pinned, item.teaser = True, "In dit nummer anders."
    item.picture, item.picture_alt = PictureFactory(), "Vijf mensen om een tafel"
    block = ("call_out", {"title": "Doe mee", "text": "<p>Er is plaats.</p>"})
    page.items = [item, IssueItem(block=[block], sort_order=1)]
    page.save_revision()
    with pytest.raises(IssueError):
        approve(issue)

    assert compile_issue(at=ANCHOR) == issue
    copied, own = issue.pages.get(language="en").items.all()
    assert (copied.page.title, copied.pinned) == ("District teams learn", True)
    assert (copied.teaser, copied.picture, copied.picture_alt) == (item.teaser, item.picture, item.picture_alt)
    assert own.own_block.value["title"] == "Doe mee"
    assert approve(issue).state == "approved"


def test_a_newsletter_page_that_translates_nothing_gets_no_edition(newsletter: Newsletter) -> None:
    newsletter.english_index.delete()
    newsletter.tree.english_home.add_child(
        instance=NewsletterIndexPage(title="Newsletter", slug="newsletter", locale=newsletter.tree.english)
    )
    issue = newsletter.issue("Nieuws")
    assert [page.language for page in issue.pages.all()] == ["nl"]
    assert approve(issue).state == "approved"


def test_a_language_without_a_newsletter_page_gets_no_edition(newsletter: Newsletter) -> None:
    newsletter.english_index.delete()
    assert [page.language for page in newsletter.issue("Nieuws").pages.all()] == ["nl"]


def test_a_moment_that_passed_while_no_worker_lived_gets_its_issue_late(newsletter: Newsletter) -> None:
    newsletter.article("Voor het moment")
    newsletter.article("Erna", first_published_at=ANCHOR + timedelta(days=1))
    NewsletterSettings.objects.update(cadence_since=ANCHOR - timedelta(days=30))
    two_days_late = ANCHOR + timedelta(days=2)
    issue = compile_if_due(two_days_late)
    assert issue is not None
    assert (issue.moment, issue.closes_at) == (ANCHOR, two_days_late)
    assert set(titles(issue)) == {"Voor het moment", "Erna"}
    assert compile_if_due(two_days_late) is None


def test_a_new_network_gets_no_issue_for_a_moment_before_it_had_a_rhythm(newsletter: Newsletter) -> None:
    NewsletterSettings.objects.update(cadence_since=ANCHOR + timedelta(days=1))
    assert compile_if_due(ANCHOR + timedelta(days=2)) is None


def test_another_weekday_brings_no_second_issue_days_after_the_first(newsletter: Newsletter) -> None:
    newsletter.article("Nieuws")
    compile_issue(at=ANCHOR)
    newsletter.settings.anchor_date = ANCHOR.date() + timedelta(days=2)
    newsletter.settings.save()
    assert compile_if_due(ANCHOR + timedelta(days=1)) is None
    assert compile_issue(now=ANCHOR + timedelta(days=1)).moment == ANCHOR + timedelta(days=2)


def test_what_is_published_anew_is_news_if_it_never_had_its_issue(newsletter: Newsletter, time_machine: Any) -> None:
    time_machine.move_to(ANCHOR - timedelta(days=300), tick=False)
    article, sent = newsletter.article("Te vroeg"), newsletter.article("Verzonden")
    for page, first in ((article, 300), (sent, 7)):
        page.first_published_at = ANCHOR - timedelta(days=first)
        page.save()
    time_machine.move_to(ANCHOR - timedelta(days=20), tick=False)
    article.unpublish()
    newsletter.dispatch(compile_issue(at=ANCHOR))
    time_machine.move_to(ANCHOR + timedelta(days=1), tick=False)
    for page in (article, sent):
        page.unpublish()
        page.get_latest_revision().publish() if page.latest_revision else page.save_revision().publish()
    assert titles(compile_issue(at=ANCHOR + timedelta(weeks=2))) == ["Te vroeg"]


def test_what_was_published_since_is_suggested_and_added(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    newsletter.article("Later gekomen", english="Came later", date=ANCHOR.date() - timedelta(days=30))
    [suggestion] = suggestions(issue, ANCHOR)
    assert suggestion.purpose == "news"
    assert add_suggestions(issue, ANCHOR) == 1
    assert titles(issue) == ["Nieuws", "Later gekomen"]
    assert titles(issue, "en") == ["Nieuws", "Came later"]
    assert add_suggestions(issue, ANCHOR) == 0


def test_what_an_editor_took_out_is_not_suggested_and_waits_for_the_next_issue(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws", "Nog niet", "Nooit")
    for page in issue.pages.all():
        draft = page.get_latest_revision_as_object()
        draft.items = [item for item in draft.items.all() if item.page.title == "Nieuws"]
        draft.save_revision()
    unwanted = ArticlePage.objects.get(title="Nooit").translation_key
    issue.compiled_items.filter(translation_key=unwanted).update(if_removed="never")
    assert suggestions(issue, ANCHOR) == ()
    newsletter.dispatch(issue)
    assert titles(compile_issue(at=ANCHOR + timedelta(weeks=30))) == ["Nog niet"]


def test_english_readers_get_what_is_not_in_english_marked_or_not_at_all(newsletter: Newsletter) -> None:
    newsletter.article("Wijkteams leren", english="District teams learn")
    newsletter.article("Alleen in het Nederlands")
    issue = newsletter.issue()
    for setting, expected in (("marked", {"en", "nl"}), ("left_out", {"en"})):
        newsletter.settings.untranslated = setting
        newsletter.settings.save()
        contents = current_contents(issue)
        assert {item.language for item in contents["en"].items} == expected
        assert len(contents["nl"].items) == 2


def test_an_issue_with_nothing_in_english_can_be_approved_where_untranslated_items_are_left_out(
    newsletter: Newsletter, subscriber: Callable[..., Subscriber]
) -> None:
    newsletter.settings.untranslated = "left_out"
    newsletter.settings.save()
    esi = subscriber("esi@example.org", language="en")
    dispatch = newsletter.dispatch(newsletter.issue("Alleen in het Nederlands"))
    assert dispatch.deliveries.get(subscriber=esi).exclusion == "nothing_chosen"
