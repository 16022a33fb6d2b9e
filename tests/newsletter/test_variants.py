"""What one subscriber gets of an issue: pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from newsletter.content import IssueContent, ItemContent, as_json, from_json, hash_of
from newsletter.variants import MONTHLY, Offer, language_for, offer, places_for

PREVENTION, ELDERLY = 1, 2


def item(title: str, **fields: object) -> ItemContent:
    values = {"kind": "news", "topics": (), "pinned": False, **fields}
    return ItemContent(
        key=title, purpose="news", language="nl", title=title, teaser="", url="", date=date(2026, 3, 1), **values
    )


ISSUE = IssueContent(
    language="nl",
    title="Nummer",
    subject="Nummer",
    preheader="",
    intro_html="",
    url="",
    moment=datetime(2026, 3, 10, 9, tzinfo=UTC),
    items=(
        item("for all"),
        item("prevention", topics=(PREVENTION,)),
        item("elderly", topics=(ELDERLY, PREVENTION)),
        item("course", kind="academy", topics=(ELDERLY,)),
        item("pinned", kind="academy", topics=(ELDERLY,), pinned=True),
    ),
)
OFFER = offer(ISSUE, [], is_first_of_month=False)


def titles(topics: tuple[int, ...] = (), kinds: tuple[str, ...] = ()) -> list[str]:
    return [item.title for item in ISSUE.only(places_for(OFFER, topics, kinds)).items]


def test_who_chose_nothing_gets_everything() -> None:
    assert titles() == ["for all", "prevention", "elderly", "course", "pinned"]


def test_chosen_topics_leave_what_is_about_others() -> None:
    assert titles(topics=(PREVENTION,)) == ["for all", "prevention", "elderly", "pinned"]


def test_chosen_kinds_leave_the_other_kinds_except_what_is_pinned() -> None:
    assert titles(kinds=("news",)) == ["for all", "prevention", "elderly", "pinned"]
    assert titles(topics=(PREVENTION,), kinds=("academy",)) == ["pinned"]


def test_the_first_of_what_is_left_leads() -> None:
    selection = ISSUE.only(places_for(OFFER, (), ("academy",)))
    assert selection.lead is not None
    assert selection.lead.title == "course"
    assert [section.kind for section in selection.sections] == ["academy"]


def test_a_language_without_an_edition_falls_back() -> None:
    assert language_for("en", {"nl", "en"}, "nl") == "en"
    assert language_for("fr", {"nl", "en"}, "nl") == "nl"


def test_content_survives_being_stored() -> None:
    stored = as_json({"nl": ISSUE})
    assert from_json(stored["nl"]) == ISSUE
    assert hash_of(stored) == hash_of(as_json({"nl": from_json(stored["nl"])}))
    assert hash_of(stored) != hash_of(as_json({"nl": ISSUE.only([0])}))


EARLIER = replace(ISSUE, items=(item("prevention", topics=(PREVENTION,)), item("two weeks ago", topics=(ELDERLY,))))
EARLIEST = replace(ISSUE, items=(item("two weeks ago"), item("four weeks ago")))


def monthly_titles(offered: Offer, topics: tuple[int, ...] = (), rhythm: str = MONTHLY) -> list[str]:
    return [item.title for item in offered.content.only(places_for(offered, topics, (), rhythm)).items]


def test_who_reads_monthly_gets_what_came_since_with_the_first_issue_of_a_month_each_page_once() -> None:
    offered = offer(ISSUE, [EARLIER, EARLIEST], is_first_of_month=True)
    own = ["for all", "prevention", "elderly", "course", "pinned"]
    assert monthly_titles(offered) == [*own, "two weeks ago", "four weeks ago"]
    of_prevention = ["for all", "prevention", "elderly", "pinned", "four weeks ago"]
    assert monthly_titles(offered, topics=(PREVENTION,)) == of_prevention
    assert monthly_titles(offered, rhythm="every_issue") == own


def test_who_reads_monthly_gets_no_other_issue() -> None:
    offered = offer(ISSUE, [], is_first_of_month=False)
    assert not offered.is_for(MONTHLY)
    assert monthly_titles(offered) == []
