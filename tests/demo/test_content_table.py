"""The table in docs/content.md names only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from blocks.body import BodyBlock

TABLE = Path(__file__).resolve().parents[2] / "docs" / "content.md"
APPS = ("network", "pages", "news", "academy")
NAMES = sorted(set(re.findall(r"`([A-Z]\w+(?:\.\w+)?)`", TABLE.read_text())))
MODELS = {model.__name__: model for app in APPS for model in apps.get_app_config(app).get_models()}


@pytest.mark.parametrize("name", NAMES)
def test_every_model_and_field_in_the_table_exists(name: str) -> None:
    model_name, _, field = name.partition(".")
    if model_name == "BasePage":
        model_name = "InformationPage"
    assert model_name in MODELS
    if field:
        try:
            MODELS[model_name]._meta.get_field(field)
        except FieldDoesNotExist:
            pytest.fail(f"{name} is no field.")


def test_every_block_in_the_table_exists() -> None:
    rows = "\n".join(line for line in TABLE.read_text().splitlines() if "block" in line)
    named = set(re.findall(r"`([a-z_]+)`", rows))
    assert named
    assert named <= set(BodyBlock().child_blocks)
