"""What an editor meets in the page editor: advice, and what keeps a page from being published."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from network.models import Picture
from news.models import ArticlePage
from pages.checks import check
from pages.checks.reading import content_of
from tests import factories
from tests.conftest import Tree


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True))
    return client


@pytest.fixture
def article(tree: Tree) -> ArticlePage:
    return factories.ArticlePageFactory(parent=tree.news, title="Een buurttuin", slug="buurttuin", live=False)


def rich_text(words: str, linked: str = "", to: dict[str, Any] | None = None) -> str:
    """What Draftail sends for a paragraph in which some of the words may be a link."""
    link = [{"offset": words.index(linked), "length": len(linked), "key": 0}] if linked else []
    paragraph = {
        "key": "a1",
        "type": "unstyled",
        "text": words,
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": link,
    }
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": to or {"url": "https://example.org/"}}}
    return json.dumps({"blocks": [paragraph], "entityMap": entities if linked else {}})


def body(*blocks: tuple[str, dict[str, str]]) -> dict[str, Any]:
    """The fields of a body whose blocks were just added."""
    form: dict[str, Any] = {"body-count": len(blocks)}
    for number, (kind, fields) in enumerate(blocks):
        form |= {f"body-{number}-{key}": value for key, value in fields.items()}
        form |= {f"body-{number}-type": kind, f"body-{number}-order": number, f"body-{number}-deleted": ""}
        form |= {f"body-{number}-id": f"b{number}"}
    return form


def heading(text: str, level: int) -> tuple[str, dict[str, str]]:
    return "heading", {"value-text": text, "value-level": str(level)}


def text(words: str, linked: str = "", to: dict[str, Any] | None = None) -> tuple[str, dict[str, str]]:
    return "text", {"value": rich_text(words, linked, to)}


def form_of(page: Page, **fields: Any) -> dict[str, Any]:
    """What the editor's form sends for an article, with `fields` changed in it."""
    formsets = ["focus_area_links", "contributions", "involvements", "ties", "comments"]
    counts = {f"{name}-{count}_FORMS": 0 for name in formsets for count in ("TOTAL", "INITIAL")}
    return {
        "title": page.title,
        "slug": page.slug,
        "kind": "news",
        "date": "2026-03-02",
        "lead": "Waar het over gaat.",
        "picture_alt": "",
        "comment_notifications": "",
        **body(),
        **counts,
        **fields,
    }


def edit(editor: Client, page: Page, action: str = "", **fields: Any) -> BeautifulSoup:
    """Send the editor's form: to save a draft, or with an action; the page that comes back."""
    form = form_of(page, **fields) | ({action: "1"} if action else {})
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)
    assert answer.status_code == 200
    page.refresh_from_db()
    return BeautifulSoup(answer.content, "html.parser")


def findings_in(document: BeautifulSoup) -> list[str]:
    return [item.get_text(" ", strip=True) for item in document.select("#content-findings li")]


SHUTS_OUT = [
    pytest.param(body(heading("De buren", 3)), "Kies een hoger niveau", id="a heading that skips a level"),
    pytest.param(body(text("\u00a0", "\u00a0")), "heeft geen tekst", id="a link without text"),
]


@pytest.mark.parametrize(("fields", "message"), SHUTS_OUT)
def test_what_shuts_readers_out_is_a_draft_until_it_is_mended(
    editor: Client, article: ArticlePage, fields: dict[str, Any], message: str
) -> None:
    saved = edit(editor, article, **fields)
    (finding,) = findings_in(saved)
    assert message in finding

    refused = edit(editor, article, "action-publish", **fields)
    assert not article.live
    assert message in str(refused.select_one('[data-contentpath="body"]'))

    edit(editor, article, "action-publish", **body(heading("De buren", 2), text("Er is een tuin.")))
    assert article.live


def test_a_picture_needs_a_decision_before_it_is_published(editor: Client, article: ArticlePage) -> None:
    picture = factories.PictureFactory(title="Buren in de tuin")
    edit(editor, article, picture=picture.pk)
    assert article.get_latest_revision_as_object().picture == picture

    refused = edit(editor, article, "action-publish", picture=picture.pk)
    assert not article.live
    assert "Schrijf een tekstalternatief" in refused.select_one("[id*=picture_alt-errors]").get_text()

    edit(editor, article, "action-publish", picture=picture.pk, picture_alt="Vier buren planten een boom.")
    assert article.live


