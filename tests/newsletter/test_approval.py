"""What is approved is what is sent; whatever changes it takes the approval away."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import translation
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ModelLogEntry, PageViewRestriction

from network.models import Picture
from newsletter.approval import IssueError, approve, release, withdraw
from newsletter.compiling import compile_issue
from newsletter.dispatching import send
from newsletter.models import Issue, SentItem
from tests import factories
from tests.factories import UserFactory

from .conftest import ANCHOR, Newsletter

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(newsletter: Newsletter) -> Issue:
    return approve(newsletter.issue("Nieuws"), UserFactory())


def fresh(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def test_an_approval_keeps_the_content_of_all_languages(approved: Issue) -> None:
    assert approved.state == "approved"
    assert set(approved.snapshot or {}) == {"nl", "en"}
    assert len(approved.snapshot_hash) == 64
    assert approved.approved_by
    assert approved.approved_at


def test_the_latest_draft_is_what_is_approved(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    page = issue.pages.get(language="nl").get_latest_revision_as_object()
    page.subject = "Zoals bedoeld"
    page.save_revision()
    assert approve(issue).snapshot["nl"]["subject"] == "Zoals bedoeld"


def test_approving_twice_changes_nothing(approved: Issue) -> None:
    assert approve(approved).approved_at == approved.approved_at


def test_an_edit_takes_the_approval_away_and_says_so(approved: Issue) -> None:
    page = approved.pages.get(language="en")
    page.title = "Something else"
    page.save_revision()
    issue = fresh(approved)
    assert (issue.state, issue.snapshot, issue.approved_at) == ("draft", None, None)
    assert "Something else" in issue.void_reason
    assert approve(issue).void_reason == ""


def test_unpublishing_or_deleting_an_item_takes_it_away(newsletter: Newsletter, approved: Issue) -> None:
    approved.pages.get(language="nl").items.get().page.specific.unpublish()
    assert fresh(approved).state == "draft"

    newsletter.article("Ander nieuws")
    again = approve(compile_issue(at=ANCHOR.replace(day=24)))
    again.pages.get(language="nl").items.get().page.delete()
    assert fresh(again).state == "draft"
    with pytest.raises(IssueError):
        approve(again)


@pytest.mark.parametrize("restricts_section", [False, True])
def test_hiding_an_item_takes_it_away(newsletter: Newsletter, approved: Issue, restricts_section: bool) -> None:
    article = approved.pages.get(language="nl").items.get().page
    hidden = newsletter.tree.news if restricts_section else article
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    issue = fresh(approved)
    assert issue.state == "draft"
    assert hidden.title in issue.void_reason


def test_hiding_another_page_does_not(newsletter: Newsletter, approved: Issue) -> None:
    PageViewRestriction.objects.create(page=newsletter.tree.academy, restriction_type="login")
    assert fresh(approved).state == "approved"


def test_an_item_that_became_hidden_unnoticed_is_not_sent(newsletter: Newsletter, approved: Issue) -> None:
    PageViewRestriction.objects.create(page=newsletter.tree.academy, restriction_type="login")
    approved.pages.get(language="nl").items.get().page.move(newsletter.tree.academy, pos="last-child")
    with pytest.raises(IssueError, match="Nieuws"):
        send(approved)
    assert not SentItem.objects.exists()


@pytest.mark.parametrize("change", ["deleted", "replaced"])
def test_losing_a_picture_takes_it_away(newsletter: Newsletter, change: str) -> None:
    picture = factories.PictureFactory(title="Groepsfoto")
    newsletter.article("Met foto", picture=picture, picture_alt="Een groep")
    approved = approve(compile_issue(at=ANCHOR))
    if change == "deleted":
        picture.delete()
    else:
        form_class = get_image_form(Picture)
        fields = {"title": picture.title, "collection": picture.collection_id}
        file = SimpleUploadedFile("new.png", get_test_image_file("new.png").file.getvalue(), "image/png")
        form = form_class(fields, {"file": file}, instance=picture, user=UserFactory(is_superuser=True))
        assert form.is_valid(), form.errors
        form.save()
    issue = fresh(approved)
    assert issue.state == "draft"
    assert "Groepsfoto" in issue.void_reason


def test_editing_an_items_page_does_not_touch_what_was_approved(approved: Issue) -> None:
    article = approved.pages.get(language="nl").items.get().page.specific
    article.title = "Achteraf veranderd"
    article.save_revision().publish()
    assert fresh(approved).state == "approved"
    assert fresh(approved).snapshot["nl"]["items"][0]["title"] == "Nieuws"


def test_an_approval_can_be_withdrawn_once(approved: Issue) -> None:
    withdraw(approved)
    assert fresh(approved).state == "draft"
    with pytest.raises(IssueError):
        withdraw(approved)


def test_a_held_issue_is_released_before_it_is_approved(newsletter: Newsletter) -> None:
    newsletter.settings.minimum_items = 5
    newsletter.settings.save()
    issue = newsletter.issue("Nieuws")
    with pytest.raises(IssueError, match="5"):
        approve(issue)
    assert approve(release(issue)).state == "approved"
    with pytest.raises(IssueError):
        release(issue)


def test_an_empty_issue_and_a_repeated_item_are_not_approved(newsletter: Newsletter) -> None:
    empty = release_if_held(compile_issue(at=ANCHOR.replace(day=1)))
    with pytest.raises(IssueError):
        approve(empty)
    first, second = newsletter.issue("Nieuws"), compile_issue(at=ANCHOR.replace(day=24))
    newsletter.dispatch(first)
    with pytest.raises(IssueError, match="Nieuws"):
        approve(second)


@pytest.mark.parametrize(("purpose", "is_taken"), [("news", False), ("announcement", False), ("reminder", True)])
def test_the_database_itself_takes_no_item_twice(newsletter: Newsletter, purpose: str, is_taken: bool) -> None:
    """Whatever the code above it does: new once, whether as news or announced, and reminded of besides."""
    dispatch = newsletter.dispatch(newsletter.issue("Nieuws"))
    key = dispatch.sent_items.get().translation_key
    with nullcontext() if is_taken else pytest.raises(IntegrityError), transaction.atomic():
        SentItem.objects.create(dispatch=dispatch, translation_key=key, purpose=purpose)
    with pytest.raises(IntegrityError), transaction.atomic():
        SentItem.objects.create(dispatch=dispatch, translation_key=key, purpose=purpose)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_issue_that_lacks_a_language_is_not_approved(newsletter: Newsletter, language: str) -> None:
    issue = newsletter.issue("Nieuws")
    issue.pages.get(language=language).delete()
    with translation.override("en"), pytest.raises(IssueError, match=r"no page in (Dutch|English)"):
        approve(issue)
    assert fresh(issue).state == "draft"


def test_without_the_first_languages_newsletter_page_there_is_nothing_to_fall_back_on(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    newsletter.index.delete()
    with pytest.raises(IssueError):
        approve(issue)


def release_if_held(issue: Issue) -> Issue:
    return release(issue) if issue.state == "held" else issue


def test_an_issue_page_is_not_published_before_its_dispatch(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Nieuws")
    page = issue.pages.get(language="nl")
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish()
    newsletter.dispatch(issue)
    assert all(page.live for page in issue.pages.all())


def test_every_step_is_in_the_log(approved: Issue) -> None:
    withdraw(approved, UserFactory())
    actions = ModelLogEntry.objects.filter(object_id=str(approved.pk)).order_by("timestamp")
    assert list(actions.values_list("action", flat=True)) == [
        "newsletter.compile",
        "newsletter.approve",
        "newsletter.withdraw",
    ]
