"""What an editor hears at the field when a block can't be as they filled it in."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks import StructBlockValidationError

from blocks.body import BodyBlock
from blocks.links import LinkBlock
from blocks.outcomes import LearningQuestionBlock
from tests.conftest import Tree

from . import examples

FILM = {"title": "Film", "alternative": "<p>Wat er gebeurt</p>"}
TWO = {"caption": "Wanneer", "columns": ["Tafel", "Dag"]}


def refused(block: Any, value: dict[str, Any]) -> dict[str, Any]:
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.normalize(value))
    errors: dict[str, Any] = caught.value.block_errors
    return errors


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("video", FILM, "url"),
        ("video", {**FILM, "url": "http://vimeo.com/1"}, "url"),
        ("video", {**FILM, "url": "javascript:alert(1)"}, "url"),
        ("video", {**FILM, "url": examples.FILM, "duration": "vier minuten"}, "duration"),
        ("video", {"title": "Film", "url": examples.FILM, "alternative": ""}, "alternative"),
        ("contact", {"title": "Vragen?"}, "person"),
        ("contact", {"email": "post@example.org"}, "label"),
        ("contact", {"label": "Het secretariaat"}, "email"),
        ("contact", {"label": "Het secretariaat", "phone": "bel maar"}, "phone"),
        ("button", {"label": "Verder"}, "page"),
        ("button", {"url": "https://example.org/"}, "label"),
        ("button", {"url": "javascript:alert(1)", "label": "Verder"}, "url"),
        ("table", {**TWO, "columns": ["Tafel"], "rows": [{"first": "Thuis"}]}, "columns"),
        ("table", {**TWO, "rows": []}, "rows"),
        ("table", {**TWO, "rows": [{"first": "Thuis", "third": "te veel"}]}, "rows"),
        ("gallery", {"pictures": []}, "pictures"),
        ("steps", {"steps": [{"title": "Alleen dit"}]}, "steps"),
        ("people", {"people": []}, "people"),
    ],
)
def test_a_block_says_at_the_field_what_is_wrong(tree: Tree, name: str, value: dict[str, Any], field: str) -> None:
    assert list(refused(BodyBlock().child_blocks[name], value)) == [field]


def test_a_film_and_its_captions_are_files_that_browsers_play(tree: Tree) -> None:
    video = BodyBlock().child_blocks["video"]
    plan = examples.document("plan.pdf")
    assert set(refused(video, {**FILM, "file": plan, "captions": plan})) == {"file", "captions"}
    film = {**FILM, "file": examples.document("film.MP4"), "captions": examples.document("film.vtt")}
    assert video.clean(video.normalize(film))["file"]
    assert set(refused(video, {**film, "url": examples.FILM})) == {"file"}


def test_a_contact_is_a_person_or_a_mailbox(tree: Tree) -> None:
    contact = BodyBlock().child_blocks["contact"]
    person = examples.anna()
    assert set(refused(contact, {"person": person, "email": "post@example.org"})) == {"email"}
    assert contact.clean(contact.normalize({"person": person}))["person"] == person


def test_a_cell_too_many_is_named_in_its_row(tree: Tree) -> None:
    rows = [{"first": "Thuis", "second": "maandag"}, {"first": "School", "fourth": "te veel"}]
    errors = refused(BodyBlock().child_blocks["table"], {**TWO, "rows": rows})["rows"]
    assert list(errors.block_errors) == [1]
    assert list(errors.block_errors[1].block_errors) == ["fourth"]


def test_a_link_leads_to_one_place(tree: Tree) -> None:
    link = LinkBlock()
    assert set(refused(link, {"page": tree.news, "url": "https://example.org/"})) == {"url"}
    assert link.clean(link.normalize({"page": tree.news}))["page"].pk == tree.news.pk


def test_a_question_is_answered_by_an_answer(tree: Tree) -> None:
    question = LearningQuestionBlock()
    assert set(refused(question, {"text": "Wat helpt?", "status": "answered"})) == {"answer"}
    for answer in ({"answer": "Samen eten."}, {"answer_page": tree.news}):
        question.clean(question.normalize({"text": "Wat helpt?", "status": "answered", **answer}))
    question.clean(question.normalize({"text": "Wat helpt?"}))
