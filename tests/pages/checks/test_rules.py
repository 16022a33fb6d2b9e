"""Each rule alone, on plain content."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from pages.checks import check
from pages.checks.content import Content, Deadline, Heading, Link, Passage, Picture
from pages.checks.findings import Finding

FINE = Content(
    language="nl",
    today=date(2026, 6, 1),
    title="Een buurttuin voor iedereen",
    lead="Waar het bericht over gaat.",
    date=date(2026, 5, 20),
    headings=(Heading("Wie meedoet", 2, "body.a"), Heading("De buren", 3, "body.b"), Heading("Later", 2, "body.c")),
    pictures=(Picture("Buren in de tuin", "Vier buren planten een boom.", False, "picture_alt"),),
    passages=(
        Passage(("De tuin van Health Hub Utrecht is open.", "UtrechtZorg doet mee, net als eHealth."), "body.d"),
    ),
    links=(Link("Kom naar de tuin", "body.d"),),
)


def found(**differences: object) -> list[Finding]:
    with translation.override("en"):
        return check(replace(FINE, **differences))


def said(**differences: object) -> str:
    """The one piece of advice that content gets."""
    (finding,) = found(**differences)
    assert not finding.blocks
    return finding.message


def test_good_content_is_left_alone() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ({"pictures": (Picture("Buren", "", False, "picture_alt"),)}, "picture_alt"),
        ({"headings": (Heading("De buren", 3, "body.b"),)}, "body.b.level"),
        ({"headings": (Heading("A", 2, "body.a"), Heading("B", 4, "body.b"))}, "body.b.level"),
        ({"links": (Link(" \u00a0", "body.d"),)}, "body.d"),
    ],
)
def test_what_shuts_a_reader_out_blocks_at_its_place(content: dict[str, object], where: str) -> None:
    (finding,) = found(**content)
    assert finding.blocks
    assert finding.where == where


def test_what_blocks_comes_first() -> None:
    findings = found(title="IMG_5259", links=(Link("", "body.d"),))
    assert [finding.blocks for finding in findings] == [True, False]


def test_decoration_needs_no_words() -> None:
    assert found(pictures=(Picture("Buren", "", True, "picture_alt"),)) == []


@pytest.mark.parametrize("name", ["IMG_5259", "DSC0001", "afscheidHettyLinden-6.jpg", "schermafbeelding 2026-01-01"])
def test_a_picture_by_a_file_s_name_is_named(name: str) -> None:
    assert name in said(pictures=(Picture(name, "Vier buren.", False, "picture_alt"),))
    assert name in said(pictures=(Picture("Buren", name, False, "picture_alt"),))


@pytest.mark.parametrize("title", ["IMG_5259", "report_final.docx", "report_final", "agenda.pdf", "Screenshot 12"])
def test_a_title_that_is_a_file_s_name(title: str) -> None:
    assert "file's name" in said(title=title)


@pytest.mark.parametrize(
    "title", ["P4 en fase 2", "AI in de zorg 2026", "GGD", "Versie 2.0", "Health Hub: doc.", "WHO 2030"]
)
def test_a_title_that_is_one(title: str) -> None:
    assert found(title=title) == []


def test_a_title_in_capitals_or_too_long_to_take_in() -> None:
    assert "capitals" in said(title="SAMEN LEREN")
    assert "91" in said(title="a" * 91)


def test_a_page_of_which_search_results_can_say_nothing() -> None:
    assert "lead" in said(lead="")
    assert found(lead="", description="Waar het over gaat.") == []


def test_a_first_heading_that_says_the_title_again() -> None:
    headings = (Heading("Een Buurttuin, voor iedereen!", 2, "body.a"),)
    (finding,) = found(headings=headings)
    assert finding.where == "body.a.text"
    assert found(headings=(FINE.headings[0], *headings)) == []


@pytest.mark.parametrize(
    ("language", "text", "is_vague"),
    [
        ("nl", "Klik hier", True),
        ("nl", "Lees meer »", True),
        ("nl", "Lees meer over de tuin", False),
        ("nl", "read more", False),
        ("en", "here", True),
        ("en-GB", "Read more...", True),
        ("de", "klik hier", False),
    ],
)
def test_a_link_that_does_not_say_where_it_leads(language: str, text: str, is_vague: bool) -> None:
    findings = found(language=language, links=(Link(text, "body.d"),))
    assert [finding.blocks for finding in findings] == [False] * is_vague


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_a_link_that_shows_its_address_or_leads_nowhere(language: str) -> None:
    assert "address" in said(language=language, links=(Link("https://www.example.org/a?b=c", "body.d"),))
    assert "isn't published" in said(language=language, links=(Link("De tuin", "body.d", leads_somewhere=False),))


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        ("nl", "Afgelopen dinsdag begon de leergang.", "Afgelopen dinsdag"),
        ("nl", "Vandaag, eind vorig jaar en de komende periode.", "Vandaag”, “vorig jaar”, “komende periode"),
        ("nl", "Zie je morgen!", "morgen"),
        ("en", "It started last Tuesday.", "last Tuesday"),
        ("en", "Tomorrow we meet.", "Tomorrow"),
    ],
)
def test_words_that_depend_on_today_are_named_in_an_old_page(language: str, line: str, words: str) -> None:
    content = {"language": language, "passages": (Passage((line,), "body.d"),)}
    assert found(**content) == []
    assert f"“{words}”" in said(**content, date=date(2026, 2, 1))
    assert found(**content, date=None) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [("nl", "In de morgen, op dinsdag, elk jaar."), ("de", "heute"), ("en", "The last mile."), ("nl", "deze tuin")],
)
def test_words_that_do_not_depend_on_today(language: str, line: str) -> None:
    assert found(language=language, passages=(Passage((line,), "body.d"),), date=date(2020, 1, 1)) == []


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_a_long_sentence(language: str) -> None:
    line = " ".join(["woord"] * 25) + ". Kort. Ook kort."
    assert found(language=language, passages=(Passage((line,), "body.d"),)) == []
    assert "woord woord" in said(language=language, passages=(Passage((f"Nog een {line}",), "body.d"),))


@pytest.mark.parametrize("word", ["onTstaan", "gemeenschapEn", "samen.Daarna", "zorgDe"])
def test_a_word_that_pasting_spoiled(word: str) -> None:
    assert f"“{word}”" in said(passages=(Passage((f"Hier is {word} gebeurd",), "body.d"),))


@pytest.mark.parametrize(
    "word",
    ["HealthKIC", "eHealth", "LinkedIn", "jan@example.Org", "www.site.Nl", "a.b.C", "ZorgDomein", "GGD'en", "(UMC)"],
)
def test_a_word_that_is_written_so(word: str) -> None:
    assert found(passages=(Passage((f"Hier is {word} gebeurd",), "body.d"),)) == []


def test_what_pasting_left_in_a_text_that_is_not_rich() -> None:
    assert "list" in said(passages=(Passage(("Wij willen", "– brood"), "body.d"),))
    assert "spaces" in said(passages=(Passage(("Wij  willen",), "body.d"),))


def test_what_should_have_been_done_by_now_is_asked_after() -> None:
    yesterday, today = date(2026, 5, 31), date(2026, 6, 1)
    finding, *others = found(deadlines=(Deadline(yesterday, "follow_up.a.due"), Deadline(today, "follow_up.b.due")))
    assert not others
    assert not finding.blocks
    assert finding.where == "follow_up.a.due"
    assert "This day has passed" in finding.message
