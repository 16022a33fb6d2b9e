"""An editor's own words between the items of an issue, and what an editor changes of an item for one issue."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsletter.approval import approve
from newsletter.composing import content_of
from newsletter.content import BlockContent, IssueContent, from_json
from newsletter.identity import identity_in
from newsletter.models import IssueItem, IssuePage
from newsletter.rendering import render_mail
from newsletter.variants import offer
from tests.factories import PictureFactory

from .conftest import Newsletter
from .test_variants import ISSUE, PREVENTION, item, places_for

pytestmark = pytest.mark.django_db

CALL_OUT = {"type": "call_out", "value": {"title": "Doe mee", "text": "<p>Er is <b>plaats</b>.</p>"}}
QUOTE = {"type": "quote", "value": {"text": "Nu weet ik het.", "attribution": "een wijkverpleegkundige"}}


def with_blocks(page: IssuePage, *blocks: dict[str, Any], after: int = 1) -> IssuePage:
    """The page's latest draft with these blocks below its first items."""
    draft = page.get_latest_revision_as_object()
    rows = list(draft.items.all())
    rows[after:after] = [IssueItem(block=[block]) for block in blocks]
    for place, row in enumerate(rows):
        row.sort_order = place
    draft.items.set(rows)
    draft.save_revision()
    return IssuePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def titles_of(entries: Any) -> list[str]:
    return [entry.words if isinstance(entry, BlockContent) else entry.title for entry in entries]


def test_blocks_stand_between_items_in_mail_text_and_on_the_web(newsletter: Newsletter) -> None:
    page = with_blocks(newsletter.issue("Een", "Twee").pages.get(language="nl"), CALL_OUT, QUOTE)
    content = content_of(page)
    assert [(block.kind, block.after) for block in content.blocks] == [("call_out", 1), ("quote", 1)]
    mail = render_mail(content, identity_in("nl"))
    web = page.make_preview_request().content.decode()
    for rendered in (mail.html, mail.text, web):
        places = [rendered.index(words) for words in (content.items[0].title, "Doe mee", "Nu weet ik het", "plaats")]
        assert places[0] < places[1] < places[2]
        assert places[2] < rendered.rindex(content.items[1].title)
        assert "een wijkverpleegkundige" in rendered


def test_blocks_are_part_of_what_is_approved(newsletter: Newsletter) -> None:
    issue = newsletter.issue("Een", "Twee")
    with_blocks(issue.pages.get(language="nl"), QUOTE)
    kept = from_json(approve(issue).snapshot["nl"])
    assert kept.blocks == (BlockContent("quote", 1, "Nu weet ik het.", attribution="een wijkverpleegkundige"),)


def test_an_approval_from_before_there_were_blocks_can_still_be_read(newsletter: Newsletter) -> None:
    value = dict(approve(newsletter.issue("Een")).snapshot["nl"])
    del value["blocks"]
    assert from_json(value).blocks == ()


def block(words: str, after: int) -> BlockContent:
    return BlockContent("quote", after, words)


def test_every_variant_has_the_blocks_where_they_stood() -> None:
    blocks = (block("above", 0), block("below lead", 1), block("in the middle", 3), block("below academy", 5))
    issue = replace(ISSUE, blocks=blocks)
    variant = issue.only(places_for(offer(issue, [], is_first_of_month=True), (PREVENTION,), ()))
    assert titles_of(variant.above) == ["above"]
    assert titles_of(variant.below_lead) == ["below lead"]
    assert [titles_of(section.entries) for section in variant.sections] == [
        ["prevention", "elderly", "in the middle"],
        ["pinned", "below academy"],
    ]


def test_sections_come_in_the_order_in_which_an_editor_put_their_first_items() -> None:
    items = (item("lead"), item("course", kind="academy"), item("other news"), item("other course", kind="academy"))
    content: IssueContent = replace(ISSUE, items=items)
    assert [titles_of(section.items) for section in content.sections] == [["course", "other course"], ["other news"]]


def test_a_row_is_a_page_or_a_block(newsletter: Newsletter) -> None:
    page = newsletter.issue("Een").pages.get(language="nl")
    article = page.items.get().page
    page.items.all().delete()
    for row in (IssueItem(issue_page=page), IssueItem(issue_page=page, page=article, block=[QUOTE])):
        with pytest.raises(ValidationError, match=r"blok|block"):
            row.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    IssueItem(issue_page=page, page=article).full_clean()
    IssueItem(issue_page=page, block=[QUOTE]).full_clean()


def test_an_item_has_another_picture_in_this_issue_only(newsletter: Newsletter) -> None:
    newsletter.article("Een", picture=PictureFactory(), picture_alt="Op de pagina")
    page = newsletter.issue().pages.get(language="nl").get_latest_revision_as_object()
    row = page.items.get()
    row.picture = PictureFactory()
    with pytest.raises(ValidationError, match=r"tekst|text"):
        row.clean()
    row.picture_alt = "In de mail"
    row.clean()
    page.items.set([row])
    [shown] = content_of(page).items
    assert shown.picture is not None
    assert shown.picture.alt == "In de mail"
    assert row.page.specific.picture_alt == "Op de pagina"
