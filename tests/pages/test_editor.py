"""What somebody who edits in Dutch meets in the admin, before and around the form of a page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from wagtail.models import Page, get_page_models

from hub.roles import EDITORS, make_roles
from pages.models import HomePage
from tests import factories
from tests.conftest import Tree

OFFERED = [model for model in get_page_models() if model.is_creatable]


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    user: Any = factories.UserFactory()
    user.groups.add(next(group for group in make_roles() if group.name == EDITORS.name))
    client.force_login(user)
    return client


def test_no_second_home_page_is_offered_for_it_would_take_the_menu_of_the_first(tree: Tree, editor: Client) -> None:
    root = tree.home.get_parent()
    assert not HomePage.can_create_at(root)
    assert "homepage" not in editor.get(reverse("wagtailadmin_pages:add_subpage", args=[root.pk])).content.decode()


def test_the_home_page_of_a_new_network_can_be_made(tree: Tree) -> None:
    root = tree.home.get_parent()
    Page.objects.filter(depth=2).delete()
    assert HomePage.can_create_at(root)


def test_each_type_that_can_be_made_below_the_home_page_says_what_it_is_for(tree: Tree, editor: Client) -> None:
    shown = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[tree.home.pk])).content.decode()
    for model in OFFERED:
        if HomePage in model.clean_parent_page_models():
            with override("nl"):
                assert escape(str(model.page_description)) in shown


@pytest.mark.parametrize("model", OFFERED, ids=lambda model: model.__name__)
def test_every_type_is_described_in_both_languages(model: Any) -> None:
    told = set()
    for language in ("nl", "en"):
        with override(language):
            told.add(str(model.page_description))
    assert len(told) == 2


def test_the_only_other_language_is_ticked_already(tree: Tree, editor: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news)
    shown = editor.get(reverse("wagtail_localize:submit_page_translation", args=[article.pk])).content.decode()
    boxes = BeautifulSoup(shown, "html.parser").select("input[name=locales]")
    assert [(box["value"], box.has_attr("checked")) for box in boxes] == [(str(tree.english.pk), True)]
    assert "Talen" in shown


def test_the_translation_editor_speaks_dutch_where_its_own_dutch_goes_wrong(editor: Client) -> None:
    script = editor.get(reverse("wagtail_localize:javascript_catalog")).content.decode()
    found = re.search(r"newcatalog = (\{.*?\});", script, re.DOTALL)
    assert found
    words = json.loads(found[1])
    assert words["Publish in "] == "Publiceren in het "  # the name of the language follows
    assert words["Translate"] == "Vertaal"  # wagtail-localize's own


@pytest.mark.parametrize("address", ["add", "edit"])
def test_a_form_saves_by_itself(tree: Tree, editor: Client, address: str) -> None:
    article = factories.ArticlePageFactory(parent=tree.news)
    where = {"add": ("news", "articlepage", tree.news.pk), "edit": (article.pk,)}
    shown = editor.get(reverse(f"wagtailadmin_pages:{address}", args=where[address])).content.decode()
    form = BeautifulSoup(shown, "html.parser").select_one("#page-edit-form")
    assert form
    assert "w-autosave" in form["data-controller"]
