"""Lists that a reader narrows down: what is left, and what there is to choose next."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pages.facets import by_kind, by_year
from pages.filtering import Facet, Narrowed, narrow

COLOURS = Facet(
    "colour", "Colour", {"r": "Red", "b": "Blue", "g": "Green"}, {1: {"r"}, 2: {"r", "b"}, 3: {"b"}, 4: {"r"}}
)
SIZES = Facet("size", "Size", {"s": "Small", "l": "Large"}, {1: {"s"}, 2: {"s"}, 3: {"l"}})
ROWS = [4, 3, 2, 1]


def ask(query: str) -> Narrowed:
    return narrow(ROWS, [COLOURS, SIZES], QueryDict(query))


def offered(narrowed: Narrowed, name: str) -> dict[str, int]:
    return {choice.value: choice.count for each in narrowed.filters if each.name == name for choice in each.choices}


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", [4, 3, 2, 1]),
        ("colour=", [4, 3, 2, 1]),
        ("colour=r", [4, 2, 1]),
        ("colour=b&size=s", [2]),
        ("colour=r&size=l", []),
        ("colour=purple", []),
        ("colour=r&colour=b", [3, 2]),  # the last one counts, as in any form
        ("shape=round", [4, 3, 2, 1]),
    ],
)
def test_what_has_every_value_that_was_asked_for_is_left_in_its_order(query: str, left: list[int]) -> None:
    narrowed = ask(query)
    assert narrowed.left == left
    assert narrowed.total == 4


def test_only_what_leads_somewhere_is_offered_with_how_much_there_is() -> None:
    assert offered(ask(""), "colour") == {"r": 3, "b": 2}
    # Beside what was chosen, the counts are of what the other choices leave.
    assert offered(ask("size=s"), "colour") == {"r": 2, "b": 1}
    assert offered(ask("size=s"), "size") == {"s": 2, "l": 1}


def test_what_was_chosen_stays_offered_though_nothing_is_left_of_it() -> None:
    assert offered(ask("colour=g"), "colour") == {"r": 3, "b": 2, "g": 0}


def test_a_filter_that_changes_nothing_is_not_there() -> None:
    same = Facet("year", "Year", {"2026": "2026"}, {row: {"2026"} for row in ROWS})
    assert narrow(ROWS, [same], QueryDict()).filters == []
    assert [each.name for each in narrow(ROWS, [same], QueryDict("year=2026")).filters] == ["year"]


def test_what_is_chosen_is_said_in_words_and_each_choice_can_be_taken_away() -> None:
    narrowed = ask("colour=b&size=s&other=1")
    assert narrowed.words == "Blue, Small"
    assert narrowed.query == "colour=b&size=s"
    assert {each.name: each.without for each in narrowed.used} == {"colour": "?size=s", "size": "?colour=b"}
    assert [each.without for each in ask("colour=b").used] == [""]


def test_a_value_that_nobody_offers_is_said_and_never_repeated() -> None:
    narrowed = ask("colour=<script>&size=s")
    assert narrowed.words == "een keuze die er niet is, Small"
    assert narrowed.query == "size=s"
    assert [each.without for each in narrowed.used] == ["?size=s", ""]


@given(st.dictionaries(st.sampled_from(["colour", "size", "year", "kind", "page"]), st.text(max_size=50)))
def test_whatever_is_asked_it_answers_with_some_of_the_rows(asked: dict[str, str]) -> None:
    days = {row: date(2020 + row, 1, 1) for row in ROWS}
    kinds = by_kind(dict.fromkeys(ROWS, "news"), [("news", "News")])
    narrowed = narrow(ROWS, [COLOURS, SIZES, by_year(days), kinds], asked)
    assert [row for row in ROWS if row in narrowed.left] == narrowed.left
    assert narrowed.words.isprintable()
    for each in narrowed.filters:
        assert all(choice.count or choice.is_chosen for choice in each.choices)
        again = narrow(ROWS, [COLOURS, SIZES, by_year(days), kinds], QueryDict(each.without.removeprefix("?")))
        assert each.name not in [other.name for other in again.used]


@given(st.sampled_from(list(COLOURS.labels)), st.sampled_from(list(SIZES.labels)))
def test_a_count_is_what_choosing_it_leaves(colour: str, size: str) -> None:
    for value, count in offered(ask(f"size={size}"), "colour").items():
        assert len(ask(f"size={size}&colour={value}").left) == count
    for value, count in offered(ask(f"colour={colour}"), "size").items():
        assert len(ask(f"colour={colour}&size={value}").left) == count