def test_a_picture_that_is_decoration_needs_no_words(editor: Client, article: ArticlePage) -> None:
    picture = factories.PictureFactory(title="Buren in de tuin")
    edit(editor, article, "action-publish", picture=picture.pk, picture_is_decorative="on")
    assert article.live


def test_advice_keeps_nothing_from_being_published(editor: Client, article: ArticlePage, tree: Tree) -> None:
    draft = factories.ArticlePageFactory(parent=tree.news, title="Nog een klad", live=False)
    words = body(text("Afgelopen dinsdag. Klik hier", "Klik hier", {"id": draft.pk}))
    edit(editor, article, "action-publish", title="IMG_5259", date="2024-03-02", **words)
    assert article.live
    document = editor.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content
    found = " ".join(findings_in(BeautifulSoup(document, "html.parser")))
    assert "Vóór publicatie" not in found
    for advice in ("bestandsnaam", "“Afgelopen dinsdag”", "“Klik hier”", "niet gepubliceerd"):
        assert advice in found


def test_advice_comes_along_when_the_editor_saves_by_itself(editor: Client, article: ArticlePage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    answer = editor.post(url, form_of(article, title="IMG_5259"), headers={"accept": "application/json"})
    assert answer.json()["success"]
    assert "bestandsnaam" in answer.json()["html"]


def test_a_title_that_is_too_long_is_refused_at_the_field_and_kept(editor: Client, article: ArticlePage) -> None:
    refused = edit(editor, article, title="a" * 256)
    assert refused.select_one("#id_title")["value"] == "a" * 256
    assert "255" in refused.select_one("[id*=title-errors]").get_text()
    assert any("200" in finding for finding in findings_in(edit(editor, article, title="a" * 200)))


def test_pages_ticked_in_a_listing_are_not_published_around_the_checks(editor: Client, article: ArticlePage) -> None:
    article.body = [("heading", {"text": "De buren", "level": "3"})]
    article.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = editor.post(f"{url}?id={article.pk}&next=/cms/", {"include_descendants": ""}, follow=True)
    assert "Een buurttuin" in str(next(iter(answer.context["messages"])))
    article.refresh_from_db()
    assert not article.live


def test_reading_a_page_takes_one_query_however_much_it_links_to(
    tree: Tree, article: ArticlePage, django_assert_max_num_queries: Any
) -> None:
    link = f'<p><a linktype="page" id="{tree.news.pk}">Nieuws</a></p>'
    article.body = [("text", link)] * 20
    page = ArticlePage.objects.select_related("locale").get(pk=article.pk)
    page.body = article.body
    with django_assert_max_num_queries(1):
        check(content_of(page))


def picture_file(name: str, size: tuple[int, int], kind: str) -> SimpleUploadedFile:
    path = SimpleUploadedFile(name, b"", content_type=f"image/{kind}")
    Image.new("1", size).save(path, kind)
    path.seek(0)
    return path


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (picture_file("groot.png", (8000, 5000), "png"), "40 miljoen"),
        (SimpleUploadedFile("plaatje.svg", SCRIPT, "image/svg+xml"), "Geen ondersteund afbeeldingsformaat"),
        (SimpleUploadedFile("plaatje.png", SCRIPT, "image/png"), "svg"),
        (picture_file("foto.jpg", (9, 9), "png"), "png"),
        (SimpleUploadedFile("foto.jpg", b"geen foto", "image/jpeg"), "geldige afbeelding"),
    ],
    ids=["40 megapixels", "SVG with a script", "SVG that says it is a PNG", "PNG that says it is a JPEG", "text"],
)
def test_a_file_that_can_not_be_a_picture_is_refused_at_the_field(
    editor: Client, tree: Tree, file: SimpleUploadedFile, message: str
) -> None:
    file.seek(0)
    answer = editor.post(reverse("wagtailimages:add"), {"title": "Buren", "file": file, "credit": "Jo"})
    assert answer.status_code == 200
    form = answer.context["form"]
    assert message in " ".join(form.errors["file"])
    assert form["title"].value() == "Buren"
    assert form["credit"].value() == "Jo"
    assert not Picture.objects.exists()
