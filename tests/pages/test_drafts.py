"""A page with only a title: kept as the editor types, and previewed, whatever its type."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from pages.models import BasePage, HomePage
from tests import factories
from tests.conftest import Tree

TYPES = [
    model
    for app in ("pages", "academy", "news")
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, BasePage) and model is not HomePage
]


def parent_of(page_type: Any, tree: Tree) -> Page:
    """A page that one of this type may stand below."""
    parents = [model for model in page_type.clean_parent_page_models() if model is not page_type]
    if HomePage in parents:
        return tree.home
    if found := parents[0].objects.first():
        return found
    factory = getattr(factories, f"{parents[0].__name__}Factory")
    parent: Page = factory(parent=parent_of(parents[0], tree))
    return parent


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("page_type", TYPES, ids=lambda model: model.__name__)
def test_with_only_a_title_it_is_kept_and_previewed(tree: Tree, editor: Client, page_type: Any) -> None:
    where = (page_type._meta.app_label, page_type._meta.model_name, parent_of(page_type, tree).pk)
    add = reverse("wagtailadmin_pages:add", args=where)
    form = querydict_from_html(editor.get(add).content.decode(), form_id="page-edit-form")
    form["title"], form["slug"] = "Alleen een titel", "alleen-een-titel"
    for field in page_type._meta.get_fields():
        if isinstance(field, StreamField):
            form[f"{field.name}-count"] = "0"

    preview = reverse("wagtailadmin_pages:preview_on_add", args=where)
    assert editor.post(preview, form).json()["is_valid"] is True
    shown = editor.get(preview)
    assert shown.status_code == 200
    assert "Alleen een titel" in shown.content.decode()

    # As Wagtail saves by itself while somebody types.
    answer = editor.post(add, form, headers={"accept": "application/json"})
    assert answer.json()["success"] is True
    kept = page_type.objects.get(slug="alleen-een-titel")
    assert not kept.live

    # As the translation editor previews it.
    english = kept.copy_for_translation(tree.english, copy_parents=True)
    shown = english.make_preview_request()
    assert shown.status_code == 200
    assert '<html lang="en"' in shown.content.decode()
