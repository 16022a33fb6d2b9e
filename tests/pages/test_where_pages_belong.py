"""The shape of what is published: where a page of each type can be made, and how deep a picture may stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, get_page_models

from hub.roles import EDITORS, make_roles
from news.models import ArticlePage
from tests import factories
from tests.conftest import Tree

WITHIN = {
    "ArticlePage": {"NewsIndexPage"},
    "PhasePage": {"VisionPage"},
    "ProgrammePage": {"AcademyIndexPage"},
    "EditionPage": {"ProgrammePage"},
    "KnowledgeCirclePage": {"KnowledgePlatformPage"},
    "LearningThemePage": {"KnowledgeCirclePage", "SeriesPage"},
    "GatheringPage": {"AgendaPage", "EditionPage", "KnowledgeCirclePage", "SeriesPage"},
    "PitchPage": {"GatheringPage"},
    "ChallengePage": {"ChallengeIndexPage"},
    "FocusAreaPage": {"FocusAreaIndexPage"},
    "GlossaryTermPage": {"GlossaryPage"},
    "PublicationPage": {"PublicationIndexPage"},
    "IssuePage": {"NewsletterIndexPage"},
}
STREAMS = [
    (model, field)
    for model in get_page_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    user: Any = factories.UserFactory()
    user.groups.add(next(group for group in make_roles() if group.name == EDITORS.name))
    client.force_login(user)
    return client


def test_a_part_is_made_only_below_what_it_is_a_part_of() -> None:
    types = {model.__name__: model for model in get_page_models()}
    for name, parents in WITHIN.items():
        assert {parent.__name__ for parent in types[name].clean_parent_page_models()} == parents, name


def test_below_the_news_an_editor_is_offered_articles_and_nothing_else(tree: Tree, editor: Client) -> None:
    # With one choice there is nothing to choose: Wagtail goes on to its form.
    answer = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[tree.news.pk]))
    assert answer.url == reverse("wagtailadmin_pages:add", args=["news", "articlepage", tree.news.pk])
    refused = editor.get(reverse("wagtailadmin_pages:add", args=["academy", "pitchpage", tree.news.pk]), follow=True)
    assert "id_outcome_question" not in refused.content.decode()


@pytest.mark.parametrize(
    ("app", "model", "offered"),
    [
        ("academy", "programmepage", {"pages.phasepage", "pages.challengepage", "pages.strategypage"}),
        ("news", "articlepage", {"academy.gatheringpage", "academy.seriespage", "academy.programmepage"}),
    ],
)
def test_a_chooser_offers_only_pages_that_fit(
    tree: Tree, editor: Client, app: str, model: str, offered: set[str]
) -> None:
    below = tree.academy if app == "academy" else tree.news
    shown = editor.get(reverse("wagtailadmin_pages:add", args=[app, model, below.pk])).content.decode()
    row = BeautifulSoup(shown, "html.parser").select_one("#id_ties-EMPTY_FORM_TEMPLATE")
    assert row
    for name in offered:
        assert name in row.decode_contents()
    assert "wagtailcore.page" not in row.decode_contents()


def pictures_in(block: blocks.Block, depth: int = 0) -> Iterator[int]:
    """How many structs are around each picture that can stand in a block, up to the list that it is in."""
    if isinstance(block, ImageChooserBlock):
        yield depth
    if isinstance(block, blocks.ListBlock):
        yield from pictures_in(block.child_block)
    for child in getattr(block, "child_blocks", {}).values():
        yield from pictures_in(child, depth + isinstance(block, blocks.StructBlock))


@pytest.mark.parametrize(("model", "field"), STREAMS, ids=lambda it: getattr(it, "__name__", None) or it.name)
def test_no_picture_stands_deeper_than_the_translation_editor_can_follow(model: type[Page], field: StreamField) -> None:
    assert all(depth <= 1 for depth in pictures_in(field.stream_block))


def test_pictures_are_looked_for() -> None:
    body = ArticlePage._meta.get_field("body").stream_block
    assert len(list(pictures_in(body))) >= 2
