"""Every field of a page says what it is for, unless its name does, to those who edit in Dutch and in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import get_page_models

from tests import factories
from tests.conftest import Tree

PAGE_TYPES = [model for model in get_page_models() if model.is_creatable]
# What they are called says it, or Wagtail does.
CLEAR = {"body", "picture", "go_live_at", "expire_at"}


def texts_of(panel: Any, form_fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The name and the help of each field and of each list of rows below a panel."""
    if isinstance(panel, FieldPanel) and panel.field_name in form_fields:
        yield panel.field_name, str(panel.help_text or form_fields[panel.field_name].help_text)
    if isinstance(panel, InlinePanel):
        yield panel.relation_name, str(panel.help_text)
        return
    for child in getattr(panel, "children", ()):
        yield from texts_of(child, form_fields)


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda page_type: page_type.__name__)
def test_fields_say_what_they_are_for_in_the_editors_language(page_type: Any) -> None:
    handler = page_type.get_edit_handler()
    fields = handler.get_form_class().base_fields
    told: dict[str, set[str]] = {}
    for language in ("nl", "en"):
        with override(language):
            for name, text in texts_of(handler, fields):
                told.setdefault(name, set()).add(text)
    assert {"title", "slug"} <= told.keys()
    unclear = {name for name, texts in told.items() if name not in CLEAR and len(texts - {""}) != 2}
    assert not unclear


def test_a_form_shows_the_help_at_the_field(tree: Tree, admin_client: Client) -> None:
    gathering = factories.GatheringPageFactory(parent=factories.AgendaPageFactory(parent=tree.home))
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[gathering.pk])).content.decode()
    document = BeautifulSoup(shown, "html.parser")
    field = document.select_one("#id_registration_url")
    assert field
    help_text = document.find(id=str(field["aria-describedby"]).split()[0])
    assert help_text
    assert "met https:// ervoor" in help_text.get_text()
