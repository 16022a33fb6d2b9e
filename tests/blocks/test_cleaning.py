"""Text pasted from a word processor or a web site loses its rubbish, and never what its author wrote."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from blocks.body import BodyBlock
from blocks.cleaning import cleaned

LINK = '<a linktype="page" id="3">een &amp; ander</a>'


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p>Twee  spaties</p>", "<p>Twee spaties</p>"),
        ("<p>Vast\u00a0\u00a0 wit</p>", "<p>Vast wit</p>"),
        ("<p>Bloei</p><p></p><p> \u00a0</p><p><br/></p><p>Groei</p>", "<p>Bloei</p><p>Groei</p>"),
        ("<p>– brood</p><p>– kaas</p><p>Eet smakelijk</p>", "<ul><li>brood</li><li>kaas</li></ul><p>Eet smakelijk</p>"),
        ("<p>•brood</p>", "<ul><li>brood</li></ul>"),
        ('<p data-block-key="a1">• brood</p>', '<ul><li data-block-key="a1">brood</li></ul>'),
        ("<p>- <b>brood</b></p>\n<p>- kaas</p>", "<ul><li><b>brood</b></li><li>kaas</li></ul>\n"),
        (f"<p>Zie  {LINK}</p>", f"<p>Zie {LINK}</p>"),
    ],
)
def test_what_pasting_leaves_behind_is_put_right(pasted: str, clean: str) -> None:
    assert cleaned(pasted) == clean


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Gewoon een alinea met 5\u00a0euro.</p>",
        "<p>– Een gedachte die met een streepje begint.</p>",
        "<p>-5 graden</p><p>-3 graden</p>",
        "<p>–</p>",
        '<p><embed embedtype="image" id="1"/></p>',
        '<p><a href="https://example.org/"> </a></p>',
        f"<p>Zie {LINK} en <b>vet</b></p>",
    ],
)
def test_what_is_meant_stays_as_it_is(html: str) -> None:
    assert cleaned(html) == html


def test_where_no_list_can_be_a_typed_one_stays() -> None:
    assert cleaned("<p>– brood</p><p>–  kaas</p>", with_lists=False) == "<p>– brood</p><p>– kaas</p>"


WORDS = st.text(alphabet="aé1Bß -–•·*\u00a0\t\n<>&\"'.,", max_size=20).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
INLINE = st.tuples(
    st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", LINK + "{}", "{}<br/>", '<a href="/">{}</a>']), WORDS
).map(lambda pair: pair[0].format(pair[1]))
BLOCKS = st.tuples(
    st.sampled_from(["<p>{}</p>", "<p>– {}</p>", "<p>• {}</p>", "<ul><li>{}</li></ul>", "<ol><li>{}</li></ol>", "{}"]),
    st.lists(INLINE, max_size=3).map("".join),
).map(lambda pair: pair[0].format(pair[1]))


def letters(html: str) -> str:
    return "".join(character for character in BeautifulSoup(html, "html.parser").get_text() if character.isalnum())


def links(html: str) -> list[tuple[object, str]]:
    return [(link.attrs, letters(str(link))) for link in BeautifulSoup(html, "html.parser").find_all("a")]


@example("<p>– 1</p><p></p><p>– 1</p>")
@given(st.lists(BLOCKS, max_size=6).map("".join))
def test_no_letter_and_no_link_is_ever_lost_and_cleaning_twice_changes_nothing_more(html: str) -> None:
    clean = cleaned(html)
    assert letters(clean) == letters(html)
    assert links(clean) == links(html)
    assert cleaned(clean) == clean


def test_a_body_is_cleaned_when_it_is_saved() -> None:
    body = BodyBlock()
    value = body.to_python([{"type": "text", "value": "<p>– brood</p><p>–  kaas</p><p></p>", "id": "1"}])
    assert body.clean(value)[0].value.source == "<ul><li>brood</li><li>kaas</li></ul>"
