"""What docs/content.md names as the editor's is really offered to editors: a form to make one, and the field in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.models import Collection, Page
from wagtail.snippets.models import get_snippet_models

from hub.roles import EDITORS, make_roles
from network.models import Affiliation, Contribution, Involvement, PageFocusArea, Partnership, Picture, Tie
from pages.models import HomePage
from tests import factories
from tests.conftest import Tree
from tests.demo.test_content_table import MODELS, NAMES
from tests.pages.test_drafts import parent_of

WITHIN = {
    Affiliation: "Person",
    Partnership: "Organisation",
    Contribution: "ArticlePage",
    Involvement: "ArticlePage",
    PageFocusArea: "ArticlePage",
    Tie: "ArticlePage",
}
"""Where somebody meets the rows that have no form of their own."""


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    user: Any = factories.UserFactory()
    user.groups.add(next(group for group in make_roles() if group.name == EDITORS.name))
    client.force_login(user)
    return client


def form_of(editor: Client, model: type[Model], tree: Tree) -> str:
    """The form in which an editor makes one, or changes the only one."""
    meta = model._meta
    if model is HomePage:
        answer = editor.get(reverse("wagtailadmin_pages:edit", args=[tree.home.pk]))
    elif issubclass(model, Page):
        where = (meta.app_label, meta.model_name, parent_of(model, tree).pk)
        answer = editor.get(reverse("wagtailadmin_pages:add", args=where))
    elif model is Picture:
        picture = factories.PictureFactory(collection=Collection.get_first_root_node())
        answer = editor.get(reverse("wagtailimages:edit", args=[picture.pk]))
    else:
        assert model in get_snippet_models()
        answer = editor.get(reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:add"))
    assert answer.status_code == 200
    content: str = answer.content.decode()
    return content


def fields_named() -> dict[str, set[str]]:
    """What the forms have to show: by the name of a model, the beginnings of the names of its fields."""
    fields: dict[str, set[str]] = {}
    for name in NAMES:
        model_name, _, field = name.partition(".")
        model = MODELS.get(model_name)
        if model in WITHIN:
            key = next(each for each in model._meta.get_fields() if isinstance(each, ParentalKey))
            model_name, field = WITHIN[model], f"{key.remote_field.related_name}-__prefix__-{field}"
        fields.setdefault("InformationPage" if model_name == "BasePage" else model_name, set()).add(field)
    return fields


@pytest.mark.parametrize(("model_name", "fields"), fields_named().items())
def test_an_editor_is_offered_what_the_table_names(
    tree: Tree, editor: Client, model_name: str, fields: set[str]
) -> None:
    shown = form_of(editor, MODELS[model_name], tree)
    assert not {field for field in fields if f'"{field}' not in shown}
