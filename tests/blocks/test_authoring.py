"""What an editor relies on: the block chooser shows each block, and a page with all of them can be translated."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from news.models import ArticlePage
from pages.models import InformationPage
from tests import factories
from tests.conftest import Tree

from . import examples


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    return client


def body_blocks() -> dict[str, Any]:
    blocks: dict[str, Any] = InformationPage._meta.get_field("body").stream_block.child_blocks
    return blocks


@pytest.mark.parametrize("with_library", [False, True])
def test_the_block_chooser_previews_every_block(tree: Tree, editor: Client, with_library: bool) -> None:
    if with_library:
        examples.full(tree)
    for name, block in body_blocks().items():
        assert block.is_previewable, name
        assert block.get_description(), name
        assert block.meta.icon != "placeholder", name
        assert block.meta.group, name
        response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 200, name
        page = response.content.decode()
        shown = page.split(f"body__block--{name}")[1].split("</main>")[0]
        assert "<" in shown.removeprefix('">').replace("</div>", "").strip(), name
        assert "site.css" in page
        assert "<script" not in page
        assert "style=" not in page
        assert "unsafe" not in response.headers["content-security-policy"].split("style-src")[0].split("script-src")[0]


@pytest.mark.parametrize("which", [examples.minimal, examples.full])
def test_a_page_with_every_block_is_translated(tree: Tree, editor: Client, which: Any) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="alles", body=list(which(tree).items()))
    source, _ = TranslationSource.update_or_create_from_instance(ArticlePage.objects.get(pk=article.pk))
    translation = Translation.objects.create(source=source, target_locale=tree.english)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=tree.english,
            context=segment.context,
            data="everything" if segment.string.data == "alles" else f"EN {segment.string.data}",
            translation_type="manual",
        )
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    english = ArticlePage.objects.get(locale=tree.english)
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).status_code == 200
    page = editor.get("/en/news/everything/").content.decode()
    for words in ("EN Een kop", "EN Neem mee", "EN maandag", "EN Wanneer", "EN Buren wijzen de weg"):
        assert words in page
    if which is examples.full:
        for words in ("EN Drie buren", "EN In de tuin", "EN De middag", "EN Uitleg", "EN docent, de hogeschool"):
            assert words in page
        assert [block.block_type for block in english.body] == [block.block_type for block in article.body]
