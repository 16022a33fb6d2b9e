"""What a search finds in each block of a body."""

from __future__ import annotations

from typing import Any

import pytest

from blocks.body import BodyBlock
from blocks.outcomes import LearningQuestionBlock
from blocks.searchable import texts_in
from tests.conftest import Tree

from . import examples

pytestmark = pytest.mark.django_db

FOUND = {
    "heading": ["Een kop"],
    "text": ["Een alinea", "en een punt"],
    "steps": ["Zo gaat het", "Stap 2", "Uitleg"],
    "accordion": ["Vragen", "Vraag 1", "Ja"],
    "table": ["Wanneer", "Plaats", "bibliotheek", "10 uur"],
    "call_out": ["Neem mee", "Een collega"],
    "quote": ["Niemand vroeg het mij", "docent, de hogeschool"],
    "statement": ["Gezond word je samen"],
    "key_figures": ["3", "soort 3"],
    "picture": ["Drie buren", "In de tuin"],
    "gallery": ["De middag", "Drie buren"],
    "video": ["Een wandeling", "Buren wijzen de weg"],
    "people": ["Wie u ontmoet"],
    "organisations": ["Wie meedoen"],
    "contact": ["Vragen?"],
    "download": ["Het plan in het kort"],
    "related_pages": ["Meer hierover"],
    "button": ["Doe mee"],
    "sign_up": ["Blijf op de hoogte", "Elke twee weken."],
}


def words_in(children: dict[str, Any]) -> str:
    block = BodyBlock()
    return "\n".join(texts_in(block, block.normalize(list(children.items()))))


@pytest.mark.parametrize("name", list(BodyBlock.base_blocks))
def test_the_words_of_every_block_are_found(tree: Tree, name: str) -> None:
    words = words_in({name: examples.full(tree)[name]})
    assert FOUND[name]
    for text in FOUND[name]:
        assert text in words


def test_what_only_steers_is_not_found_and_neither_are_people_whose_consent_may_end(tree: Tree) -> None:
    words = words_in(examples.full(tree))
    for unwritten in ("Kop onder een kop", "Heading", "Engels", "Anna Berg", "anna@example.org", "None", "<"):
        assert unwritten not in words


@pytest.mark.parametrize("name", list(BodyBlock.base_blocks))
def test_a_half_filled_block_has_words_or_none(tree: Tree, name: str) -> None:
    assert "None" not in words_in({name: examples.minimal(tree)[name]})
    block = BodyBlock.base_blocks[name]
    assert "None" not in "".join(texts_in(block, None))


def test_rows_outside_a_body_are_found_without_their_status() -> None:
    block = LearningQuestionBlock()
    question = block.normalize({"text": "Wie begint?", "status": "answered", "answer": "De buurt."})
    assert list(texts_in(block, question)) == ["Wie begint?", "De buurt."]
